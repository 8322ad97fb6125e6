"""A corpus from a seed: articles of words, gold spans over them, and predictions as a system might make them.

Article n is the same however many articles there are. Spans are of whole words, so that scorers of tokens take part,
and no side has a span twice, so that scorers of sets do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

WORDS = (
    "وقف إطلاق النار اتفاق هدنة وزير الخارجية والدفاع جنود مدنيون قال وأضاف الحكومة بالعاصمة للسلام مدينة قرب الحدود "
    "أسرى تبادل لجنة دولية بيان أمس صباح اليوم منذ أشهر كالسابق نحو مئة شخص قتلى جرحى إلى في من على عن مع كما وبعد ثم"
).split()


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusOptions:
    """What a corpus is like. `spans`, `events` and `claims` are gold annotations an article.

    `nesting` is the share of spans that lie within another one, `overlap` of those that cross another one; the rest are
    flat. `density` is the share of words that stand in a flat span; the text is as long as that takes. `exact` is the
    share of annotations that are predicted as they are; of the others some are missed, some have another type or edge,
    some stand elsewhere. With `mentions_per_entity` 0 spans have no entity.
    Raises: ValueError for a share outside [0, 1], a number below 0, and more nested or crossing spans than flat ones.
    """

    seed: int = 0
    articles: int = 10_000
    spans: int = 30
    density: float = 0.3
    nesting: float = 0.0
    overlap: float = 0.0
    exact: float = 0.7
    types: int = 10
    mentions_per_entity: int = 0
    events: int = 0
    event_types: int = 12
    arguments: int = 3
    claims: int = 0

    def __post_init__(self) -> None:
        _require(0 < self.density <= 1, f"found density {self.density} against (0, 1]")
        for name in ("nesting", "overlap", "exact"):
            _require(0 <= getattr(self, name) <= 1, f"found {name} {getattr(self, name)} against [0, 1]")
        for name in ("articles", "spans", "types", "event_types"):
            _require(getattr(self, name) > 0, f"found {name} {getattr(self, name)} against 1 at least")
        for name in ("mentions_per_entity", "events", "arguments", "claims"):
            _require(getattr(self, name) >= 0, f"found {name} {getattr(self, name)} against 0 at least")
        most = max(self.nested, self.crossing)
        _require(most <= self.flat, f"found {most} nested or crossing spans against the {self.flat} flat ones")

    @property
    def nested(self) -> int:
        """How many spans of an article lie within another one."""
        return round(self.spans * self.nesting)

    @property
    def crossing(self) -> int:
        """How many spans of an article cross another one."""
        return round(self.spans * self.overlap)

    @property
    def flat(self) -> int:
        """How many spans of an article are neither nested nor crossing."""
        return self.spans - self.nested - self.crossing

    @property
    def type_names(self) -> tuple[str, ...]:
        """The types of spans."""
        return tuple(f"TYPE{number:02}" for number in range(self.types))


@dataclass(frozen=True, slots=True)
class Labelled:
    """A half-open span of words with its type and entity."""

    start: int
    end: int
    type: str
    entity: str | None = None

    @property
    def key(self) -> tuple[int, int, str]:
        return self.start, self.end, self.type


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """Words and spans of both sides. A prediction has the index of the gold span it is for, or one beyond."""

    number: int
    words: Sequence[str]
    gold: Sequence[Labelled]
    pred: Mapping[int, Labelled]

    @property
    def text(self) -> str:
        return " ".join(self.words)

    @property
    def starts(self) -> list[int]:
        """The offset of each word in the text, and that of the one which would follow."""
        return [0, *accumulate(len(word) + 1 for word in self.words)]


def random_of(options: CorpusOptions, number: int, layer: str) -> Random:
    """A source of random numbers for one layer of one article."""
    return Random(f"{options.seed}/{number}/{layer}")  # noqa: S311 - not for secrets


def articles(options: CorpusOptions) -> Iterator[Article]:
    """The articles of a corpus, one at a time."""
    return (article(options, number) for number in range(options.articles))


def article(options: CorpusOptions, number: int) -> Article:
    """Article `number` of a corpus."""
    random = random_of(options, number, "spans")
    places, length = _places(options, random)
    names = options.type_names
    entities = _entities(options)
    gold = [Labelled(start, end, random.choice(names), random.choice(entities)) for start, end in places]
    return Article(
        number=number,
        words=random.choices(WORDS, k=length),
        gold=gold,
        pred=_Prediction(options, random, gold, length).spans(),
    )


def _places(options: CorpusOptions, random: Random) -> tuple[list[tuple[int, int]], int]:
    """Spans of words, in order, all different; and how many words there are."""
    hosts = set(random.sample(range(options.flat), options.nested))
    crossed = set(random.sample(range(options.flat), options.crossing))
    lengths = [random.randint(1, 3) + 2 * (i in hosts) + (i in crossed) for i in range(options.flat)]
    gaps = [int(i in crossed) for i in range(options.flat)]
    between = round(sum(lengths) * (1 - options.density) / options.density) - len(crossed)
    for i in random.choices(range(options.flat), k=max(0, between)):
        gaps[i] += 1
    places, at = list[tuple[int, int]](), 0
    for i, (length, gap) in enumerate(zip(lengths, gaps, strict=True)):
        start, end, at = at, at + length, at + length + gap
        places.append((start, end))
        if i in hosts:  # without the last word of its host, so that the two differ and the next one is not touched
            inner = random.randint(start, end - 2)
            places.append((inner, random.randint(inner + 1, end - 1)))
        if i in crossed:
            places.append((end - 1, end + 1))
    return sorted(places), at


def _entities(options: CorpusOptions) -> Sequence[str | None]:
    """The entities that an article may name; None alone for a corpus without."""
    if not options.mentions_per_entity:
        return (None,)
    return [f"e{number}" for number in range(max(1, options.spans // options.mentions_per_entity))]


class _Prediction:
    """The predicted spans of one article."""

    def __init__(self, options: CorpusOptions, random: Random, gold: Sequence[Labelled], length: int) -> None:
        self._options = options
        self._random = random
        self._gold = gold
        self._entities = _entities(options)
        self._taken = {(span.start, span.end) for span in gold}
        covered = {word for span in gold for word in range(span.start, span.end)}
        self._free = [word for word in range(length) if word not in covered]

    def spans(self) -> dict[int, Labelled]:
        """Index of the gold span, or beyond them for what is spurious → prediction."""
        ways = (self._other_type, self._other_edge, self._missed, self._elsewhere)
        found: dict[int, Labelled] = {}
        for index, span in enumerate(self._gold):
            if self._random.random() < self._options.exact:
                found[index] = Labelled(*span.key, self._entity(span.entity))
            else:
                found.update(self._random.choice(ways)(index, span))
        return found

    def _entity(self, entity: str | None) -> str | None:
        return entity if self._random.random() < self._options.exact else self._random.choice(self._entities)

    def _other_type(self, index: int, span: Labelled) -> dict[int, Labelled]:
        others = [name for name in self._options.type_names if name != span.type]
        if not others:
            return {}
        return {index: Labelled(span.start, span.end, self._random.choice(others), self._entity(span.entity))}

    def _other_edge(self, index: int, span: Labelled) -> dict[int, Labelled]:
        """One word less, or for a single word one more, if that word is free."""
        end = span.end - 1 if span.end - span.start > 1 else span.end + 1
        if (span.start, end) in self._taken or (end > span.end and span.end not in self._free):
            return {}
        self._taken.add((span.start, end))
        if end > span.end:
            self._free.remove(span.end)
        return {index: Labelled(span.start, end, span.type, self._entity(span.entity))}

    def _missed(self, index: int, span: Labelled) -> dict[int, Labelled]:
        return {}

    def _elsewhere(self, index: int, span: Labelled) -> dict[int, Labelled]:
        if not self._free:
            return {}
        word = self._free.pop(self._random.randrange(len(self._free)))
        return {len(self._gold) + index: Labelled(word, word + 1, span.type, self._entity(span.entity))}


def _require(condition: bool, message: str) -> None:
    if not condition:
        raise ValueError(message)
