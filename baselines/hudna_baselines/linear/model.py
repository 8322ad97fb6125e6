"""The trained model: taggers for layers of spans, classifiers for clitics, items and links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from hudna_baselines.encoding.graph import ItemLabels, Items
from hudna_baselines.encoding.links import Candidate
from hudna_baselines.encoding.schema import CLITIC_LAYERS, LAYERS, SPAN_LAYERS, TASKS, tasks_of
from hudna_baselines.encoding.tags import Tags
from hudna_baselines.encoding.texts import Text

from .classifier import Classifier, Vocabulary
from .items import item_features
from .linking import Linker
from .tagger import Tagger
from .words import Words, words_of


@dataclass(frozen=True, kw_only=True)
class LinearModel:
    """Everything that was learned. `vocabularies` has one each for `words`, `items` and `pairs`."""

    words: Vocabulary
    items: Vocabulary
    taggers: Mapping[str, Tagger]
    clitics: Mapping[str, Classifier]
    tasks: Mapping[str, Classifier]
    linker: Linker
    margin: float

    def readings(self, texts: Iterable[Text]) -> Iterator[LinearReading]:
        """One reading a text, in order."""
        return (LinearReading(model=self, text=text) for text in texts)


@dataclass(frozen=True, kw_only=True)
class LinearReading:
    """What the model makes of one text; see `hudna_baselines.encoding.reading.Reading`."""

    model: LinearModel
    text: Text

    @cached_property
    def words(self) -> Words:
        return words_of(self.text)

    def tags(self) -> Tags:
        """The best lawful sequence of each layer of spans, the best label of each word's clitics."""
        matrix = self.model.words.matrix([self.words.features(word) for word in range(len(self.text))])
        if not len(self.text):
            return {layer: [] for layer in LAYERS}
        spans = {
            layer: self.model.taggers[layer].tags(matrix, self.text.sentences, margin=self.model.margin)
            for layer in SPAN_LAYERS
        }
        clitics = {
            layer: [LAYERS[layer].index(label or "0") for label in self.model.clitics[layer].best(matrix)]
            for layer in CLITIC_LAYERS
        }
        return {**spans, **clitics}

    def labels(self, items: Items) -> ItemLabels:
        """The likeliest label of each item in each task that applies to it."""
        matrix = self.model.items.matrix([item_features(self.words, item) for item in items])
        found: dict[str, list[str | None]] = {}
        for task in TASKS:
            best = self.model.tasks[task].best(matrix)
            applies = (task in tasks_of(item.kind, item.label) for item in items)
            found[task] = [label if asked else None for label, asked in zip(best, applies, strict=True)]
        return found

    def links(self, candidates: Sequence[Candidate]) -> Sequence[str | None]:
        """See `Linker.links`."""
        return self.model.linker.links(self.words, candidates)
