"""Numeric claims: the ladder, its slots, tolerance and errors."""
