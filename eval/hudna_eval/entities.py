"""Entity metrics: mentions of entities and of times, compared by span (half-open code points) and type.

Every metric pairs one-to-one and takes exact pairs (span and type) first, so that strict <= IoU 0.5 <= type and
strict <= clitic in true positives. All but `boundary` pair within a type: a prediction of another type that is added
changes nothing but the denominator.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction

from hudna.model import Mention
from hudna_eval.assignment import Edge
from hudna_eval.clitic_match import CliticMatch
from hudna_eval.counts import Counts, matched
from hudna_eval.matching import best_pairs, largest_matching
from hudna_eval.mention_pairs import MentionPairs, pair_mentions


def strict(gold: Sequence[Mention], pred: Sequence[Mention]) -> dict[str, Counts]:
    """`entities.strict` by type: a mention is found where start, end and type all agree, each gold mention once.

    A repeated prediction is a false positive. TIMEX mentions (DATE, TIME, DURATION) are mentions like others.
    The sum over types is the overall count: the type is part of what must agree.
    Source: CoNLL-2003 (Tjong Kim Sang and De Meulder 2003), on spans that may nest, as multisets.
    """
    return pair_mentions(gold, pred).strict


def boundary(gold: Iterable[Mention], pred: Iterable[Mention]) -> Counts:
    """`entities.boundary`: start and end agree, whatever the type; each gold mention is found once.

    Two gold mentions on one span with different types need two predictions there. A pair has no one type, so there
    are no counts by type.
    """
    return matched(
        [(mention.start, mention.end) for mention in gold], [(mention.start, mention.end) for mention in pred]
    )


def same_type(pairs: MentionPairs) -> dict[str, Counts]:
    """`entities.type` by type: mentions of one type that share a character, as many pairs as there can be.

    Exact pairs come first. Spans that only touch share nothing.
    Source: the type schema of SemEval-2013 task 9.1 (Segura-Bedmar et al. 2013). Deviation: one-to-one and optimal,
    and within the type instead of by the alignment of `entity_errors`, in which a false positive of another type
    could free a partner and so raise precision.
    """
    return pairs.counts(_largest(pairs, pairs.same_type))


def iou50(pairs: MentionPairs) -> dict[str, Counts]:
    """`entities.iou50` by type: mentions of one type whose characters overlap by half of their union or more.

    2·shared >= union, in whole numbers. As many pairs as there can be, exact pairs first.
    Source: PASCAL VOC (Everingham et al. 2010), on spans; optimal instead of greedy by confidence.
    """
    alike = [edge for edge, (shared, union) in pairs.same_type.items() if 2 * shared >= union]
    return pairs.counts(_largest(pairs, alike))


def soft(pairs: MentionPairs) -> dict[str, Counts]:
    """`entities.soft` by type: the greatest sum of character IoU over one-to-one pairs of one type.

    Precision is the sum over the number of predictions, recall over that of gold mentions; so true positives are a
    fraction, and false ones what is missing. Exact pairs come first, which loses nothing: 1 - IoU is a metric, so by
    the triangle inequality IoU(g, p') + IoU(g', p) <= 1 + IoU(g', p') where g = p.
    Source: Jaccard 1912; assignment of maximum weight, Kuhn 1955.
    """
    chosen = [edge for edge in pairs.same_type if edge not in pairs.entangled]
    chosen += best_pairs({edge: Fraction(shared, union) for edge, (shared, union) in pairs.entangled.items()})
    credit: dict[str, tuple[int, int]] = {}
    for edge in chosen:
        type_, (shared, union) = pairs.golds[edge[0]].type, pairs.same_type[edge]
        numerator, denominator = credit.get(type_, (0, 1))
        credit[type_] = numerator * union + shared * denominator, denominator * union
    counts = dict(pairs.strict)
    for type_, terms in credit.items():
        exact, more = counts[type_], Fraction(*terms)
        counts[type_] = Counts(exact.tp + more, exact.fp - more, exact.fn - more)
    return counts


def clitic(pairs: MentionPairs, match: CliticMatch) -> tuple[dict[str, Counts], list[str]]:
    """`entities.clitic` by type, and what was forgiven pair by pair: type and end agree, and the start up to clitics.

    See `CliticMatch.difference` for what is forgiven. As many pairs as there can be, exact pairs first.
    Source: of this project; unlike comparison of whole words it does not forgive وزير without و.
    """
    differences = _clitic_differences(pairs, match)
    edges = _largest(pairs, differences)
    return pairs.counts(edges), [differences[edge] for edge in edges]


def _largest(pairs: MentionPairs, edges: Iterable[Edge]) -> list[Edge]:
    """As many of `edges`, some of `pairs.same_type`, as can be one-to-one."""
    chosen: list[Edge] = []
    neighbours: defaultdict[int, list[int]] = defaultdict(list)
    for edge in edges:
        if edge in pairs.entangled:
            neighbours[edge[0]].append(edge[1])
        else:
            chosen.append(edge)
    return sorted([*chosen, *largest_matching(neighbours).items()]) if neighbours else chosen


def _clitic_differences(pairs: MentionPairs, match: CliticMatch) -> dict[Edge, str]:
    found: dict[Edge, str] = {}
    for i, j in pairs.same_type:
        difference = match.difference(pairs.golds[i], pairs.preds[j])
        if difference is not None:
            found[i, j] = difference
    return found
