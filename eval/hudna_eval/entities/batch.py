"""All entity metrics, errors and slices of a batch of articles in one pass.

Most of the work is done on columns of numbers, for all articles at once; see `hudna_eval.entities.pairs`. What an
article counts does not depend on the articles beside it nor on the order of its mentions.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from hudna_eval.comparison import Comparison
from hudna_eval.counts import Counts
from hudna_eval.entities import metrics as entities
from hudna_eval.entities.errors import EntityErrors, classified, entity_errors
from hudna_eval.entities.mistakes import entity_mistakes
from hudna_eval.entities.pairs import MentionPairs, pair_mentions
from hudna_eval.entities.slices import entity_slices
from hudna_eval.entities.timex_values import TimexTally, timex_values
from hudna_eval.mistakes.mistake import Mistake
from hudna_eval.scope import DEFAULT_CONVENTIONS
from hudna_eval.statistics.intervals import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityTally:
    """The entity counts of a batch of articles.

    `types` are those that occur in the batch, sorted. `counts` maps `entities.strict`, `entities.type`,
    `entities.soft`, `entities.iou50` and `entities.clitic` to arrays of shape (articles, types, 3) that hold tp, fp and
    fn: whole numbers, but those of soft are the doubles next to the exact ones. `boundary` has the shape (articles, 3).
    `entities.clitic` is 0 throughout for an article without text. `soft` has the exact true positives of
    `entities.soft` by type, `slices` exact counts of `entities.strict` by slice and `errors` what went wrong, all three
    over the batch. `timex` is what the values of time expressions come to. `mistakes` are those of each article in
    text order, or nothing at all if no details were asked for.
    """

    types: tuple[str, ...]
    counts: Mapping[str, Floats]
    boundary: Floats
    soft: Mapping[str, Fraction]
    slices: Mapping[str, Counts]
    errors: EntityErrors
    timex: TimexTally
    mistakes: Sequence[Sequence[Mistake]] = ()


def score_entities(
    batch: Sequence[Comparison],
    *,
    details: bool = False,
    timex_types: Collection[str] = DEFAULT_CONVENTIONS.timex_types,
) -> EntityTally:
    """Count the entities of a batch of articles; with `details` list every mistake too.

    Mentions of `timex_types` are time expressions, whose values are compared.

    A batch of some hundred articles is as quick as any larger one.
    Raises: OverflowError for offsets that no text has.
    """
    texts = [both.text for both in batch]
    pairs = pair_mentions([both.gold.mentions for both in batch], [both.pred.mentions for both in batch])
    clitic, forgiven = entities.clitic(pairs, [both.clitics for both in batch])
    soft = entities.soft(pairs)
    errors = classified(pairs)
    return EntityTally(
        types=pairs.types,
        counts=_typed(pairs, soft.counts, clitic),
        boundary=entities.boundaries(pairs),
        soft=soft.found,
        slices=entity_slices(pairs, texts, [both.zones for both in batch]),
        errors=entity_errors(pairs, errors, forgiven),
        timex=timex_values(pairs, timex_types),
        mistakes=entity_mistakes(pairs, errors, texts) if details else (),
    )


def _typed(pairs: MentionPairs, soft: Floats, clitic: Floats) -> dict[str, Floats]:
    return {
        "entities.strict": pairs.strict,
        "entities.type": entities.same_type(pairs),
        "entities.soft": soft,
        "entities.iou50": entities.iou50(pairs),
        "entities.clitic": clitic,
    }
