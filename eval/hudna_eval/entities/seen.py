"""`entities.strict` by whether the surface of a mention was seen in training, and with that type.

Surfaces compare in `hudna.arabic.normalise.comparison_form`, as they are marked: clitics are not cut, as gold marks
mentions without them.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hudna.arabic.normalise import comparison_form
from hudna.model import Mention, Record
from hudna_eval.comparison import Comparison
from hudna_eval.counts import Counts
from hudna_eval.mistakes.rows import known_surface

YES, TYPE_DIFFERS, NO, UNKNOWN = "seen:yes", "seen:type_differs", "seen:no", "seen:unknown"

SEEN_SLICES = (YES, TYPE_DIFFERS, NO, UNKNOWN)
"""The names of the slices, in the order of the report."""

_Key = tuple[str, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Normalised surface → the types that training has it with."""

    types: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, records: Iterable[Record]) -> Seen:
        """The surfaces of all mentions of training records; one whose surface is not known teaches nothing."""
        types: defaultdict[str, set[str]] = defaultdict(set)
        for record in records:
            for mention in record.mentions:
                surface = _surface(mention, record.text)
                if surface is not None:
                    types[comparison_form(surface)].add(mention.type)
        return cls(types={surface: frozenset(found) for surface, found in types.items()})

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of what training has: the order of its records changes nothing."""
        rows = sorted((surface, sorted(types)) for surface, types in self.types.items())
        return hashlib.sha256(json.dumps(rows).encode()).hexdigest()

    def slice_of(self, mention: Mention, text: str | None) -> str:
        """The slice of a mention: seen with its type, with other types only, not at all, or surface unknown."""
        surface = _surface(mention, text)
        if surface is None:
            return UNKNOWN
        types = self.types.get(comparison_form(surface))
        if types is None:
            return NO
        return YES if mention.type in types else TYPE_DIFFERS


def seen_slices(comparison: Comparison, seen: Seen) -> dict[str, Counts]:
    """Slice → counts of `entities.strict` of one article, for the slices that occur.

    Gold's slice decides for a mention that is found or missed, its own for a false prediction; so the slices add up to
    the whole. A mention is in `seen:unknown` if neither the text nor the mention itself tells its whole surface.
    Source: unseen tokens and unseen types of Tu and Lignos 2021, who report recall; here with false positives as well.
    """
    golds, preds = comparison.gold.mentions, comparison.pred.mentions
    both = Counter(map(_key, golds)) & Counter(map(_key, preds))
    found, missed = _parted(golds, both)
    _, spurious = _parted(preds, both)
    tp, fp, fn = (
        Counter(seen.slice_of(mention, comparison.text) for mention in mentions)
        for mentions in (found, spurious, missed)
    )
    return {name: Counts(tp[name], fp[name], fn[name]) for name in SEEN_SLICES if tp[name] or fp[name] or fn[name]}


def _parted(mentions: Sequence[Mention], both: Mapping[_Key, int]) -> tuple[list[Mention], list[Mention]]:
    """The mentions that are on both sides, and the others; of several equal ones the first by id are found."""
    left = Counter(both)
    found: list[Mention] = []
    alone: list[Mention] = []
    for mention in sorted(mentions, key=lambda mention: mention.id):
        key = _key(mention)
        (found if left[key] > 0 else alone).append(mention)
        left[key] -= 1
    return found, alone


def _key(mention: Mention) -> _Key:
    return mention.type, mention.start, mention.end


def _surface(mention: Mention, text: str | None) -> str | None:
    """The whole surface of a mention; None if it is not known, or only with its middle left out."""
    stored = mention.text if mention.text is not None and len(mention.text) == len(mention.span) else None
    return known_surface((mention.span,), text, stored)
