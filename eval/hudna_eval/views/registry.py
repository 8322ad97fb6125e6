"""The views by id."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from types import MappingProxyType

from hudna_eval.comparison import Comparison
from hudna_eval.counts import Counts, matched
from hudna_eval.note import Note
from hudna_eval.views import textee
from hudna_eval.views.notes import VIEW_NOTES
from hudna_eval.views.schemas import Schema, SchemaCounts, schema_counts
from hudna_eval.views.sides import Sides
from hudna_eval.views.tags import default_counts, strict_counts
from hudna_eval.views.words import widened

ViewCounts = Counts | SchemaCounts

_key = attrgetter("type", "start", "end")


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A score as another scorer would give it: `count` for one article, to be added over articles.

    `needs_text` says that it is undefined (None) where an article's text is not known whole.
    """

    id: str
    count: Callable[[Sides], ViewCounts]
    needs_text: bool
    note: Note

    def counts(self, both: Comparison) -> ViewCounts | None:
        """The counts of one article; None where the view needs a text that is not known whole."""
        return self.of(Sides(both=both))

    def of(self, sides: Sides) -> ViewCounts | None:
        """As `counts`, of sides whose forms other views share."""
        return None if self.needs_text and not sides.has_words else self.count(sides)


def view_counts(both: Comparison, ids: Iterable[str] | None = None) -> dict[str, ViewCounts | None]:
    """The counts of one article by view id, of all views in the order of `VIEWS` or of `ids` in theirs.

    None where a view needs the whole text and it is not known. Raises: KeyError for an id that no view has.
    """
    sides = Sides(both=both)
    return {id_: VIEWS[id_].of(sides) for id_ in (VIEWS if ids is None else ids)}


def _word(sides: Sides) -> Counts:
    return matched(widened(sides.both.gold.mentions, sides.words), widened(sides.both.pred.mentions, sides.words))


def _outermost(sides: Sides) -> Counts:
    return matched(*(map(_key, side) for side in sides.outermost))


def _schema(schema: Schema) -> Callable[[Sides], SchemaCounts]:
    return lambda sides: schema_counts(sides.alignment, schema)


def _events(count: Callable[[textee.Frames, textee.Frames], Counts]) -> Callable[[Sides], Counts]:
    return lambda sides: count(sides.both.gold.frames, sides.both.pred.frames)


_OF_WORDS: Mapping[str, Callable[[Sides], ViewCounts]] = {
    "word.strict": _word,
    "seqeval.default": lambda sides: default_counts(*sides.tags),
    "seqeval.strict": lambda sides: strict_counts(*sides.tags),
}

_OF_SPANS: Mapping[str, Callable[[Sides], ViewCounts]] = {
    "outermost.strict": _outermost,
    "nervaluate.strict": _schema("strict"),
    "nervaluate.exact": _schema("exact"),
    "nervaluate.partial": _schema("partial"),
    "nervaluate.ent_type": _schema("ent_type"),
    "textee.ti": _events(textee.ti),
    "textee.tc": _events(textee.tc),
    "textee.ai": _events(textee.ai),
    "textee.ac": _events(textee.ac),
    "textee.ai+": _events(textee.ai_plus),
    "textee.ac+": _events(textee.ac_plus),
}


def _view(id_: str, note: Note) -> View:
    needs_text = id_ in _OF_WORDS
    count = _OF_WORDS[id_] if needs_text else _OF_SPANS[id_]
    return View(id=id_, count=count, needs_text=needs_text, note=note)


VIEWS: Mapping[str, View] = MappingProxyType({id_: _view(id_, note) for id_, note in VIEW_NOTES.items()})
"""View id → view, in the order of the report."""
