"""The mistakes with mentions as rows of a list, article by article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hudna.model import Mention
from hudna_eval.entities.errors import KINDS, NO_WHOLE, Errors
from hudna_eval.entities.pairs import MentionPairs
from hudna_eval.entities.span_table import SpanTable
from hudna_eval.mistakes.mistake import Mistake, Place
from hudna_eval.mistakes.rows import in_text_order, known_surface
from hudna_eval.statistics.intervals import Integers


def entity_mistakes(pairs: MentionPairs, errors: Errors, texts: Sequence[str | None]) -> list[list[Mistake]]:
    """The mistakes of each article in text order: one for each aligned pair that is not exact, and for what is left.

    `kind` is a class of `hudna_eval.entities.errors`. A `split` names, besides the prediction, the gold mention that it
    is a part of, and a `merge` the prediction that holds the gold mention; these have partners of their own elsewhere.
    The surface is that of the text, else that of the mention; None where neither is known.
    """
    found: list[list[Mistake]] = [[] for _ in texts]
    for article, kind, gold, pred in _rows(pairs, errors):
        places = {"gold": _place(gold, texts[article]), "pred": _place(pred, texts[article])}
        found[article].append(Mistake(layer="entity", kind=kind, **places))
    return [in_text_order(own) for own in found]


def _rows(pairs: MentionPairs, errors: Errors) -> Iterator[tuple[int, str, Mention | None, Mention | None]]:
    """Article, class, and what each side has."""
    gold, pred = pairs.gold, pairs.pred
    chosen, missed, spurious = errors.pairs, errors.missed, errors.spurious
    kinds = [KINDS[kind] for kind in errors.kind.tolist()]
    yield from _zipped(gold.article[chosen.gold], kinds, gold.of(chosen.gold), pred.of(chosen.pred))
    kinds = ["merge" if is_part else "missed" for is_part in missed.is_part.tolist()]
    yield from _zipped(gold.article[missed.rows], kinds, gold.of(missed.rows), _wholes(pred, missed.wholes))
    kinds = ["split" if is_part else "spurious" for is_part in spurious.is_part.tolist()]
    yield from _zipped(pred.article[spurious.rows], kinds, _wholes(gold, spurious.wholes), pred.of(spurious.rows))


def _zipped(
    articles: Integers, kinds: Sequence[str], golds: Sequence[Mention | None], preds: Sequence[Mention | None]
) -> Iterator[tuple[int, str, Mention | None, Mention | None]]:
    return zip(articles.tolist(), kinds, golds, preds, strict=True)


def _wholes(table: SpanTable, wholes: Integers) -> list[Mention | None]:
    return [None if row == NO_WHOLE else table.mentions[table.source[row]] for row in wholes.tolist()]


def _place(mention: Mention | None, text: str | None) -> Place | None:
    if mention is None:
        return None
    spans = (mention.span,)
    return Place(id=mention.id, label=mention.type, spans=spans, text=known_surface(spans, text, mention.text))
