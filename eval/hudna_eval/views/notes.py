"""Notes of the views; see `hudna_eval.views`."""

from __future__ import annotations

from hudna_eval.note import NOTHING, Note

_WORDS = f"As a whole if the text of an article is not known whole; otherwise {NOTHING}"
_BIO = (
    "Outermost mentions; a word (between white space) takes the tag of the mention that shares a character with it, "
    "and where mentions meet in a word the longest is kept, then the first, then the first type by name; each "
    "paragraph (line) is a BIO sequence"
)
_SEQEVAL = (
    "Such sequences are well-formed, so that both modes of seqeval agree on them; they differ on tags that a model "
    "has written"
)
_MUC = (
    "P = (COR + PAR/2) / (COR + INC + PAR + SPU), R = (COR + PAR/2) / (COR + INC + PAR + MIS), F1 their harmonic mean"
)
_ALIGNED = (
    "nervaluate 1.2.1; SemEval-2013 task 9.1 (Segura-Bedmar et al. 2013). Deviation: all four schemas share one "
    "optimal one-to-one alignment; nervaluate pairs greedily, so that the order of predictions changes its scores, and "
    "takes half-open spans that touch for overlapping ones."
)
_TEXTEE = (
    "TextEE (Huang et al. 2024), the published scorer. Deviations: spans of characters instead of tokens; the article "
    "instead of a window of it; all fragments of a trigger; a filler that is an event is the place of its trigger."
)


def _schema(correct: str, rest: str) -> Note:
    definition = f"COR: aligned, with {correct}. {rest}: aligned otherwise. MIS, SPU: not aligned."
    return Note(definition=definition, formula=_MUC, source=_ALIGNED)


def _textee(key: str) -> Note:
    return Note(definition=f"The set, in each article, of {key}; what is repeated counts once.", source=_TEXTEE)


VIEW_NOTES = {
    "word.strict": Note(
        definition="Each mention is widened to the whole words (between white space) that it touches; then type and "
        "both edges agree. Proclitics, and punctuation that touches a word, cost nothing.",
        undefined=_WORDS,
        source="The word-level extents of Wojood (Jarrar et al. 2022). Deviation: words are cut at white space alone, "
        "so that punctuation is part of a word; multisets.",
    ),
    "outermost.strict": Note(
        definition="Start, end and type agree, of mentions that lie in no other span of their side; two types on one "
        "span both stay.",
        source="Flat scoring of nested mentions, as CoNLL-2003 and most taggers need it; as multisets.",
    ),
    "seqeval.default": Note(
        definition=f"{_BIO}; scored as f1_score does by default. {_SEQEVAL}: by default I-PER I-PER is B-PER I-PER.",
        undefined=_WORDS,
        source="seqeval 1.2.2, micro; after conlleval of CoNLL-2000. The published code of Wojood scores flat tags so.",
    ),
    "seqeval.strict": Note(
        definition=f"{_BIO}; scored as f1_score does with mode='strict' and scheme=IOB2. {_SEQEVAL}: strictly, I "
        "without B is no entity.",
        undefined=_WORDS,
        source="seqeval 1.2.2, micro.",
    ),
    "nervaluate.strict": _schema("equal span and type", "INC"),
    "nervaluate.exact": _schema("equal span, whatever the type", "INC"),
    "nervaluate.partial": _schema("equal span, whatever the type", "PAR"),
    "nervaluate.ent_type": _schema("equal type, whatever the span", "INC"),
    "textee.ti": _textee("triggers"),
    "textee.tc": _textee("trigger and event type"),
    "textee.ai": _textee("event type and filler"),
    "textee.ac": _textee("event type, role and filler"),
    "textee.ai+": _textee("trigger, event type and filler"),
    "textee.ac+": _textee("trigger, event type, role and filler"),
}
"""View id → note, in the order of the report."""
