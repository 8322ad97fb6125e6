"""Notes of the metrics of coreference; see `hudna_eval.coreference.metrics`."""

from __future__ import annotations

from hudna_eval.note import Note

_LAYERS = {"entity": "entities", "event": "events"}
_ITEMS = {
    "entity": "What has no id is a singleton; time expressions without one take no part (each side by its own types); "
    "an article where neither side has an id counts nothing.",
    "event": "What has no id is a singleton; an article where neither side has an id counts nothing.",
}
_SCORER = "Pradhan et al. 2014, with no manipulation of mentions that only one side has"
_HARMONIC = "F1 = 2·P·R / (P + R)"

_NOTES = {
    "muc": Note(
        definition="Links within clusters: a cluster of n mentions needs n - 1, less one for each further part.",
        formula=f"R = Σ(|K| - parts of K) / Σ(|K| - 1), P with the sides exchanged; {_HARMONIC}",
        undefined="R where gold has singletons only, P where the prediction has; F1 where both have.",
        source=f"Vilain et al. 1995; {_SCORER}.",
    ),
    "b3": Note(
        definition="For each mention, the share of its cluster that it is rightly with.",
        formula=f"R = Σ|K ∩ S|² / |K| / mentions of gold, P with |S| / mentions predicted; {_HARMONIC}",
        undefined="R where gold has no mention, P where the prediction has none; F1 where neither has.",
        source=f"Bagga and Baldwin 1998; {_SCORER}.",
    ),
    "ceafm": Note(
        definition="Clusters aligned one-to-one so that they share most mentions.",
        formula=f"φ3(K, S) = |K ∩ S|; R = Σφ3 / mentions of gold, P = Σφ3 / mentions predicted; {_HARMONIC}",
        undefined="R where gold has no mention, P where the prediction has none; F1 where neither has.",
        source=f"Luo 2005; {_SCORER}.",
    ),
    "ceafe": Note(
        definition="Clusters aligned one-to-one so that they are most alike.",
        formula=f"φ4(K, S) = 2·|K ∩ S| / (|K| + |S|); R = Σφ4 / clusters of gold, P = Σφ4 / predicted; {_HARMONIC}",
        undefined="R where gold has no cluster, P where the prediction has none; F1 where neither has.",
        source=f"Luo 2005; {_SCORER}.",
    ),
    "blanc": Note(
        definition="Links within clusters and links between clusters, each kind as a set, averaged.",
        formula="the mean of F1 (and P, R) over the kinds of link that either side has",
        undefined="F1 where neither side has two mentions.",
        source=f"Recasens and Hovy 2011; Luo et al. 2014; {_SCORER}. A kind of link that one side has counts, unlike "
        "in the last version of the reference scorer.",
    ),
    "lea": Note(
        definition="Links of each cluster that are found, weighted by the size of the cluster.",
        formula=f"R = Σ|K|·(links of K found / links of K) / Σ|K|, a singleton having one link, to itself; P with the "
        f"sides exchanged; {_HARMONIC}",
        undefined="R where gold has no mention, P where the prediction has none; F1 where neither has.",
        source="Moosavi and Strube 2016.",
    ),
    "conll": Note(
        definition="The mean F1 of MUC, B³ and CEAF-e. It has no P and no R.",
        formula="(F1 of muc + F1 of b3 + F1 of ceafe) / 3",
        undefined="Where one of the three is.",
        source="Denis and Baldridge 2009; CoNLL-2012 (Pradhan et al. 2012).",
    ),
}


def coreference_notes() -> dict[str, Note]:
    """The notes of both layers, by metric id."""
    return {f"coref.{layer}.{name}": _of(layer, note) for layer in _LAYERS for name, note in _NOTES.items()}


def _of(layer: str, note: Note) -> Note:
    return Note(
        definition=f"Coreference of {_LAYERS[layer]}, within articles, with singletons. {note.definition} "
        f"{_ITEMS[layer]}",
        formula=note.formula,
        undefined=note.undefined,
        source=note.source,
    )
