"""Whatever an annotation file says survives brat's form, and brat can read what is written."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from hudna import model
from hudna.exchange.brat.canonical import canonical
from hudna.exchange.brat.names import (
    from_brat,
    note_text,
    numbered,
    read_note,
    role_name,
    to_brat,
    unnumbered,
    zone_type,
)
from hudna.exchange.brat.read import annotation_of_ann
from hudna.exchange.brat.write import ann_text, brat_findings
from hudna.findings import InvalidDataError
from hudna.formats.annotation import AnnotationFile, annotation_text, read_annotation, with_text, write_annotation
from hudna.model import (
    About,
    Argument,
    Attribution,
    Event,
    Mention,
    NumeralException,
    NumericClaim,
    Record,
    Span,
    Stance,
    Zone,
)
from hudna.ontology import EVENT_ROLES, MENTION_TYPES, ZONE_TYPES
from hudna.texts import sha256
from hudna.values import Duration, Timex

LINE_ENDS = "\n\r\v\f\x1c\x85\u2028\u2029"
words = st.text(st.characters(codec="utf-8"), max_size=8)
labels = (
    st.sampled_from(["GPE", "DATE", "Life.Die", "Arg1", "a_b", "Zone_BODY", "Mention_Head", "", "نوع", "A-1"]) | words
)
texts = st.text(st.sampled_from([*"ابتثجو ًـ١2 []#=%x", "\n", "\n", "\t", "📹", *LINE_ENDS]), min_size=4, max_size=60)


def maybe(strategy):
    return st.none() | strategy


def literal(kind):
    return st.sampled_from(get_args(kind))


@st.composite
def spans(draw, start, end, text):
    """A span within [start, end) that holds more than line ends."""
    shown = [index for index in range(start, end) if text[index] not in LINE_ENDS]
    within = draw(st.sampled_from(shown))
    return Span(draw(st.integers(start, within)), draw(st.integers(within + 1, end)))


@st.composite
def mentions(draw, ids, span, text):
    own = draw(span)
    type_ = draw(st.sampled_from(MENTION_TYPES) | labels)
    return Mention(
        id="?", type=type_, start=own.start, end=own.end, text=own.of(text), head=draw(maybe(span | st.just(own))),
        form=draw(maybe(literal(model.Form))), entity_id=draw(maybe(words)), mod=draw(maybe(literal(model.TimexMod))),
        value=draw(maybe(st.sampled_from(["2020-11-10", "P1.5M", "PRESENT_REF"]).map(Timex))),
        anchor=draw(st.sampled_from([None, "dateline", *ids])),
    )  # fmt: skip


@st.composite
def events(draw, fillers, span, text):
    trigger = tuple(draw(st.lists(span, min_size=1, max_size=3)))
    realis = draw(maybe(literal(model.Realis)))
    roles = st.sampled_from(["Side", "Victim", "Item2", "X_implicit", "دور"]) | labels
    arguments = st.builds(Argument, role=roles, filler=st.sampled_from(fillers), implicit=st.booleans())
    return Event(
        id="?", type=draw(st.sampled_from(list(EVENT_ROLES)) | labels), trigger=trigger,
        trigger_text=tuple(part.of(text) for part in trigger), polarity=draw(maybe(literal(model.Polarity))),
        realis=realis, realis_kind=draw(maybe(literal(model.RealisKind))) if realis == "OTHER" else None,
        event_id=draw(maybe(words)), arguments=tuple(draw(st.lists(arguments, max_size=4))),
    )  # fmt: skip


@st.composite
def claims(draw, id_, refs, span, text):
    """`refs` are the ids of mentions, events and claims."""
    own = draw(span)
    part = maybe(spans(own.start, own.end, text))
    kind = draw(literal(model.ClaimKind))
    quantity = maybe(st.sampled_from(["P1.5M", "PT10H"]).map(Duration))
    if kind != "DURATION":
        quantity = maybe(st.decimals(-10, 10**6, places=2) | st.integers(0, 9999).map(Decimal))
    cue = draw(maybe(span))
    chain = [
        Attribution(source=source, cue=cue, cue_text=cue and cue.of(text))
        for source in draw(st.lists(st.sampled_from([None, *refs[0]]), max_size=3))
        if source or cue
    ]
    source = st.sampled_from(refs[0])
    return NumericClaim(
        id=id_, start=own.start, end=own.end, text=own.of(text),
        number=draw(part), modifier=draw(part), unit=draw(part),
        kind=kind, value=draw(quantity), low=draw(quantity), high=draw(quantity), mod=draw(literal(model.ClaimMod)),
        unit_norm=draw(maybe(words)), conjoint=draw(st.booleans()), attribution=tuple(chain),
        quantified=tuple(draw(st.lists(source, max_size=3))),
        about=draw(maybe(st.builds(About, event=st.sampled_from(refs[1]), role=labels))) if refs[1] else None,
        stance=tuple(draw(st.lists(st.builds(Stance, source=source, value=literal(model.StanceValue)), max_size=3))),
        subset_of=draw(maybe(st.sampled_from(refs[2]))), as_of=draw(maybe(st.just(Timex("2020-12-15")))),
    )  # fmt: skip


@st.composite
def annotations(draw):
    """An annotation file with every layer, its text inside; ids are not in canonical order."""
    text = draw(texts.filter(lambda text: text.strip() and any(char not in LINE_ENDS for char in text)))
    span = spans(0, len(text), text)
    exceptions = st.builds(
        lambda span, reason: NumeralException(start=span.start, end=span.end, text=span.of(text), reason=reason),
        span, st.sampled_from(["ORDINAL", "IDIOM", "OTHER"]),
    )  # fmt: skip
    mention_ids = [f"T{number}" for number in draw(st.permutations(range(1, draw(st.integers(2, 6)))))]
    event_ids = [f"E{number}" for number in range(draw(st.integers(0, 3)), 0, -1)]
    claim_ids = draw(st.lists(words, max_size=3, unique=True))
    refs = (mention_ids, event_ids, claim_ids)
    record = Record(
        article_id=draw(words), edition=draw(words), text_sha256=sha256(text.encode()), text=text,
        zones=tuple(draw(zones(text))),
        mentions=tuple(named(id_, draw(mentions(mention_ids, span, text))) for id_ in mention_ids),
        events=tuple(named(id_, draw(events([*mention_ids, *event_ids], span, text))) for id_ in event_ids),
        numeric_claims=tuple(draw(claims(id_, refs, span, text)) for id_ in claim_ids),
    )  # fmt: skip
    own = draw(st.lists(exceptions, max_size=2))
    return AnnotationFile(path="x.jsonl", record=record, guidelines=draw(words), exceptions=tuple(own))


def named(id_, item):
    return replace(item, id=id_)


@st.composite
def zones(draw, text):
    """Zones that tile, mostly; each with a visible character."""
    cuts = sorted({0, len(text), *draw(st.lists(st.integers(0, len(text)), max_size=3))})
    if draw(st.integers(0, 4)) == 0:
        cuts = cuts[1:]
    pairs = [(start, end) for start, end in pairwise(cuts) if text[start:end].strip()]
    return [
        Zone(type=draw(st.sampled_from(ZONE_TYPES) | labels), start=start, end=end) for start, end in pairs
    ]  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(annotations())
def test_export_and_import_give_the_same_bytes(annotation):
    text = annotation.record.text
    assert brat_findings(annotation) == []
    content = ann_text(annotation, text)
    back = annotation_of_ann(content, "x.ann", text)
    assert annotation_text(back) == annotation_text(with_text(canonical(annotation), None))
    assert ann_text(back, text) == content


@settings(max_examples=100, deadline=None)
@given(annotations())
def test_what_is_written_is_standoff_that_brat_reads(annotation):
    text = annotation.record.text
    content = ann_text(annotation, text)
    assert content.splitlines() == content.split("\n")[:-1]
    ids = [line.split("\t")[0] for line in content.splitlines()]
    assert len(set(ids)) == len(ids)
    for line in content.splitlines():
        id_, data, tail = [*line.split("\t", 2), ""][:3]
        if id_[0] != "T":
            continue
        type_, offsets = data.split(" ", 1)
        assert type_.replace("_", "").replace("-", "").isalnum() or set(type_) <= {"_", "-"}
        parts = [tuple(map(int, pair.split(" "))) for pair in offsets.split(";")]
        assert tail == " ".join(text[start:end] for start, end in parts)
        assert all(before[1] < after[0] for before, after in pairwise(parts))


@settings(max_examples=100, deadline=None)
@given(annotation=annotations())
def test_canonical_ids_are_in_the_order_of_lines(annotation, tmp_path_factory):
    path = tmp_path_factory.mktemp("gold") / "x.jsonl"
    write_annotation(with_text(canonical(annotation), None), path)
    record = read_annotation(path).record
    assert [mention.id for mention in record.mentions] == [f"T{n}" for n in range(1, len(record.mentions) + 1)]
    assert [event.id for event in record.events] == [f"E{n}" for n in range(1, len(record.events) + 1)]


@given(words)
def test_labels_survive_and_are_never_taken_for_ours(label):
    assert from_brat(to_brat(label)) == label
    assert to_brat(label).isascii()
    assert zone_type(to_brat(label)) is None
    for count in (1, 2, 13):
        assert from_brat(unnumbered(numbered(role_name(label), count))) == label


@given(st.dictionaries(st.sampled_from(["entity_id", "value", "id"]), words))
def test_notes_survive(values):
    assert read_note(note_text(values)) == values


@settings(max_examples=200, deadline=None)
@given(annotations(), st.data())
def test_a_damaged_file_is_read_or_refused_with_line_numbers(annotation, data):
    text = annotation.record.text
    content = ann_text(annotation, text)
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 5)))
    pieces = st.sampled_from("T1|E1|:|\t|\n| |=|%ff|0|999|trigger=1-2|span=9-9|start=1".split("|"))
    damaged = content[:start] + data.draw(pieces) + content[end:]
    findings = ()
    try:
        annotation_text(annotation_of_ann(damaged, "x.ann", text))
    except InvalidDataError as error:
        findings = error.findings
    for finding in findings:
        assert finding.path == "x.ann"
        assert 0 < finding.line <= damaged.count("\n") + 1
