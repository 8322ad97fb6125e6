"""The time expressions of a document as mentions: what `dates` and `durations` turn into layers.

`hudna.arabic.timex` reads them. Text that is not to be annotated is blanked before, so that no date of a site's
navigation is what «آنذاك» points back to. A date without a value (Hijri) is no mention: the schema asks for one.
"""

from __future__ import annotations

import datetime
from functools import lru_cache

from hudna.arabic.timex import TimexMatch, TimexType, read_timex
from hudna.model import Mention, Span

from .document import Document, mention_id


def timexes(document: Document, *types: TimexType) -> list[Mention]:
    """The expressions of some types, in text order; their anchors are ids of one another or `dateline`."""
    matches = _matches(annotated_text(document), document.dateline)
    return [_mention(document, matches, match) for match in matches if match.type in types and match.value]


@lru_cache(maxsize=2)
def _matches(text: str, dateline: datetime.date | None) -> tuple[TimexMatch, ...]:
    """Kept for the component that asks next about the same document."""
    return tuple(read_timex(text, dateline))


def annotated_text(document: Document) -> str:
    """The text with line breaks in place of what lies in no sentence; offsets hold."""
    parts: list[str] = []
    end = 0
    for sentence in document.sentences:
        start, stop = max(sentence.starts[0], end), sentence.ends[-1]
        parts += ["\n" * (start - end), document.text[start:stop]]
        end = max(end, stop)
    return "".join(parts)


def _mention(document: Document, matches: tuple[TimexMatch, ...], match: TimexMatch) -> Mention:
    anchor = _id(matches[match.anchor]) if isinstance(match.anchor, int) else match.anchor
    return Mention(
        id=_id(match), type=match.type, start=match.start, end=match.end, text=document.text[match.start : match.end],
        value=match.value, mod=match.mod, anchor=anchor,
    )  # fmt: skip


def _id(match: TimexMatch) -> str:
    return mention_id(match.type, Span(match.start, match.end))
