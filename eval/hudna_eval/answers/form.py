"""What a model answers, one form a task. Unknown keys and wrong types make an answer no answer: nothing is repaired.

A quote is words of the article, to the letter, and which of their occurrences is meant: 1 for the first, the default.
Occurrences may overlap. Discontinuous triggers are several quotes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from hudna.model import ClaimKind, ClaimMod
from hudna.values import Quantity

Task = Literal["entities", "events", "numeric_claims"]

_NO_OTHER_KEYS = {"extra": "forbid"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of the article and which of their occurrences is meant, from 1."""

    __pydantic_config__: ClassVar[dict[str, str]] = _NO_OTHER_KEYS

    text: str
    occurrence: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionAnswer(Quote):
    """A mention: its words and its type."""

    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArgumentAnswer:
    """A role and what fills it: the words of a mention, or of another event's trigger."""

    __pydantic_config__: ClassVar[dict[str, str]] = _NO_OTHER_KEYS

    role: str
    filler: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventAnswer:
    """An event: its type, the words of its trigger and its arguments."""

    __pydantic_config__: ClassVar[dict[str, str]] = _NO_OTHER_KEYS

    type: str
    trigger: tuple[Quote, ...]
    arguments: tuple[ArgumentAnswer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimAnswer(Quote):
    """A numeric claim: the words of the number, or of the whole phrase where the number is implicit."""

    kind: ClaimKind
    mod: ClaimMod
    value: Quantity | None = None
    low: Quantity | None = None
    high: Quantity | None = None
    unit_norm: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is answered to one task; the other tasks' lists are empty."""

    mentions: tuple[MentionAnswer, ...] = ()
    events: tuple[EventAnswer, ...] = ()
    numeric_claims: tuple[ClaimAnswer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EntitiesAnswer:
    """`{"mentions": [...]}`."""

    __pydantic_config__: ClassVar[dict[str, str]] = _NO_OTHER_KEYS

    mentions: tuple[MentionAnswer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsAnswer:
    """`{"events": [...]}`."""

    __pydantic_config__: ClassVar[dict[str, str]] = _NO_OTHER_KEYS

    events: tuple[EventAnswer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsAnswer:
    """`{"numeric_claims": [...]}`."""

    __pydantic_config__: ClassVar[dict[str, str]] = _NO_OTHER_KEYS

    numeric_claims: tuple[ClaimAnswer, ...]


def read_answer(text: str, task: Task) -> Answer:
    """The answer that `text` is, white space around it aside.

    Raises: InvalidDataError for what is not JSON of the task's form, from its first character to its last.
    """
    from hudna.formats.decode import decode

    if task == "entities":
        return Answer(mentions=decode(EntitiesAnswer, text.strip(), "answer", 1).mentions)
    if task == "events":
        return Answer(events=decode(EventsAnswer, text.strip(), "answer", 1).events)
    return Answer(numeric_claims=decode(ClaimsAnswer, text.strip(), "answer", 1).numeric_claims)
