"""Runs that are kept: what made them, what they predicted, and the tables that are made of them."""
