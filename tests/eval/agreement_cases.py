"""Two annotations of one text, A and B, that differ in a few known ways."""

from __future__ import annotations

from eval_cases import claim, event, mention, record

from hudna.model import About, Attribution, Span, Stance, Zone
from hudna.values import Timex

SHA = "0" * 64


def entity(start, end, type_, id_, cluster, form="NAM"):
    return mention(start, end, type_, id_, cluster, form=form)


def timex(start, end, id_, value, mod=None):
    return mention(start, end, "DATE", id_, value=Timex(value), mod=mod)


CUE = Span(60, 63)
A = record(
    "001",
    text_sha256=SHA,
    zones=(Zone(type="BODY", start=0, end=80), Zone(type="TEASER", start=80, end=90)),
    mentions=[
        entity(0, 4, "GPE", "T1", "x"),
        entity(5, 9, "ORG", "T2", "x"),
        entity(10, 14, "GPE", "T3", "y", "NOM"),
        entity(15, 19, "LOC", "T4", "z"),
        timex(20, 24, "T5", "2020-11-10"),
        timex(25, 29, "T6", "2020-11", "START"),
    ],
    events=[
        event("E1", "Life.Die", (30, 33), args=[("Victim", "T1")], event_id="e", polarity="POS", realis="ACTUAL"),
        event("E2", "Life.Die", (34, 37), event_id="e", polarity="NEG", realis="OTHER", realis_kind="PLANNED"),
    ],
    claims=[
        claim(
            40, 42, "44", id_="N1", unit_norm="person", quantified=("T1",), about=About(event="E1", role="Victim"),
            attribution=(Attribution(source="T2", cue=CUE),), stance=(Stance(source="T2", value="U"),),
        ),
        claim(45, 47, "12", id_="N2", attribution=(Attribution(source="T2", cue=CUE),)),
    ],
)  # fmt: skip
B = record(
    "001",
    text_sha256=SHA,
    mentions=[
        entity(0, 4, "GPE", "M1", "1"),
        entity(5, 9, "GPE", "M2", "1"),
        entity(10, 14, "GPE", "M3", "1"),
        entity(15, 18, "LOC", "M4", "4"),
        timex(20, 24, "M5", "2020-11-10", "APPROX"),
        timex(25, 29, "M6", "2020-12", "START"),
    ],
    events=[
        event("V1", "Life.Die", (30, 33), args=[("Victim", "M1")], event_id="e", polarity="POS", realis="OTHER"),
        event("V2", "Life.Injure", (34, 37), event_id="f", polarity="NEG", realis="OTHER", realis_kind="DEMANDED"),
    ],
    claims=[
        claim(
            40, 42, "44", id_="N1", unit_norm="person", quantified=("M1",), about=About(event="V1", role="Victim"),
            attribution=(Attribution(source="M2", cue=CUE),), stance=(Stance(source="M2", value="PS+"),),
        ),
        claim(45, 47, "12", id_="N2", mod="APPROX", attribution=(Attribution(source="M2"),)),
    ],
)  # fmt: skip
