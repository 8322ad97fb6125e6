"""What the model sees of an item (a mention or a trigger) to label it."""

from __future__ import annotations

from collections.abc import Iterator

from hudna_baselines.encoding.tags import Item

from .words import Words

REACH = 3
"""How many words before an item, and one fewer after it, are looked at."""


def item_features(words: Words, item: Item) -> list[str]:
    """Of its label, its words, its length, and the words around it in the sentence."""
    return [
        "bias",
        f"label={item.label}",
        f"length={min(len(item.words), 4)}",
        *_inside(words, item),
        *_around(words, item),
    ]


def _inside(words: Words, item: Item) -> Iterator[str]:
    first, stop = item.parts[0]
    yield from (f"first:{feature}" for feature in words.own[first])
    yield from (f"last:{feature}" for feature in words.beside[stop - 1])
    yield f"label+stem={item.label} {words.stems[first]}"
    yield f"cut={words.text.text[words.text.words[first].start : item.span.start]}"
    yield f"after={words.text.text[item.span.end : words.text.words[stop - 1].end]}"


def _around(words: Words, item: Item) -> Iterator[str]:
    sentence = words.text.sentences[words.text.sentence_of(item.words.start)]
    for step in range(1, REACH + 1):
        before, after = item.words.start - step, item.words.stop + step - 1
        if before in sentence:
            yield f"-{step}:stem={words.stems[before]}"
            yield f"before:form={words.text.forms[before]}"
        if after in sentence and step < REACH:
            yield f"+{step}:stem={words.stems[after]}"
    yield f"opens={item.words.start == sentence.start}"
