"""Notes of the slices of a report: the same metrics on a part of the items, or with another way to compare."""

from __future__ import annotations

from hudna_eval.note import Note

_STRICT = "entities.strict by"
_SIDES = (
    "A mention that is found or missed counts in gold's slice, a false one in its own: the slices add up to the whole."
)
_SAME = "As the metric that is sliced."
_OWN = "Of this project."


def _strict(what: str) -> Note:
    return Note(definition=f"{_STRICT} {what}. {_SIDES}", undefined=_SAME, source=_OWN)


SLICE_NOTES = {
    "depth": _strict("how many spans of its own side hold a mention: depth:0 is the outermost"),
    "words": _strict("how many words the surface has, words:5+ for five and more; only where all texts are known"),
    "form": _strict("form of the mention: form:NAM, form:NOM, form:PRO, form:ADJ, form:none"),
    "zone": _strict("zone of gold that a mention begins in: zone:HEADLINE, zone:BODY and so on"),
    "arg:clitic": Note(
        definition="The argument metrics with fillers compared as by entities.clitic; only where all texts are known.",
        undefined=_SAME,
        source=_OWN,
    ),
    "arg:cluster": Note(
        definition="The argument metrics with any mention of the gold entity as filler, one credit an entity. Several "
        "mentions of one entity in one role of one event are one filler.",
        undefined=_SAME,
        source="As the coreferent fillers of GRIT (Du, Rush and Cardie 2021), one-to-one. Gold clusters decide.",
    ),
    "num:rtol1": Note(
        definition="claims.qv and the rungs above, with value, low and high within 1 % of gold's.",
        formula="|gold - pred| <= 0.01·|gold|, in one unit; a largest one-to-one matching",
        undefined=_SAME,
        source=_OWN,
    ),
    "num:approx10": Note(
        definition="claims.qv and the rungs above, with numbers within 10 % of gold's where gold says APPROX; equal "
        "elsewhere.",
        formula="|gold - pred| <= 0.1·|gold|, in one unit; a largest one-to-one matching",
        undefined=_SAME,
        source=_OWN,
    ),
    "without_singletons": Note(
        definition="Coreference with only those clusters of each side that have two mentions or more in the article.",
        undefined=_SAME,
        source="CoNLL-2012 (Pradhan et al. 2012), which annotates no singletons.",
    ),
    "across_articles": Note(
        definition="Coreference of all articles of an edition as one text: across_articles:open, and "
        "across_articles:open:without_singletons. Clusters reach as far as their ids; not above 1,000 articles.",
        undefined=_SAME,
        source="Cross-document coreference (Bagga and Baldwin 1998), by the metrics of one document.",
    ),
    "macro": Note(
        definition="The mean F1 over articles, and over types, of those whose F1 is defined.",
        formula="ΣF1 / number of them; the headline is the micro average",
        undefined="Where none has an F1.",
        source="Yang 1999, who calls the two averages so.",
    ),
    "edition_gaps": Note(
        definition="F1 of one edition less F1 of another, over the articles that have both.",
        formula="F1 of the first - F1 of the second, editions in sorted order; the interval resamples articles",
        undefined="Where either F1 is.",
        source=_OWN,
    ),
    "proportions": Note(
        definition="Intervals of precision and recall where one is 0 or 1, so that resampling shows no spread.",
        formula="Wilson's score interval, 95 %",
        undefined="Where the ratio is neither 0 nor 1, has no denominator, or counts fractions.",
        source="Wilson 1927. It takes items for independent draws.",
    ),
}
"""Name of a group of slices, or of a table of a report → note."""
