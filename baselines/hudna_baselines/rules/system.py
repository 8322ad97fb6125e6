"""The rule-based baseline: from a record to a record, part by part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from typing import ClassVar

from hudna.model import Record

from .document import Document, open_document
from .learned import Learned, learn
from .parts import GROUPS, Part, parts_of


class RuleBaseline:
    """Lexicons and surface rules, and names and triggers of annotated articles where it was fitted; nothing is random.

    `off` are the groups that are switched off. Raises: ValueError for a group that there is not.
    """

    name: ClassVar[str] = "rules"

    def __init__(self, *, learned: Learned | None = None, off: Iterable[str] = ()) -> None:
        self.learned = learned or Learned()
        self.off = frozenset(off)
        if unknown := sorted(self.off - set(GROUPS)):
            raise ValueError(f"found group {unknown[0]!r:.60} against one of {', '.join(GROUPS)}")
        self.parts = tuple(part for part in parts_of(self.learned) if part.group not in self.off)

    @property
    def groups(self) -> tuple[str, ...]:
        """What can be switched off; see `without`."""
        return GROUPS

    def without(self, group: str) -> RuleBaseline:
        """The same system with one more group switched off. Raises: ValueError for a group that there is not."""
        return RuleBaseline(learned=self.learned, off={*self.off, group})

    def fit(self, records: Sequence[Record]) -> RuleBaseline:
        """A system with the names and triggers of these records, and of no others."""
        return RuleBaseline(learned=learn(records), off=self.off)

    def predict(self, record: Record) -> Record:
        """Annotate a record's text. Raises: ValueError without text, or for a dateline that is no ISO date."""
        document = annotate(open_document(record), self.parts)
        return Record(
            article_id=record.article_id, edition=record.edition, text_sha256=record.text_sha256,
            mentions=document.mentions, events=document.events, numeric_claims=document.claims,
        )  # fmt: skip


def annotate(document: Document, parts: Sequence[Part]) -> Document:
    """Run the parts one after the other."""
    return reduce(lambda state, part: part.component(state), parts, document)
