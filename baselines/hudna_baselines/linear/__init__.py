"""The linear baseline: logistic regression over words, items and pairs of items. README.md is its model card."""

from .system import LinearBaseline

__all__ = ["LinearBaseline"]
