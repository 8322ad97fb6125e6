"""`comparisons.f1`: how numeric claims of one article or of two relate, as gold and a prediction see it.

A predicted claim stands for the gold claim that `hudna_eval.claims.metrics` finds it by: the one on the same number
span, of several there the one that agrees on most rungs, one-to-one. A comparison is right if its two claims stand for
those of a gold comparison, and comparability and editorial agree. Pairs have no order, so that a subset turned is a
superset: the first of a pair is the claim that comes first by article id and place (on one number, by its id).
Multisets, so that what is said twice is wrong once. Pairs that gold does not list are false positives, whatever is
said of them: gold lists the pairs that can be taken for related, distractors (`different`) among them.

A gold comparison counts once in every scored edition that has both claims, and so does a predicted one. A row that
names a claim in a zone that is not scored, or that only an edition has which is not scored, is neither right nor wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from hudna.comparisons import logical
from hudna.model import Edition, NumericClaim, Record
from hudna.registers import Comparability, Editorial, Logical
from hudna_eval.claims.alignment import equal_span_pairs
from hudna_eval.claims.frames import place, scaled
from hudna_eval.comparison import Comparison
from hudna_eval.comparisons.rows import ComparisonRow
from hudna_eval.counts import Accuracy, Counts
from hudna_eval.matching.assignment import Edge, nested_pairs
from hudna_eval.mistakes.confusions import NOTHING
from hudna_eval.scope import Annotation
from hudna_eval.statistics.dyadic import dyadic_interval
from hudna_eval.statistics.intervals import Interval

SLOTS = ("comparability", "editorial", "logical")
"""What is asked of comparisons of one pair of claims, each by itself."""

_TURNED: dict[Comparability, Comparability] = {"subset": "superset", "superset": "subset"}
_Label = TypeVar("_Label", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class ClaimNode:
    """A claim that is compared: the gold one, or the predicted one where it stands for none. Ordered as texts are."""

    article_id: str
    start: int
    end: int
    in_gold: bool
    claim_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleClaims:
    """The scored claims of one article in one edition by id, each with the node it stands for: small, to be joined.

    Claims keep what decides their logical relation, proportions in percent.
    """

    article_id: str
    edition: Edition
    gold: Mapping[str, tuple[ClaimNode, NumericClaim]]
    pred: Mapping[str, tuple[ClaimNode, NumericClaim]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonScores:
    """The score of comparisons. `ci95` is the interval of F1 over articles, None where it is undefined.

    `by_comparability` adds up to `counts`. `confusion` has (gold, predicted) comparability, `NOTHING` on either side,
    whatever the editorial; `slots` the accuracy of each of `SLOTS` on pairs that both sides compare: `logical` is that
    of the predicted claims against that of gold's. `warnings` say what was not predicted and what was left out.
    """

    counts: Counts
    ci95: Interval | None
    by_comparability: Mapping[str, Counts]
    confusion: Mapping[tuple[str, str], int]
    slots: Mapping[str, Accuracy]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Relation:
    """A comparison in one edition, its claims in order. `logical` is None for claims of two kinds."""

    edition: Edition
    nodes: tuple[ClaimNode, ClaimNode]
    comparability: Comparability
    editorial: Editorial | None
    logical: Logical | None

    @property
    def key(self) -> tuple[Hashable, ...]:
        return (self.edition, self.nodes), self.comparability, self.editorial


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    relations: Sequence[_Relation] = ()
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paired:
    """Both sides, with the pairs that compare the same claims: those that agree in most come first."""

    golds: Sequence[_Relation]
    preds: Sequence[_Relation]
    edges: Sequence[Edge]

    @property
    def pairs(self) -> list[tuple[_Relation, _Relation]]:
        return [(self.golds[i], self.preds[j]) for i, j in self.edges]

    def counts_by(self, label: Callable[[_Relation], _Label]) -> dict[_Label, Counts]:
        """Counts by a label that right pairs share, in the order of labels first seen."""
        true, said = Counter(map(label, self.golds)), Counter(map(label, self.preds))
        found = Counter(label(gold) for gold, pred in self.pairs if gold.key == pred.key)
        return {
            name: Counts(found[name], said[name] - found[name], true[name] - found[name]) for name in {**true, **said}
        }


def article_claims(both: Comparison, gold: Record) -> ArticleClaims:
    """The scored claims of one article; `gold` says which it is. What predicted claims stand for is settled here."""
    golds, preds = _by_id(both.gold), _by_id(both.pred)
    edges = equal_span_pairs([both.gold.claim_frames[i] for i in golds], [both.pred.claim_frames[j] for j in preds])
    stands_for = {preds[j]: golds[i] for i, j in edges}
    nodes = [_node(gold.article_id, claim, in_gold=True) for claim in both.gold.claims]
    of_gold = {claim.id: (node, _bare(claim)) for node, claim in zip(nodes, both.gold.claims, strict=True)}
    of_pred = {}
    for j, claim in enumerate(both.pred.claims):
        known = stands_for.get(j)
        node = _node(gold.article_id, claim, in_gold=False) if known is None else nodes[known]
        of_pred[claim.id] = (node, _bare(claim))
    return ArticleClaims(article_id=gold.article_id, edition=gold.edition, gold=of_gold, pred=of_pred)


def count_comparisons(
    gold: Sequence[ComparisonRow] | None,
    pred: Sequence[ComparisonRow] | None,
    articles: Iterable[ArticleClaims],
    *,
    seed: int = 0,
) -> ComparisonScores | None:
    """Score predicted rows against gold's over the scored articles; None where gold has no comparisons at all.

    Where nothing was predicted (None), all of gold is missed and a warning says so. Rows must have passed
    `hudna_eval.comparisons.rows.comparison_findings`.
    """
    if gold is None:
        return None
    articles = list(articles)
    true = _side(gold, _names(articles, in_gold=True))
    said = _side(pred or (), _names(articles, in_gold=False))
    paired = _paired(true.relations, said.relations)
    by_articles = paired.counts_by(lambda row: (row.nodes[0].article_id, row.nodes[1].article_id))
    return ComparisonScores(
        counts=sum(by_articles.values(), Counts()),
        ci95=dyadic_interval(by_articles, {article.article_id for article in articles}, seed=seed),
        by_comparability=dict(sorted(paired.counts_by(lambda row: row.comparability).items())),
        confusion=_confusion(paired),
        slots={slot: _accuracy(paired, slot) for slot in SLOTS},
        warnings=tuple(_warnings(pred, true, said)),
    )


_Names = Mapping[Edition, Mapping[str, tuple[ClaimNode, NumericClaim]]]


def _by_id(side: Annotation) -> list[int]:
    """Indices of claims by id, so that claims which differ in nothing else are paired alike in every order."""
    return sorted(range(len(side.claims)), key=lambda index: side.claims[index].id)


def _node(article_id: str, claim: NumericClaim, *, in_gold: bool) -> ClaimNode:
    span = place(claim)
    return ClaimNode(article_id=article_id, start=span.start, end=span.end, in_gold=in_gold, claim_id=claim.id)


def _bare(claim: NumericClaim) -> NumericClaim:
    """What `hudna.comparisons.logical` reads of a claim, a fraction of 1 as percent."""
    value, low, high = (scaled(number, claim) for number in (claim.value, claim.low, claim.high))
    return NumericClaim(
        id=claim.id, start=claim.start, end=claim.end, kind=claim.kind, value=value, low=low, high=high, mod=claim.mod
    )


def _names(articles: Iterable[ArticleClaims], *, in_gold: bool) -> _Names:
    """Edition → name → claim."""
    names: dict[Edition, dict[str, tuple[ClaimNode, NumericClaim]]] = {}
    for article in articles:
        claims = article.gold if in_gold else article.pred
        own = {f"{article.article_id}:{id_}": claim for id_, claim in claims.items()}
        names.setdefault(article.edition, {}).update(own)
    return names


def _side(rows: Iterable[ComparisonRow], names: _Names) -> _Side:
    """The relations that rows state, and how many rows state none in what is scored."""
    relations: list[_Relation] = []
    left_out = 0
    for row in rows:
        own = [
            _relation(row, edition, known)
            for edition, known in names.items()
            if row.edition in (None, edition) and all(name in known for name in row.claims)
        ]
        relations += own
        left_out += not own
    return _Side(relations=relations, left_out=left_out)


def _relation(row: ComparisonRow, edition: Edition, known: Mapping[str, tuple[ClaimNode, NumericClaim]]) -> _Relation:
    (one, claim), (other, other_claim) = (known[name] for name in row.claims)
    in_order = one < other
    return _Relation(
        edition=edition,
        nodes=(one, other) if in_order else (other, one),
        comparability=row.comparability if in_order else _TURNED.get(row.comparability, row.comparability),
        editorial=row.editorial,
        logical=logical(claim, other_claim) if claim.kind == other_claim.kind else None,
    )


def _paired(golds: Iterable[_Relation], preds: Iterable[_Relation]) -> _Paired:
    golds, preds = sorted(golds, key=_order), sorted(preds, key=_order)
    edges = nested_pairs([gold.key for gold in golds], [pred.key for pred in preds])
    return _Paired(golds=golds, preds=preds, edges=edges)


def _order(relation: _Relation) -> tuple[object, ...]:
    return relation.edition, relation.nodes, relation.comparability, relation.editorial or ""


def _confusion(paired: _Paired) -> dict[tuple[str, str], int]:
    settled_golds, settled_preds = {i for i, _ in paired.edges}, {j for _, j in paired.edges}
    cells: Counter[tuple[str, str]] = Counter((gold.comparability, pred.comparability) for gold, pred in paired.pairs)
    cells.update((gold.comparability, NOTHING) for i, gold in enumerate(paired.golds) if i not in settled_golds)
    cells.update((NOTHING, pred.comparability) for j, pred in enumerate(paired.preds) if j not in settled_preds)
    return dict(sorted(cells.items()))


def _accuracy(paired: _Paired, slot: str) -> Accuracy:
    same = [getattr(gold, slot) == getattr(pred, slot) for gold, pred in paired.pairs]
    return Accuracy(sum(same), len(same))


def _warnings(pred: Sequence[ComparisonRow] | None, true: _Side, said: _Side) -> Iterable[str]:
    if not pred and true.relations:
        yield f"no predicted comparisons: all {len(true.relations)} of gold are missed"
    if true.left_out or said.left_out:
        yield (
            "comparisons whose two claims no scored edition has together, in zones that are scored, left out: "
            f"{true.left_out} of gold, {said.left_out} predicted"
        )
