"""How numeric claims compare across articles."""
