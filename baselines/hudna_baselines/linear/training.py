"""From examples to a model."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix

from hudna.model import Record
from hudna_baselines.encoding.encode import encode
from hudna_baselines.encoding.graph import Example
from hudna_baselines.encoding.schema import CLITIC_LAYERS, CUE, IGNORED, LAYERS, NUMBER, SPAN_LAYERS, TASKS

from .arguments import Arguments
from .classifier import Classifier, Vocabulary
from .items import item_features
from .linking import Linker
from .model import LinearModel
from .tagger import Tagger
from .words import Words, words_of

_Encoded = Sequence[tuple[Words, Example]]


def train(records: Sequence[Record], arguments: Arguments) -> LinearModel:
    """A model of annotated records. Same records in the same order, same model; nothing is drawn.

    Raises: ValueError without any record, or for one without text.
    """
    if not records:
        raise ValueError("found no record to learn from against at least one")
    examples = [encode(record) for record in records]
    encoded = [(words_of(example.text), example) for example in examples]
    rows = [words.features(word) for words, example in encoded for word in range(len(example.text))]
    vocabulary = Vocabulary.of(rows, seen=arguments.seen)
    matrix = vocabulary.matrix(rows)
    items, tasks = _tasks(encoded, arguments)
    return LinearModel(
        words=vocabulary, items=items, taggers=_taggers(matrix, examples, arguments),
        clitics=_clitics(matrix, examples, arguments), tasks=tasks, margin=arguments.margin_tags,
        linker=Linker.fit(encoded, c=arguments.c_links, margin=arguments.margin_links, seen=arguments.seen),
    )  # fmt: skip


def _joined(examples: Sequence[Example], layer: str) -> list[int]:
    return [tag for example in examples for tag in example.tags[layer]]


def _taggers(matrix: csr_matrix, examples: Sequence[Example], arguments: Arguments) -> dict[str, Tagger]:
    offsets = np.cumsum([0, *(len(example.text) for example in examples)])
    starts = [
        int(offset) + sentence.start
        for offset, example in zip(offsets, examples, strict=False)
        for sentence in example.text.sentences
    ]
    return {
        layer: Tagger.fit(layer, matrix, _joined(examples, layer), starts, c=_c(layer, arguments))
        for layer in SPAN_LAYERS
    }


def _c(layer: str, arguments: Arguments) -> float:
    return arguments.c_numbers if layer in (NUMBER, CUE) else arguments.c_tags


def _clitics(matrix: csr_matrix, examples: Sequence[Example], arguments: Arguments) -> dict[str, Classifier]:
    """Only words of which gold or their spelling says something are trained on."""
    found: dict[str, Classifier] = {}
    for layer in CLITIC_LAYERS:
        tags = _joined(examples, layer)
        known = [row for row, tag in enumerate(tags) if tag != IGNORED]
        labels = [LAYERS[layer][tags[row]] for row in known]
        found[layer] = Classifier.fit(matrix[known], labels, c=arguments.c_tags)
    return found


def _tasks(encoded: _Encoded, arguments: Arguments) -> tuple[Vocabulary, dict[str, Classifier]]:
    rows = [item_features(words, item) for words, example in encoded for item in example.graph.items]
    vocabulary = Vocabulary.of(rows, seen=arguments.seen)
    matrix = vocabulary.matrix(rows)
    found: dict[str, Classifier] = {}
    for task in TASKS:
        labels = [label for _, example in encoded for label in example.graph.labels[task]]
        known = [row for row, label in enumerate(labels) if label is not None]
        found[task] = Classifier.fit(
            matrix[known], [label for label in labels if label is not None], c=arguments.c_items
        )
    return vocabulary, found
