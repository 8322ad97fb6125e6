"""Notes of the comparisons of numeric claims; see `hudna_eval.comparisons.scores`."""

from __future__ import annotations

from hudna.comparisons import APPROXIMATELY
from hudna_eval.note import F1, Note

_SLOTS = {
    "comparability": "comparability",
    "editorial": "editorial (absent equals absent only)",
    "logical": "the logical relation, computed from the intervals of the predicted claims against those of gold's "
    f"(MORE_THAN and LESS_THAN exclude their bound, APPROX is {APPROXIMATELY * 100:.0f} % either way),",
}


def _slot(what: str) -> Note:
    return Note(
        definition=f"Accuracy of {what} on pairs of claims that both sides compare.",
        formula="correct / total",
        undefined="Where no pair of claims is compared by both sides.",
        source="Of this project.",
    )


COMPARISON_NOTES = {
    "comparisons.f1": Note(
        definition="Two claims of one article or of two are compared as gold compares them: comparability and "
        "editorial agree. A predicted claim stands for the gold claim on the same number span (claims.q). A pair has "
        "no order: a subset turned is a superset. A pair that gold does not compare is a false positive, `different` "
        "too. A comparison counts once in every scored edition that has both claims.",
        formula=f"{F1}. The interval is a percentile interval in every case and resamples articles; a pair of two "
        "articles weighs the product of both draws.",
        undefined="P where nothing was predicted, R where gold has no comparison in what is scored, F1 where both; no "
        "score where no comparisons of gold are given.",
        source="Of this project. Interval: the vertex bootstrap of Snijders and Borgatti 1999, without pairs of two "
        "copies of an article and with pairs between articles weighed n / (n - 1), so that they keep their share.",
    ),
    **{f"comparisons.{slot}": _slot(what) for slot, what in _SLOTS.items()},
}
