"""Deriving the dataset folder from the annotation folder."""
