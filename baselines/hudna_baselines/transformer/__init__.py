"""The transformer baseline; see README.md. Importing this imports torch."""

from .system import TransformerBaseline

__all__ = ["TransformerBaseline"]
