"""One article, gold against predicted, with what several metrics need worked out once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from hudna.model import Zone
from hudna_eval.entities.clitics import CliticMatch, known_text
from hudna_eval.scope import DEFAULT_CONVENTIONS, Annotation, Conventions, scored
from hudna_eval.sources.pairing import Pair


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What is scored of both sides of an article. `text` is None where neither text nor surfaces are known."""

    gold: Annotation
    pred: Annotation
    zones: Sequence[Zone]
    text: str | None

    @cached_property
    def clitics(self) -> CliticMatch | None:
        """How spans compare up to clitics; None without text."""
        return None if self.text is None else CliticMatch(text=self.text, gold=self.gold.mentions)

    @property
    def has_events(self) -> bool:
        """Whether either side has any."""
        return bool(self.gold.frames or self.pred.frames)

    @property
    def has_claims(self) -> bool:
        """Whether either side has any."""
        return bool(self.gold.claims or self.pred.claims)


def compared(pair: Pair, conventions: Conventions = DEFAULT_CONVENTIONS) -> Comparison:
    """The scored annotation of a pair of records; zones are those of gold."""
    zones = pair.gold.zones
    return Comparison(
        gold=scored(pair.gold, zones, conventions),
        pred=scored(pair.pred, zones, conventions),
        zones=zones,
        text=known_text(pair.gold, pair.pred),
    )
