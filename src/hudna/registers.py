"""What is shared across articles: the articles themselves, entity clusters, real-world events, comparisons."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar, Literal

from hudna.model import _NO_OTHER_KEYS

DatelineBasis = Literal["text", "inferred"]
Comparability = Literal["same_quantity", "subset", "superset", "part_of_sum", "different"]
Logical = Literal["equal", "compatible", "incompatible"]
Editorial = Literal["agrees", "updates", "conflicts"]

ARTICLE_ID = r"[A-Za-z0-9_][A-Za-z0-9_-]{0,99}"
"""What an article of a dataset may be called: its id becomes the name of files, of configs and of pages."""

_ARTICLE_ID = re.compile(ARTICLE_ID)


def require_article_id(article_id: str) -> None:
    """Raises: ValueError for an id that is no name of a file on every system."""
    if not _ARTICLE_ID.fullmatch(article_id):
        wanted = "1 to 100 letters a to z, digits, _ and -, not beginning with -"
        raise ValueError(f"found article id {article_id!r:.60} against {wanted}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """An id that only one edition of an article has, and why. A fact is written as `event_id role shared_id`."""

    __pydantic_config__: ClassVar[dict[str, str]] = _NO_OTHER_KEYS

    layer: Literal["entity", "event", "numeric_claim", "fact"]
    id: str
    only_in: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The facts about a source article: never its words. `outlet` is empty where the text does not name one.

    Raises: ValueError for an id that may not name a file.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = _NO_OTHER_KEYS

    id: str
    title_en: str
    outlet: str
    dateline: str
    dateline_basis: DatelineBasis
    dateline_note: str
    source_sha256: str
    source_bytes: int
    source_code_points: int
    difference: tuple[Difference, ...] = ()

    def __post_init__(self) -> None:
        require_article_id(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A cluster of mentions. `members` lists the clusters that a set («both sides») is made of."""

    __pydantic_config__: ClassVar[dict[str, str]] = _NO_OTHER_KEYS

    entity_id: str
    type: str
    name_ar: str
    name_en: str
    qid: str | None = None
    disputed: bool = False
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventEntry:
    """A real-world event, told by any number of event mentions."""

    __pydantic_config__: ClassVar[dict[str, str]] = _NO_OTHER_KEYS

    event_id: str
    type: str
    description_en: str
    time: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DistinctEvents:
    """Two events that are easily taken for one, and why they are two."""

    __pydantic_config__: ClassVar[dict[str, str]] = _NO_OTHER_KEYS

    distinct: tuple[str, str]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How two numeric claims relate; a claim is named `article:claim`, for instance `003:N4`."""

    __pydantic_config__: ClassVar[dict[str, str]] = _NO_OTHER_KEYS

    id: str
    claims: tuple[str, str]
    comparability: Comparability
    logical: Logical | None = None
    editorial: Editorial | None = None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Registers:
    """All registers of an annotation folder."""

    articles: tuple[Article, ...] = ()
    entities: tuple[Entity, ...] = ()
    events: tuple[EventEntry, ...] = ()
    distinct: tuple[DistinctEvents, ...] = ()
    comparisons: tuple[Comparison, ...] = ()

    def article(self, article_id: str) -> Article | None:
        """The article of that id, or None."""
        return next((article for article in self.articles if article.id == article_id), None)
