"""What the tests of the site share: a small dataset, a hostile one, and a reader of HTML that forgives nothing."""

from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

from hudna.build.corpus import read_corpus
from hudna.registers import Comparison
from hudna.site.pages import Contents, pages

MINIATURE = Path(__file__).parents[1] / "rules" / "canonical-form" / "valid"
HOSTILE = "</style></script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>&{{7*7}}"
VOID = {"meta", "link", "input", "br", "img", "hr", "wbr"}


def miniature():
    """Article 900, in both editions, the source without its text."""
    return read_corpus(MINIATURE)


def hostile():
    """The miniature with markup wherever it takes any text."""
    small = miniature()
    articles = tuple(replace(one, title_en=HOSTILE, outlet=HOSTILE, dateline_note=HOSTILE) for one in small.articles)
    entities = tuple(replace(one, name_ar=HOSTILE, name_en=HOSTILE, qid=HOSTILE) for one in small.entities)
    events = tuple(replace(one, description_en=HOSTILE, time=HOSTILE) for one in small.events)
    same = Comparison(id=HOSTILE, claims=("900:N1", "900:N1"), comparability="same_quantity", reason=HOSTILE)
    records = tuple(map(_hostile_record, small.records))
    return replace(small, articles=articles, entities=entities, events=events, records=records, comparisons=(same,))


def _hostile_record(record):
    mentions = tuple(
        replace(one, id=one.id + HOSTILE, type=HOSTILE, text=HOSTILE, entity_id=(one.entity_id or "") + HOSTILE)
        for one in record.mentions
    )
    events = tuple(
        replace(
            event, id=event.id, type=f"Life.{HOSTILE}", event_id=HOSTILE, trigger_text=(HOSTILE,),
            arguments=tuple(replace(one, role=HOSTILE, filler=one.filler + HOSTILE) for one in event.arguments),
        )
        for event in record.events
    )  # fmt: skip
    claims = tuple(replace(claim, unit_norm=HOSTILE, quantified=(), attribution=()) for claim in record.numeric_claims)
    text = record.text and HOSTILE[:30].ljust(30) + record.text[30:]
    return replace(record, text=text, mentions=mentions, events=events, numeric_claims=claims)


def made(dataset, **contents):
    """File name → HTML of a whole site."""
    return dict(pages(Contents(dataset=dataset, **contents)))


class Page(HTMLParser):
    """Elements, ids, links and texts of a page. Raises AssertionError for an end tag that closes another element."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.open, self.tags, self.ids, self.links, self.raw = [], [], Counter(), [], {"style": "", "script": ""}
        self.marks = {}
        self.feed(html)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag, attrs):
        own = dict(attrs)
        assert len(own) == len(attrs), f"an attribute comes twice in {tag}"
        self.tags.append((tag, own))
        self.ids.update([own["id"]] if "id" in own else [])
        self.links += [own[name] for name in ("href", "src", "xlink:href") if name in own]
        if tag not in VOID:
            self.open.append((tag, own))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag) if tag not in VOID else None

    def handle_endtag(self, tag):
        assert self.open, f"{tag} closes nothing"
        assert self.open[-1][0] == tag, f"{tag} closes {self.open[-1]}"
        self.open.pop()

    def handle_data(self, data):
        if self.open and self.open[-1][0] in self.raw:
            self.raw[self.open[-1][0]] += data
        for tag, own in self.open:
            if tag == "mark":
                self.marks[own["data-of"]] = self.marks.get(own["data-of"], "") + data

    def all(self, tag):
        return [own for name, own in self.tags if name == tag]
