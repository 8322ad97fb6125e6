"""What the model sees of a candidate link."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hudna_baselines.encoding.links import Candidate
from hudna_baselines.encoding.tags import Item

from .words import Words

_DISTANCES = (0, 1, 2, 3, 5, 8, 13, 21)
_MOST_BETWEEN = 6


@dataclass(frozen=True, slots=True)
class Pairs:
    """The items of a text by sentence, and for each filler the roles it is known to have."""

    words: Words
    items: Mapping[int, Sequence[Item]]

    @classmethod
    def of(cls, words: Words, candidates: Sequence[Candidate]) -> Pairs:
        """The items that stand in any candidate, in order."""
        seen = sorted({item for candidate in candidates for item in (candidate.left, candidate.right)})
        items: dict[int, list[Item]] = {}
        for item in seen:
            items.setdefault(words.text.sentence_of(item.words.start), []).append(item)
        return cls(words, items)

    def features(self, candidate: Candidate, roles: Sequence[str] = ()) -> list[str]:
        """Of both items and what stands between; each alone, with the left label, and with both labels.

        `roles` are what links decided before say of the candidate: «counts-filler=Victim».
        """
        left, right = candidate.left, candidate.right
        plain = [*self._place(left, right), *self._inside(left, right), *roles]
        both = f"{left.label}>{right.label}"
        return [
            "bias", f"labels={both}", f"left={left.label}", f"right={right.label}",
            *plain,
            *(f"{left.label}|{feature}" for feature in plain),
            *(f"{right.label}|{feature}" for feature in self._place(left, right)),
        ]  # fmt: skip

    def _inside(self, left: Item, right: Item) -> Iterator[str]:
        text, stems = self.words.text, self.words.stems
        first = right.words.start
        yield f"left-stem={stems[left.words.start]}"
        yield f"right-stem={stems[first]}"
        yield f"right-cut={text.text[text.words[first].start : right.span.start]}"
        yield f"left-cut={text.text[text.words[left.words.start].start : left.span.start]}"
        yield f"before-right={text.forms[first - 1] if first else ''}"
        yield f"before-left={text.forms[left.words.start - 1] if left.words.start else ''}"

    def _place(self, left: Item, right: Item) -> Iterator[str]:
        side = _side(left, right)
        low, high = sorted((left, right), key=lambda item: item.words.start)
        gap = range(low.words.stop, high.words.start)
        yield f"side={side}"
        yield f"{side}:distance={sum(len(gap) >= bound for bound in _DISTANCES)}"
        between = [item for item in self._near(left) if item.words.start in gap]
        yield f"{side}:same-kind-between={min(3, sum(item.kind == right.kind for item in between))}"
        yield f"{side}:same-label-between={min(2, sum(item.label == right.label for item in between))}"
        yield f"{side}:left-kind-between={min(2, sum(item.kind == left.kind for item in between))}"
        if self._nested(right):
            yield f"{side}:nested"
        if len(gap) <= _MOST_BETWEEN:
            yield from (f"between={self.words.text.forms[word]}" for word in gap)
        yield from (
            f"sign-between={self.words.text.forms[word]}" for word in gap if not self.words.text.forms[word].isalnum()
        )

    def _near(self, item: Item) -> Sequence[Item]:
        return self.items[self.words.text.sentence_of(item.words.start)]

    def _nested(self, item: Item) -> bool:
        return any(other.kind == "mention" and other != item and item.span in other.span for other in self._near(item))


def _side(left: Item, right: Item) -> str:
    if set(left.words) & set(right.words):
        return "inside"
    return "before" if right.words.start < left.words.start else "after"
