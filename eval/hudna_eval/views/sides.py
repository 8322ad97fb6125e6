"""Both sides of an article in the forms that views compare; each form is made once, when it is first asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from hudna.model import Mention
from hudna_eval.comparison import Comparison
from hudna_eval.entities.align import Alignment, align
from hudna_eval.views.flat import bio_tags
from hudna_eval.views.outermost import outermost
from hudna_eval.views.words import Words, words_of

_UNKNOWN = "\0"
"""The letter of a text that only surfaces of mentions tell, where none does; see `hudna_eval.entities.clitics`."""


@dataclass(frozen=True, kw_only=True)
class Sides:
    """One article as views see it. `words` and `tags` are there only if the text is known whole."""

    both: Comparison

    @cached_property
    def has_words(self) -> bool:
        """Whether the text is known whole: surfaces of mentions do not tell where their first and last word end.

        Mentions that tile a text from its beginning leave nothing unknown but what follows the last of them, where all
        that touch the last word end alike.
        """
        return self.both.text is not None and _UNKNOWN not in self.both.text

    @cached_property
    def words(self) -> Words:
        """The words of the text. Raises: ValueError if it is not known whole."""
        if self.both.text is None or not self.has_words:
            raise ValueError("found an article without its whole text against a view of words")
        return words_of(self.both.text)

    @cached_property
    def outermost(self) -> tuple[list[Mention], list[Mention]]:
        """The outermost mentions of gold and of pred, each within its side."""
        return outermost(self.both.gold.mentions), outermost(self.both.pred.mentions)

    @cached_property
    def tags(self) -> tuple[list[list[str]], list[list[str]]]:
        """BIO tags of the outermost mentions of gold and of pred. Raises: ValueError as `words`."""
        gold, pred = self.outermost
        return bio_tags(gold, self.words), bio_tags(pred, self.words)

    @cached_property
    def alignment(self) -> Alignment:
        """All mentions, one-to-one."""
        return align(self.both.gold.mentions, self.both.pred.mentions)
