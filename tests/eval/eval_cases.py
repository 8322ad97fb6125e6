"""Short ways to write records, and hypothesis strategies for them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from hudna.model import About, Argument, Attribution, Event, Mention, NumericClaim, Record, Span, Stance
from hudna.values import Duration, Timex
from hudna_eval.comparison import compared
from hudna_eval.sources.pairing import Pair

TEXT_LENGTH = 40
TYPES = ("GPE", "ORG", "")
TEXT = "وبالجيش ولأذربيجان، «للجيش» بغداد والوزير كالسلام الله وزير " * 3
"""Letters under the drawn spans: proclitics, stems that look like them, and signs at edges."""
CLUSTERS = st.sampled_from((None, "a", "b"))


def mention(start, end, type_="GPE", id_=None, entity_id=None, **rest):
    return Mention(id=id_ or f"T{start}-{end}-{type_}", type=type_, start=start, end=end, entity_id=entity_id, **rest)


def event(id_, type_, *trigger, args=(), event_id=None, **rest):
    arguments = tuple(Argument(role=role, filler=filler) for role, filler in args)
    spans = tuple(Span(*ends) for ends in trigger)
    return Event(id=id_, type=type_, trigger=spans, arguments=arguments, event_id=event_id, **rest)


def claim(start, end, value=None, *, number=None, kind="COUNT", mod="EXACT", unit_norm=None, id_=None, **rest):
    made = None if value is None else Duration(value) if kind == "DURATION" else Decimal(value)
    return NumericClaim(
        id=id_ or f"N{start}-{end}",
        start=start,
        end=end,
        number=Span(*number) if number else None,
        kind=kind,
        value=made,
        mod=mod,
        unit_norm=unit_norm,
        **rest,
    )


def record(article_id="001", *, mentions=(), events=(), claims=(), edition="open", **rest):
    return Record(
        article_id=article_id,
        edition=edition,
        mentions=tuple(mentions),
        events=tuple(events),
        numeric_claims=tuple(claims),
        **rest,
    )


def die(id_, *trigger, type_="Life.Die", **rest):
    return event(id_, type_, *trigger, **rest)


def compare(gold, pred):
    """Two records of one article, as metrics see them."""
    return compared(Pair(gold=gold, pred=pred))


def compare_mentions(gold, pred, text=None, zones=()):
    return compare(record(mentions=gold, text=text, zones=tuple(zones)), record(mentions=pred))


def counts(score):
    return score.counts.tp, score.counts.fp, score.counts.fn


@st.composite
def spans(draw, length=TEXT_LENGTH):
    start = draw(st.integers(0, length - 1))
    return start, draw(st.integers(start + 1, min(length, start + 6)))


@st.composite
def mention_lists(draw, max_size=6, length=TEXT_LENGTH, prefix="T"):
    drawn = draw(st.lists(st.tuples(spans(length), st.sampled_from(TYPES), CLUSTERS), max_size=max_size))
    return [
        mention(start, end, type_, f"{prefix}{i}", cluster) for i, ((start, end), type_, cluster) in enumerate(drawn)
    ]


@st.composite
def timex_lists(draw, max_size=2, length=12):
    """Time expressions, each with a value, on few spans so that those of two sides meet."""
    values = st.sampled_from(("2020", "2020-11", "P1W", "P7D"))
    drawn = draw(st.lists(st.tuples(spans(length), values), max_size=max_size))
    return [mention(start, end, "DATE", f"D{i}", value=Timex(value)) for i, ((start, end), value) in enumerate(drawn)]


@st.composite
def event_lists(draw, mentions, max_size=4):
    """Events that may fill each other, and themselves."""
    size = draw(st.integers(0, max_size))
    ids = [f"E{i}" for i in range(size)]
    fillers = st.sampled_from([m.id for m in mentions] + ids) if mentions or ids else st.nothing()
    arguments = st.lists(st.tuples(st.sampled_from(("Side", "Place")), fillers), max_size=3)
    triggers = st.lists(spans(12), min_size=1, max_size=2)
    kinds = st.sampled_from(("Life.Die", "Life.Injure"))
    return [
        event(
            id_,
            draw(kinds),
            *draw(triggers),
            args=draw(arguments),
            event_id=draw(CLUSTERS),
            polarity=draw(st.sampled_from((None, "POS", "NEG"))),
            realis=draw(st.sampled_from((None, "ACTUAL", "OTHER"))),
        )
        for id_ in ids
    ]


@st.composite
def claim_lists(draw, max_size=4, length=12):
    values = st.sampled_from((None, "44", "44.0", "12"))
    drawn = draw(st.lists(st.tuples(spans(length), values, st.booleans()), max_size=max_size))
    return [
        claim(start, end, value, number=(start, end) if has_number else None, id_=f"N{i}")
        for i, ((start, end), value, has_number) in enumerate(drawn)
    ]


@st.composite
def full_claims(draw, mentions, events):
    """Claims with every slot, absent or filled with what the record has."""
    found = [draw(_slots(claim, mentions, events)) for claim in draw(claim_lists())]
    return [replace(claim, id=f"N{i}") for i, claim in enumerate(found)]


@st.composite
def _slots(draw, claim, mentions, events):
    ids = st.sampled_from([mention.id for mention in mentions] or [None])
    source, counted, event = draw(ids), draw(ids), draw(st.sampled_from([event.id for event in events] or [None]))
    return replace(
        claim,
        mod=draw(st.sampled_from(("EXACT", "MORE_THAN"))),
        low=draw(st.sampled_from((None, Decimal(44)))),
        unit_norm=draw(st.sampled_from((None, "person"))),
        quantified=() if counted is None else (counted,),
        about=None if event is None else About(event=event, role="Victim"),
        attribution=draw(st.sampled_from(((), (Attribution(source=source, cue=Span(0, 2)),)))),
        stance=() if source is None else (Stance(source=source, value="U"),),
    )


@st.composite
def records(draw, article_id="001"):
    mentions = [*draw(mention_lists()), *draw(timex_lists())]
    events = draw(event_lists(mentions))
    return record(article_id, mentions=mentions, events=events, claims=draw(full_claims(mentions, events)), text=TEXT)


@st.composite
def corpora(draw, articles=3):
    return [draw(records(f"{i:03}")) for i in range(articles)]
