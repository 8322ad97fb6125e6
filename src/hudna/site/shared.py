"""What articles share: entities and real-world events with every place that tells of them, and compared claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from hudna.dataset import Dataset
from hudna.model import Record
from hudna.registers import Comparison, Entity, EventEntry
from hudna.show import rows
from hudna.show.rows import Row
from hudna.site import claim_rows
from hudna.site.names import article_page, link


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """A mention or a trigger: its words, and the address of its mark."""

    article_id: str
    edition: str
    words: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An entry of a register, with the occurrences of each article and edition."""

    entry: Entity | EventEntry
    occurrences: Mapping[tuple[str, str], Sequence[Occurrence]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """Claims of several articles that give the same quantity: `cells` are the claims of each article, in order."""

    cells: Sequence[Sequence[Row]]
    comparisons: Sequence[Comparison]


def entities(dataset: Dataset) -> list[Told]:
    """All entities, by the register's order."""
    found = _by_id(
        (mention.entity_id, _occurrence(record, mention.id, mention.text))
        for record in dataset.records
        for mention in record.mentions
    )
    return [Told(entry=entry, occurrences=found.get(entry.entity_id, {})) for entry in dataset.entities]


def events(dataset: Dataset) -> list[Told]:
    """All real-world events, by the register's order."""
    found = _by_id(
        (row["event_id"], _occurrence(record, row["id"], row["trigger"]))
        for record in dataset.records
        for row in rows.events(record)
    )
    return [Told(entry=entry, occurrences=found.get(entry.event_id, {})) for entry in dataset.events]


def claims(dataset: Dataset) -> dict[str, Row]:
    """Claims by the name that comparisons use, `003:N4`; of the open edition where an article is in both."""
    found: dict[str, Row] = {}
    for record in sorted(dataset.records, key=lambda record: (record.edition != "open", record.key)):
        for _, row in claim_rows.claims(record):
            name = f"{record.article_id}:{row['id']}"
            found.setdefault(name, {**row, "href": _href(record, row["id"])})
    return dict(sorted(found.items(), key=lambda item: _natural(item[0])))


def quantities(dataset: Dataset, named: Mapping[str, Row]) -> list[Quantity]:
    """What two articles or claims give the same quantity of, a row each, in the order of the comparisons."""
    same = [one for one in dataset.comparisons if one.comparability == "same_quantity"]
    articles = [article.id for article in dataset.articles]
    return [
        Quantity(
            cells=[[named[name] for name in group if name in named and _article(name) == id_] for id_ in articles],
            comparisons=[one for one in same if set(one.claims) <= set(group)],
        )
        for group in _components([one.claims for one in same])
    ]


def compared(dataset: Dataset, named: Mapping[str, Row]) -> Iterator[tuple[Comparison, Row, Row]]:
    """Each comparison with its two claims; one that names an unknown claim is passed over."""
    for one in dataset.comparisons:
        if all(name in named for name in one.claims):
            yield one, named[one.claims[0]], named[one.claims[1]]


def _components(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The groups that pairs connect, each sorted, by their first pair."""
    groups: list[set[str]] = []
    for pair in pairs:
        touched = [group for group in groups if group & set(pair)]
        merged = set(pair).union(*touched)
        where = groups.index(touched[0]) if touched else len(groups)
        groups = [*groups[:where], merged, *(group for group in groups[where:] if group not in touched)]
    return [sorted(group, key=_natural) for group in groups]


def _by_id(found: Iterable[tuple[str | None, Occurrence]]) -> dict[str, dict[tuple[str, str], list[Occurrence]]]:
    grouped: dict[str, dict[tuple[str, str], list[Occurrence]]] = {}
    for id_, occurrence in found:
        if id_ is not None:
            within = grouped.setdefault(id_, {})
            within.setdefault((occurrence.article_id, occurrence.edition), []).append(occurrence)
    return {id_: dict(sorted(within.items())) for id_, within in grouped.items()}


def _occurrence(record: Record, id_: str, words: str | None) -> Occurrence:
    href = _href(record, id_)
    return Occurrence(article_id=record.article_id, edition=record.edition, words=words or id_, href=href)


def _href(record: Record, id_: str) -> str:
    """The mark in the text; where the text is not at hand, the entry in the list."""
    parts = (record.edition, id_) if record.text is not None else (record.edition, id_, "note")
    return link(article_page(record.article_id), *parts)


def _article(name: str) -> str:
    return name.rpartition(":")[0]


def _natural(name: str) -> tuple[str, int, str]:
    """`003:N4` before `003:N12`."""
    article, _, claim = name.rpartition(":")
    return article, len(claim), claim
