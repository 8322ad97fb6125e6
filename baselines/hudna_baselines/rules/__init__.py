"""The rule-based baseline. `RuleBaseline` runs it; each module is one component or one lexicon. See README.md here."""

from .system import RuleBaseline

__all__ = ["RuleBaseline"]
