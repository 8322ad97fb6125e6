"""One article, gold against predicted, with what several metrics need worked out once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from hudna.model import Zone
from hudna_eval.clitic_match import CliticMatch, known_text
from hudna_eval.counts import Counts
from hudna_eval.entities import clitic
from hudna_eval.mention_pairs import MentionPairs, pair_mentions
from hudna_eval.pairing import Pair
from hudna_eval.scope import Annotation, scored


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What is scored of both sides of an article. `text` is None where neither text nor surfaces are known."""

    gold: Annotation
    pred: Annotation
    zones: Sequence[Zone]
    text: str | None

    @cached_property
    def mentions(self) -> MentionPairs:
        """The mentions, exact pairs apart."""
        return pair_mentions(self.gold.mentions, self.pred.mentions)

    @cached_property
    def clitics(self) -> CliticMatch | None:
        """How spans compare up to clitics; None without text."""
        return None if self.text is None else CliticMatch(text=self.text, gold=self.gold.mentions)

    @cached_property
    def clitic_counts(self) -> tuple[dict[str, Counts], list[str]]:
        """`entities.clitic` by type, and what it forgave; nothing without text."""
        return ({}, []) if self.clitics is None else clitic(self.mentions, self.clitics)

    @property
    def has_events(self) -> bool:
        """Whether either side has any."""
        return bool(self.gold.frames or self.pred.frames)


def compared(pair: Pair) -> Comparison:
    """The scored annotation of a pair of records; zones are those of gold."""
    zones = pair.gold.zones
    return Comparison(
        gold=scored(pair.gold, zones), pred=scored(pair.pred, zones), zones=zones, text=known_text(pair.gold, pair.pred)
    )
