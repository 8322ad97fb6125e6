"""The domain: what an annotated article is made of.

Every type is a frozen, slotted, keyword-only dataclass whose illegal values cannot be constructed. Offsets are
0-based, half-open Unicode code points of the untouched text. Labels (entity types, event types, roles) are plain
strings, so that other corpora fit; `hudna.ontology` lists the ones of this benchmark and `hudna check` holds
gold to them. Nothing here knows of files or dictionaries: see `hudna.formats`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar, Literal

from hudna.values import Duration, Quantity, Timex

Form = Literal["NAM", "NOM", "PRO", "ADJ"]
Polarity = Literal["POS", "NEG"]
Realis = Literal["ACTUAL", "GENERIC", "OTHER"]
RealisKind = Literal["PLANNED", "DEMANDED", "CONDITIONAL", "POSSIBLE"]
TimexMod = Literal[
    "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "LESS_THAN", "MORE_THAN",
    "EQUAL_OR_LESS", "EQUAL_OR_MORE", "START", "MID", "END", "APPROX",
]  # fmt: skip
ClaimKind = Literal["COUNT", "PROPORTION", "DURATION"]
ClaimMod = Literal["EXACT", "APPROX", "MORE_THAN", "LESS_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS", "VAGUE"]
StanceValue = Literal["CT-", "PR+", "PR-", "PS+", "PS-", "U"]
Edition = str
"""`open` or `source` in this benchmark; other corpora may name theirs as they like, or not at all ("")."""

_NO_OTHER_KEYS = {"extra": "forbid"}


def _require(condition: bool, message: str) -> None:
    if not condition:
        raise ValueError(message)


def _require_span(start: int, end: int) -> None:
    if not 0 <= start < end:  # not by `_require`, which would write the message for each of millions of spans
        raise ValueError(f"found span [{start}, {end}) against 0 <= start < end")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points. The one type here with positional fields: `Span(3, 7)` reads as it is written.

    Raises: ValueError unless 0 <= start < end.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        _require_span(self.start, self.end)

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """The characters of `text` that this span covers."""
        return text[self.start : self.end]

    def overlap(self, other: Span) -> int:
        """How many code points two spans share; 0 for spans that only touch."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def crosses(self, other: Span) -> bool:
        """Whether two spans overlap and neither contains the other."""
        return self.overlap(other) > 0 and self not in other and other not in self

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """Written as `[start, end]`; imported late to keep the model light."""
        from pydantic_core import core_schema as cs

        offset = cs.int_schema(strict=True)
        pair = cs.no_info_after_validator_function(lambda ends: cls(*ends), cs.tuple_schema([offset, offset]))
        return cs.json_or_python_schema(
            json_schema=pair,
            python_schema=cs.is_instance_schema(cls),
            serialization=cs.plain_serializer_function_ser_schema(lambda span: [span.start, span.end]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A part of the text by what it is: HEADLINE, BODY, … Zones tile a text without gap or overlap."""

    __pydantic_config__: ClassVar[dict[str, str]] = _NO_OTHER_KEYS

    type: str
    start: int
    end: int

    def __post_init__(self) -> None:
        _require_span(self.start, self.end)

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A span that names, describes or dates something.

    `head`, `form` and `entity_id` belong to entities; `value`, `mod` and `anchor` to TIMEX (DATE, TIME, DURATION).
    `anchor` is "dateline" or the id of the mention that a relative expression was resolved against.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = _NO_OTHER_KEYS

    id: str
    type: str
    start: int
    end: int
    text: str | None = None
    head: Span | None = None
    form: Form | None = None
    entity_id: str | None = None
    value: Timex | None = None
    mod: TimexMod | None = None
    anchor: str | None = None

    def __post_init__(self) -> None:
        _require_span(self.start, self.end)

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """One filler of one role of an event; `filler` is the id of a mention or of an event."""

    __pydantic_config__: ClassVar[dict[str, str]] = _NO_OTHER_KEYS

    role: str
    filler: str
    implicit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event mention: one or more trigger fragments (the head first) and its arguments.

    `event_id` names the real-world event, across articles and editions.
    Raises: ValueError without a trigger, or with `realis_kind` on another realis than OTHER.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = _NO_OTHER_KEYS

    id: str
    type: str
    trigger: tuple[Span, ...]
    trigger_text: tuple[str, ...] | None = None
    polarity: Polarity | None = None
    realis: Realis | None = None
    realis_kind: RealisKind | None = None
    event_id: str | None = None
    arguments: tuple[Argument, ...] = ()

    def __post_init__(self) -> None:
        _require(bool(self.trigger), "found no trigger fragment against at least one")
        _require(
            self.trigger_text is None or len(self.trigger_text) == len(self.trigger),
            "found trigger and trigger_text of different lengths against one surface a fragment",
        )
        _require(
            self.realis_kind is None or self.realis == "OTHER",
            f"found realis_kind {self.realis_kind} with realis {self.realis} against realis OTHER",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a number is about: the event, and the role of it that the number fills."""

    __pydantic_config__: ClassVar[dict[str, str]] = _NO_OTHER_KEYS

    event: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One link of a chain: who says it (a mention id, or None where the words name nobody) and by which cue."""

    __pydantic_config__: ClassVar[dict[str, str]] = _NO_OTHER_KEYS

    source: str | None
    cue: Span | None = None
    cue_text: str | None = None

    def __post_init__(self) -> None:
        _require(self.source is not None or self.cue is not None, "found neither source nor cue against at least one")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """How sure a source is of a claim, in FactBank's values; only where it does not simply assert it."""

    __pydantic_config__: ClassVar[dict[str, str]] = _NO_OTHER_KEYS

    source: str
    value: StanceValue


@dataclass(frozen=True, slots=True, kw_only=True)
class NumericClaim:
    """A number that the text predicates of something: a count, a proportion or a duration.

    `value`, `low` and `high` are decimals for COUNT (things) and PROPORTION (percent, or a fraction of 1 where
    `unit_norm` is "fraction"), ISO 8601 durations for DURATION. An absent bound is open.
    `number` is absent only for the implicit singular unit («more than a month»).
    Raises: ValueError for number, modifier or unit outside the extent, for decimals in a DURATION or the reverse.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = _NO_OTHER_KEYS

    id: str
    start: int
    end: int
    text: str | None = None
    number: Span | None = None
    modifier: Span | None = None
    unit: Span | None = None
    kind: ClaimKind
    value: Quantity | None = None
    low: Quantity | None = None
    high: Quantity | None = None
    mod: ClaimMod
    unit_norm: str | None = None
    quantified: tuple[str, ...] = ()
    about: About | None = None
    attribution: tuple[Attribution, ...] = ()
    stance: tuple[Stance, ...] = ()
    subset_of: str | None = None
    as_of: Timex | None = None
    conjoint: bool = False

    def __post_init__(self) -> None:
        for name, part in (("number", self.number), ("modifier", self.modifier), ("unit", self.unit)):
            _require(part is None or part in self.span, f"found {name} {part} outside the claim's extent {self.span}")
        wanted = Duration if self.kind == "DURATION" else Decimal
        for name, value in (("value", self.value), ("low", self.low), ("high", self.high)):
            fits = value is None or isinstance(value, wanted)
            _require(fits, f"found {name} {value} against kind {self.kind}")

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One article in one edition with its annotation, gold or predicted: a line of the interchange form.

    `text` and `zones` come with gold; a prediction needs neither. `dateline` (ISO date) is given to systems so that
    they can resolve relative dates.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = _NO_OTHER_KEYS

    article_id: str
    edition: Edition = ""
    text_sha256: str | None = None
    text: str | None = None
    dateline: str | None = None
    zones: tuple[Zone, ...] = ()
    mentions: tuple[Mention, ...] = ()
    events: tuple[Event, ...] = ()
    numeric_claims: tuple[NumericClaim, ...] = ()

    @property
    def key(self) -> tuple[str, Edition]:
        return self.article_id, self.edition


@dataclass(frozen=True, slots=True, kw_only=True)
class NumeralException:
    """A digit or number word that is neither in a claim nor in a TIMEX, and why («الثاني» as an ordinal)."""

    __pydantic_config__: ClassVar[dict[str, str]] = _NO_OTHER_KEYS

    start: int
    end: int
    text: str
    reason: Literal["ORDINAL", "IDIOM", "NAME", "PRONOUN", "OTHER"]

    def __post_init__(self) -> None:
        _require_span(self.start, self.end)

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)
