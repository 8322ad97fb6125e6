"""Entity metrics: mentions of entities and of times, compared by span (half-open code points) and type.

Every metric pairs one-to-one and takes exact pairs (span and type) first, so that strict <= IoU 0.5 <= type and
strict <= clitic in true positives. All but `boundary` pair within a type: a prediction of another type that is added
changes nothing but the denominator.

Counts are of a batch of articles at once; those of an article depend on nothing but its mentions, in any order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from hudna.model import Mention
from hudna_eval.counts import Counts
from hudna_eval.entities.clitics import CliticMatch
from hudna_eval.entities.pairs import Edges, MentionPairs, found_among, pair_mentions
from hudna_eval.entities.span_table import Booleans
from hudna_eval.matching.components import best_edges, largest_edges
from hudna_eval.matching.exact_sums import Term, exact_sum
from hudna_eval.matching.sparse import largest_matching
from hudna_eval.statistics.intervals import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class SoftCounts:
    """`counts` have the shape (articles, types, 3), each number the double next to the exact one; `found` is exact.

    `found` has the true positives of all articles by type.
    """

    counts: Floats
    found: Mapping[str, Fraction]


def strict(gold: Sequence[Mention], pred: Sequence[Mention]) -> dict[str, Counts]:
    """`entities.strict` by type: a mention is found where start, end and type all agree, each gold mention once.

    A repeated prediction is a false positive. TIMEX mentions (DATE, TIME, DURATION) are mentions like others.
    The sum over types is the overall count: the type is part of what must agree. For one article; of many at once it
    is `MentionPairs.strict`.
    Source: CoNLL-2003 (Tjong Kim Sang and De Meulder 2003), on spans that may nest, as multisets.
    """
    pairs = pair_mentions([gold], [pred])
    return {type_: Counts(*map(int, own)) for type_, own in zip(pairs.types, pairs.strict[0], strict=True)}


def boundary(gold: Sequence[Mention], pred: Sequence[Mention]) -> Counts:
    """`entities.boundary` of one article, see `boundaries`."""
    return Counts(*map(int, boundaries(pair_mentions([gold], [pred]))[0]))


def boundaries(pairs: MentionPairs) -> Floats:
    """`entities.boundary`, shape (articles, 3): start and end agree, whatever the type; a gold mention is found once.

    Two gold mentions on one span with different types need two predictions there. A pair has no one type, so there
    are no counts by type.
    """
    found = pairs.gold.article[found_among(pairs.gold.span_key, pairs.pred.span_key)]
    right = np.bincount(found, minlength=pairs.articles)
    sizes = pairs.pred_size.sum(axis=1), pairs.gold_size.sum(axis=1)
    return np.stack([right, *(size - right for size in sizes)], axis=-1).astype(np.float64)


def same_type(pairs: MentionPairs) -> Floats:
    """`entities.type`, shape (articles, types, 3): mentions of one type that share a character, one-to-one.

    As many pairs as there can be, exact pairs first. Spans that only touch share nothing.
    Source: the type schema of SemEval-2013 task 9.1 (Segura-Bedmar et al. 2013). Deviation: one-to-one and optimal,
    and within the type instead of by the alignment of `entity_errors`, in which a false positive of another type
    could free a partner and so raise precision.
    """
    return _with_exact(pairs, pairs.same_type, largest_edges(pairs.same_type))


def iou50(pairs: MentionPairs) -> Floats:
    """`entities.iou50`, shape (articles, types, 3): mentions of one type whose IoU, in characters, is half or more.

    2·shared >= union, in whole numbers. As many pairs as there can be, exact pairs first.
    Source: PASCAL VOC (Everingham et al. 2010), on spans; optimal instead of greedy by confidence.
    """
    alike = pairs.same_type.where(2 * pairs.same_type.shared >= pairs.same_type.union)
    return _with_exact(pairs, alike, largest_edges(alike))


def soft(pairs: MentionPairs) -> SoftCounts:
    """`entities.soft`: the greatest sum of character IoU over one-to-one pairs of one type.

    Precision is the sum over the number of predictions, recall over that of gold mentions; so true positives are a
    fraction, and false ones what is missing. Exact pairs come first, which loses nothing: 1 - IoU is a metric, so by
    the triangle inequality IoU(g, p') + IoU(g', p) <= 1 + IoU(g', p') where g = p.
    Source: Jaccard 1912; assignment of maximum weight, Kuhn 1955.
    """
    chosen = pairs.same_type.where(best_edges(pairs.same_type, by_kind=False))
    return SoftCounts(counts=_soft_counts(pairs, chosen), found=_soft_found(pairs, chosen))


def clitic(pairs: MentionPairs, matches: Sequence[CliticMatch | None]) -> tuple[Floats, Counter[str]]:
    """`entities.clitic`, shape (articles, types, 3): type and end agree, the start up to clitics; and what is forgiven.

    An article without match, which has no text, has no counts. See `CliticMatch.difference` for what is forgiven. As
    many pairs as there can be, exact pairs first.
    Source: of this project; unlike comparison of whole words it does not forgive وزير without و.
    """
    edges, differences = _clitic_edges(pairs, matches)
    taken = _largest_by_article(pairs, edges)
    counts = _with_exact(pairs, edges, taken)
    counts[[index for index, match in enumerate(matches) if match is None]] = 0
    forgiven = Counter(difference for difference, is_taken in zip(differences, taken, strict=True) if is_taken)
    return counts, forgiven


def _with_exact(pairs: MentionPairs, edges: Edges, taken: Booleans) -> Floats:
    """Counts if, besides the exact pairs, some edges (of one type) are right."""
    return pairs.counts(pairs.exact + pairs.cells(pairs.gold, edges.gold[taken]))


def _soft_counts(pairs: MentionPairs, chosen: Edges) -> Floats:
    """Strict counts and what partial pairs earn: added as fractions, rounded once."""
    cells = pairs.gold.article[chosen.gold] * len(pairs.types) + pairs.gold.type[chosen.gold]
    earned: dict[int, Term] = {}
    for cell, shared, union in zip(cells.tolist(), chosen.shared.tolist(), chosen.union.tolist(), strict=True):
        part, whole = earned.get(cell, (0, 1))
        earned[cell] = part * union + shared * whole, whole * union
    counts = pairs.strict.reshape(-1, 3)
    own = list(earned)
    counts[own] = [
        ((tp * whole + part) / whole, (fp * whole - part) / whole, (fn * whole - part) / whole)
        for (tp, fp, fn), (part, whole) in zip(counts[own].astype(np.int64).tolist(), earned.values(), strict=True)
    ] or np.zeros((0, 3))
    return counts.reshape(pairs.articles, len(pairs.types), 3)


def _soft_found(pairs: MentionPairs, chosen: Edges) -> dict[str, Fraction]:
    """Exact true positives by type; pairs of one union are added before any fraction is made."""
    kinds, number = np.unique(np.stack([pairs.gold.type[chosen.gold], chosen.union]), axis=1, return_inverse=True)
    parts = np.zeros(kinds.shape[1], dtype=np.int64)
    np.add.at(parts, number.reshape(-1), chosen.shared)
    terms: defaultdict[int, list[Term]] = defaultdict(list)
    for type_, part, union in zip(kinds[0].tolist(), parts.tolist(), kinds[1].tolist(), strict=True):
        terms[type_].append((part, union))
    exact = pairs.exact.sum(axis=0).tolist()
    return {name: exact[type_] + exact_sum(terms[type_]) for type_, name in enumerate(pairs.types)}


def _clitic_edges(pairs: MentionPairs, matches: Sequence[CliticMatch | None]) -> tuple[Edges, list[str]]:
    """The edges of one type whose spans are the same up to clitics, and what they differ in."""
    edges = pairs.same_type
    own = [matches[article] for article in pairs.gold.article[edges.gold].tolist()]
    differences = [
        None if match is None else match.difference(gold, pred)
        for match, gold, pred in zip(own, pairs.gold.of(edges.gold), pairs.pred.of(edges.pred), strict=True)
    ]
    known = np.array([difference is not None for difference in differences], dtype=np.bool_)
    return edges.where(known), [difference for difference in differences if difference is not None]


def _largest_by_article(pairs: MentionPairs, edges: Edges) -> Booleans:
    """Some edges, as many as can be one-to-one; which of several it is depends on the article alone."""
    entangled = edges.entangled
    neighbours: defaultdict[int, defaultdict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for edge in np.flatnonzero(entangled).tolist():
        gold = int(edges.gold[edge])
        neighbours[int(pairs.gold.article[gold])][gold].append(int(edges.pred[edge]))
    partner = {gold: pred for own in neighbours.values() for gold, pred in largest_matching(own).items()}
    taken = ~entangled
    for edge in np.flatnonzero(entangled).tolist():
        taken[edge] = partner.get(int(edges.gold[edge])) == int(edges.pred[edge])
    return taken
