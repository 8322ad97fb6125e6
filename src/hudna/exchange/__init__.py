"""Annotation in other programs' forms: brat (there and back) and CoNLL columns (there only)."""
