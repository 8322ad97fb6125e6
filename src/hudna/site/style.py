"""The style sheet: that of all pages, the colours of the palette, and what lights up with what on one page.

What lights up needs no script: each event and claim has rules that look whether it is pointed at or has the focus.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files

from hudna.model import Event, NumericClaim
from hudna.site import palette
from hudna.site.claim_rows import step_numbers
from hudna.site.edition import Edition, cue_name
from hudna.site.names import token

Link = tuple[str, str, str]
"""(name of the mark that is pointed at, name of the one that lights up, label that it gets)."""


def sheet() -> str:
    """What all pages share."""
    own = files("hudna.site").joinpath("templates/site.css").read_text(encoding="utf-8")
    dark = f"@media screen and (prefers-color-scheme: dark) {{\n{_colours('dark')}}}\n"
    return f"{_colours('light')}{dark}{own}"


def links(shown: Edition) -> Iterator[Link]:
    """What lights up with each event and each claim of an edition, and as what."""
    for event, _ in shown.events:
        yield from _of_event(shown, event)
    for claim, _ in shown.claims:
        yield from _of_claim(shown, claim)


def page_rules(editions: Iterable[Edition]) -> str:
    """The rules of the texts of one article: arguments with roles, sources and cues, and what shares an id."""
    shown = [edition for edition in editions if edition.blocks]
    found = sorted({link for one in shown for link in links(one)})
    shared = {f'[data-e="{name}"]' for one in shown for name in _shared(one)}
    lit = [_when(f'[data-of="{by}"]', f'[data-of="{lights}"]') for by, lights, _ in found]
    same = [_when(own, own) for own in sorted(shared)]
    labels: dict[str, list[str]] = {}
    for by, lights, label in found:
        labels.setdefault(label, []).append(_when(f'[data-of="{by}"]', f'[id="{lights}"]::before'))
    rules = [("outline: 2px solid var(--focus)", lit), ("outline: 2px dotted var(--focus)", same)]
    rules += [(f"content: {css_string(label)}", labels[label]) for label in sorted(labels)]
    return "".join(f"{','.join(selectors)} {{ {rule} }}\n" for rule, selectors in rules if selectors)


def css_string(text: str) -> str:
    """`text` as a quoted string of CSS: everything but ASCII letters, digits and spaces by code point."""
    plain = (char if char == " " or (char.isascii() and char.isalnum()) else f"\\{ord(char):x} " for char in text)
    return f'"{"".join(plain)}"'


def source_hash(content: str) -> str:
    """How a content security policy names a style or a script that it lets in."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def _colours(mode: palette.Mode) -> str:
    """The variables of a mode; what has no colour of its own takes those of the root."""
    other = {**palette.plain(mode), **palette.mention("", mode), **palette.family("", mode)}
    types = (_variables(f".t-{type_}", palette.mention(type_, mode)) for type_ in palette.MENTION_HUES)
    families = (_variables(f".f-{name}", palette.family(name, mode)) for name in palette.FAMILY_HUES)
    return "".join((_variables(":root", other), *types, *families))


def _variables(selector: str, values: Mapping[str, str]) -> str:
    return f"{selector} {{ {' '.join(f'--{name}: {value};' for name, value in values.items())} }}\n"


def _when(pointed_at: str, lights: str) -> str:
    return f".doc:has({pointed_at}:is(:hover,:focus)) {lights}"


def _of_event(shown: Edition, event: Event) -> Iterator[Link]:
    for argument in event.arguments:
        if argument.filler != event.id:
            yield shown.place(event.id), shown.place(argument.filler), argument.role


def _of_claim(shown: Edition, claim: NumericClaim) -> Iterator[Link]:
    own = shown.place(claim.id)
    for counted in claim.quantified:
        yield own, shown.place(counted), "counted"
    if claim.about is not None:
        yield own, shown.place(claim.about.event), f"about, {claim.about.role}"
    for number, link in zip(step_numbers(claim.attribution), claim.attribution, strict=True):
        if link.source is not None:
            yield own, shown.place(link.source), f"source {number}"
        if link.cue is not None:
            yield own, cue_name(shown.name, link.cue), f"cue {number}"


def _shared(shown: Edition) -> Iterator[str]:
    ids = [mention.entity_id for mention, _ in shown.mentions] + [event.event_id for event, _ in shown.events]
    yield from (token(id_) for id_ in ids if id_ is not None)
