"""Validation: one table of rules (`rules.RULES`), each a small function over one record or one folder."""
