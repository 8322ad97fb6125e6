"""The rule-based baseline: its components in order, from a record to a record."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from hudna.model import Record

from .attribution import attribution
from .claims import claims
from .clusters import clusters
from .dates import dates
from .demonyms import demonyms
from .document import Component, Document, open_document
from .durations import durations
from .factuality import factuality
from .frames import frames
from .gazetteer import places
from .laws import laws
from .names import persons, unknown_places
from .nominals import nominals
from .organisations import organisations
from .triggers import triggers

COMPONENTS: tuple[Component, ...] = (
    organisations, places, demonyms, nominals, laws, dates, durations, unknown_places, persons, clusters,
    triggers, factuality, frames, claims, attribution,
)  # fmt: skip
"""Each adds its layer to what those before it found."""


class RuleBaseline:
    """Lexicons and surface rules, all generic; nothing is learned and nothing is random."""

    name = "rules"

    def fit(self, records: Sequence[Record]) -> RuleBaseline:
        """Give itself back: the rules learn nothing from annotated records yet."""
        return self

    def predict(self, record: Record) -> Record:
        """Annotate a record's text. Raises: ValueError without text, or for a dateline that is no ISO date."""
        document = annotate(open_document(record))
        return Record(
            article_id=record.article_id, edition=record.edition, text_sha256=record.text_sha256,
            mentions=document.mentions, events=document.events, numeric_claims=document.claims,
        )  # fmt: skip


def annotate(document: Document) -> Document:
    """Run all components."""
    return reduce(lambda state, component: component(state), COMPONENTS, document)
