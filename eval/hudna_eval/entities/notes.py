"""Notes of the entity metrics; see `hudna_eval.entities.metrics`."""

from __future__ import annotations

from hudna_eval.note import F1, Note

_TEMPEVAL = "TempEval-3 (UzZaman et al. 2013)"
_VALUES = "Values agree as they are written, durations by length: P1W is P7D. `mod` and `anchor` play no part."
_IOU = "IoU = shared characters / characters of the union"

ENTITY_NOTES = {
    "entities.strict": Note(
        definition="A mention is found where start, end and type agree. Mentions may nest; TIMEX are mentions.",
        source="CoNLL-2003 (Tjong Kim Sang and De Meulder 2003), on character spans, as multisets.",
    ),
    "entities.boundary": Note(
        definition="Start and end agree, whatever the type.",
        source="The exact schema of SemEval-2013 task 9.1 (Segura-Bedmar et al. 2013), as multisets.",
    ),
    "entities.type": Note(
        definition="Mentions of one type that share a character; exact pairs first, then as many pairs as can be.",
        source="The type schema of SemEval-2013 task 9.1, one-to-one and optimal. Paired within the type, so that a "
        "false positive of another type cannot free a partner and raise precision.",
    ),
    "entities.soft": Note(
        definition="Partial credit: the greatest sum of character IoU over one-to-one pairs of one type.",
        formula=f"{_IOU}; tp = ΣIoU, fp = predictions - tp, fn = gold mentions - tp; {F1}",
        source="Jaccard 1912; assignment of maximum weight (Kuhn 1955).",
    ),
    "entities.iou50": Note(
        definition="Mentions of one type with IoU of 0.5 or more; exact pairs first, then as many pairs as can be.",
        formula=f"{_IOU}; {F1}",
        source="PASCAL VOC (Everingham et al. 2010), on spans; optimal instead of greedy by confidence.",
    ),
    "entities.clitic": Note(
        definition="Type and end agree, and the start up to proclitics within one word: و or ف, then ب, ك, ل or س, "
        "then ال, or a contracted لل. At either edge diacritics, tatweel, punctuation, quotation marks and "
        "invisible signs are passed over. If the prediction begins earlier, gold has cut there. If gold begins "
        "earlier, ال is forgiven unless it is of the stem (الله), and other letters only if no gold mention of the "
        "article begins within a word, and if they stand before ال or in لل or what is left is a gold mention.",
        undefined="As a whole, with a warning, if an article has neither text nor the surface of every mention; "
        "otherwise P where nothing was predicted, R where gold has nothing, F1 where neither side has anything.",
        source="Of this project. Not symmetric: gold decides where a word is cut.",
    ),
    "timex.strict_value": Note(
        definition="Time expressions alone (mentions of type DATE, TIME or DURATION, or of a schema's timex_types): "
        f"start, end, type and value agree. {_VALUES} An expression without value is no item of either side; where it "
        "is gold's, a predicted value in its place is left out, neither right nor wrong.",
        undefined="P where no value was predicted, R where gold has none, F1 where neither side has one.",
        source=f"The value F1 of {_TEMPEVAL}, by strict span. Deviations: type is compared too; durations by length; "
        "multisets; there, predicted expressions without value are in the denominator of precision. Not symmetric "
        "where gold lacks values.",
    ),
    "timex.value": Note(
        definition="Accuracy of the value on time expressions whose span and type agree, of those where gold has one; "
        f"a prediction without value is wrong. {_VALUES} Of several on one span and type, equal values are paired "
        "first, then values, then values with none.",
        formula="correct / total",
        undefined="Where no time expression of gold that has a value is found.",
        source=f"Attribute accuracy of {_TEMPEVAL}: value F1 over the F1 of the expressions. Here as a ratio of "
        "counts, with the deviations of timex.strict_value.",
    ),
}
