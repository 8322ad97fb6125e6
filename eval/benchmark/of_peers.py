"""Other scorers of entities as contestants. They ship no types, or need not be there: so they are imported by name.

Each has its input in the form that it asks for before the clock starts, and gives strict F1, by which one sees that
all do the same work.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from benchmark.contestant import Prepared
from benchmark.corpus import Article, CorpusOptions, Labelled, articles

Tags = list[list[str]]


def sets(options: CorpusOptions) -> Prepared:
    """The floor: Python sets of (start, end, type), intersected article by article."""
    golds, preds = _sides(options)
    gold_keys, pred_keys = ([{span.key for span in own} for own in side] for side in (golds, preds))

    def run(_: None) -> float:
        found = sum(len(gold & pred) for gold, pred in zip(gold_keys, pred_keys, strict=True))
        return 2 * found / (sum(map(len, gold_keys)) + sum(map(len, pred_keys)))

    return Prepared(items=_size(golds), run=run)


def spacy_fresh(options: CorpusOptions) -> Prepared:
    """`Scorer.score_spans` on examples as an evaluation makes them: the words of both sides are aligned first."""
    docs = _docs(options)
    example = import_module("spacy.training").Example

    def fresh() -> list[Any]:
        return [example(pred, gold) for gold, pred in docs]

    return Prepared(items=_gold_spans(docs), fresh=fresh, run=_score_spans)


def spacy_aligned(options: CorpusOptions) -> Prepared:
    """`Scorer.score_spans` on examples that have been scored once and so keep their alignment."""
    docs = _docs(options)
    example = import_module("spacy.training").Example
    examples = [example(pred, gold) for gold, pred in docs]
    _score_spans(examples)
    return Prepared(items=_gold_spans(docs), fresh=lambda: examples, run=_score_spans)


def seqeval_f1(options: CorpusOptions) -> Prepared:
    """`f1_score` on IOB2 tags. Raises: ValueError for a corpus that is not flat."""
    golds, preds, spans = _tags(options)
    metric = import_module("seqeval.metrics").f1_score
    return Prepared(items=spans, run=lambda _: float(metric(golds, preds)))


def seqeval_report(options: CorpusOptions) -> Prepared:
    """`classification_report` on IOB2 tags. Raises: ValueError for a corpus that is not flat."""
    golds, preds, spans = _tags(options)
    report = import_module("seqeval.metrics").classification_report

    def run(_: None) -> float:
        return float(report(golds, preds, output_dict=True)["micro avg"]["f1-score"])

    return Prepared(items=spans, run=run)


def nervaluate(options: CorpusOptions) -> Prepared:
    """`Evaluator.evaluate` on dictionaries of spans: four schemas, overall and by type."""
    evaluator = import_module("nervaluate").Evaluator
    golds, preds = ([[_plain(span) for span in own] for own in side] for side in _sides(options))
    tags = list(options.type_names)

    def run(_: None) -> float:
        return float(evaluator(golds, preds, tags=tags, loader="dict").evaluate()["overall"]["strict"].f1)

    return Prepared(items=_size(golds), run=run)


def _sides(options: CorpusOptions) -> tuple[list[Sequence[Labelled]], list[Sequence[Labelled]]]:
    corpus = list(articles(options))
    return [own.gold for own in corpus], [list(own.pred.values()) for own in corpus]


def _size(side: Sequence[Sequence[Any]]) -> int:
    return sum(map(len, side))


def _plain(span: Labelled) -> dict[str, object]:
    """With an inclusive end, as nervaluate has it."""
    return {"label": span.type, "start": span.start, "end": span.end - 1}


def _docs(options: CorpusOptions) -> list[tuple[Any, Any]]:
    """Gold and prediction as documents of one text."""
    tokens, vocab = import_module("spacy.tokens"), import_module("spacy.vocab").Vocab()

    def doc(own: Article, spans: Sequence[Labelled]) -> Any:
        made = tokens.Doc(vocab, words=list(own.words))
        made.spans["sc"] = [tokens.Span(made, span.start, span.end, label=span.type) for span in spans]
        return made

    return [(doc(own, own.gold), doc(own, list(own.pred.values()))) for own in articles(options)]


def _gold_spans(docs: Sequence[tuple[Any, Any]]) -> int:
    return sum(len(gold.spans["sc"]) for gold, _ in docs)


def _score_spans(examples: Sequence[Any]) -> float:
    scorer = import_module("spacy.scorer").Scorer
    found = scorer.score_spans(examples, "spans", getter=lambda doc, _: doc.spans["sc"], allow_overlap=True)
    return float(found["spans_f"])


def _tags(options: CorpusOptions) -> tuple[Tags, Tags, int]:
    """IOB2 tags of both sides, and how many gold spans they say."""
    if options.nested or options.crossing:
        raise ValueError("found nested or crossing spans, which tags cannot say")
    golds, preds = Tags(), Tags()
    for own in articles(options):
        golds.append(_iob2(own.gold, len(own.words)))
        preds.append(_iob2(own.pred.values(), len(own.words)))
    return golds, preds, options.articles * options.spans


def _iob2(spans: Any, length: int) -> list[str]:
    tags = ["O"] * length
    for span in spans:
        tags[span.start : span.end] = [f"B-{span.type}", *[f"I-{span.type}"] * (span.end - span.start - 1)]
    return tags
