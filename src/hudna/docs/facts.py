"""What the datasheet tells in numbers, read and counted from the annotation folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hudna.build.corpus import gold_paths
from hudna.dataset import EDITIONS, Dataset
from hudna.docs.reports import Agreement, read_agreement, read_counts
from hudna.findings import Finding, InvalidDataError
from hudna.formats.annotation import read_annotation
from hudna.model import Argument, Mention, Record
from hudna.ontology import EVENT_TYPES, MENTION_TYPES, TIMEX_TYPES, UNSCORED_ZONES
from hudna.passes.decisions import Decision, SharedId, read_adjudication
from hudna.registers import Article, Difference
from hudna.release import citation
from hudna.surfaces import LONGEST, quoted

RARE = 5
"""Of a label with fewer annotations in an edition the datasheet says that it is rare."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything that the template of the datasheet may ask for."""

    dataset: Dataset
    counts: Mapping[str, Mapping[str, Any]]
    guidelines: tuple[str, ...]
    passes: tuple[str, ...]
    agreement: Agreement
    outline: Agreement
    decisions: tuple[Decision, ...]
    shared_ids: tuple[SharedId, ...]

    @property
    def editions(self) -> tuple[str, ...]:
        return EDITIONS

    @property
    def articles(self) -> tuple[Article, ...]:
        return self.dataset.articles

    @property
    def inferred(self) -> list[Article]:
        """Articles whose date is inferred."""
        return [article for article in self.articles if article.dateline_basis == "inferred"]

    @property
    def with_outlet(self) -> list[Article]:
        """Articles whose text names its outlet."""
        return [article for article in self.articles if article.outlet]

    @property
    def address(self) -> str | None:
        """Where the dataset lies on the Hub; None before it does."""
        return citation.ADDRESS

    @property
    def doi(self) -> str | None:
        return citation.DOI

    @property
    def datelines(self) -> list[str]:
        return sorted(article.dateline for article in self.articles)

    @property
    def differences(self) -> list[Difference]:
        return [difference for article in self.articles for difference in article.difference]

    @property
    def disagreements(self) -> list[Decision]:
        """Decisions on what the passes do not agree on."""
        return [decision for decision in self.decisions if decision.a != decision.b]

    @property
    def corrections(self) -> list[Decision]:
        """Decisions against what both passes say, from reading the finished gold again."""
        return [decision for decision in self.decisions if decision.a == decision.b]

    def records(self, edition: str) -> list[Record]:
        return [record for record in self.dataset.records if record.edition == edition]

    def code_points(self, edition: str) -> int:
        """The length of all texts of an edition."""
        if edition == "source":
            return sum(article.source_code_points for article in self.articles)
        return sum(len(record.text or "") for record in self.records(edition))

    def tokens(self, edition: str) -> int | None:
        count: int | None = self.counts[edition]["tokens"]
        return count

    def layer(self, name: str) -> Callable[[str], int]:
        """Edition → how many annotations of a layer."""
        return lambda edition: self.counts[edition]["layer"].get(name, 0)

    def distinct(self, name: str) -> Callable[[str], int]:
        """Edition → how many clusters."""
        return lambda edition: self.counts[edition]["distinct"].get(name, 0)

    def of_open(self, column: str, label: str) -> int:
        """How often a label occurs in the open edition."""
        count: int = self.counts["open"][column].get(label, 0)
        return count

    def nested(self, edition: str) -> int:
        """Mentions inside another mention."""
        depths: Mapping[str, int] = self.counts[edition]["mention_depth"]
        return sum(count for depth, count in depths.items() if depth != "0")

    def embedded(self, edition: str) -> int:
        """Posts from social media that a text quotes whole."""
        count: int = self.counts[edition]["zone_type"].get("EMBED", 0)
        return count

    def split_triggers(self, edition: str) -> int:
        """Triggers of more than one fragment."""
        return sum(len(event.trigger) > 1 for record in self.records(edition) for event in record.events)

    def implicit(self, edition: str) -> int:
        """Arguments that stand in another sentence."""
        return sum(argument.implicit for argument in self._arguments(edition))

    def attributed(self, edition: str) -> int:
        """Claims that somebody other than the article makes."""
        links: Mapping[str, int] = self.counts[edition]["claim_links"]
        return sum(count for length, count in links.items() if length != "0")

    def chains(self, edition: str) -> int:
        """Claims whose attribution has more than one link."""
        links: Mapping[str, int] = self.counts[edition]["claim_links"]
        return sum(count for length, count in links.items() if int(length) > 1)

    def unscored(self, edition: str) -> int:
        """Zones that are not annotated, such as mastheads and links to other stories."""
        zones: Mapping[str, int] = self.counts[edition]["zone_type"]
        return sum(count for zone, count in zones.items() if zone in UNSCORED_ZONES)

    @property
    def rare_mention_types(self) -> list[str]:
        return self._rare("mention_type", MENTION_TYPES)

    @property
    def rare_event_types(self) -> list[str]:
        return self._rare("event_type", EVENT_TYPES)

    @property
    def rare_below(self) -> int:
        return RARE

    @property
    def entity_types(self) -> list[str]:
        return [type_ for type_ in MENTION_TYPES if type_ not in TIMEX_TYPES]

    @property
    def timex_types(self) -> tuple[str, ...]:
        return TIMEX_TYPES

    @property
    def event_types(self) -> tuple[str, ...]:
        return EVENT_TYPES

    @property
    def persons(self) -> int:
        """Persons whom a text names."""
        return len(
            {mention.entity_id for mention in self._mentions() if (mention.type, mention.form) == ("PERS", "NAM")}
        )

    @property
    def persons_in_wikidata(self) -> int:
        """Persons whose entry in the register has a Wikidata id."""
        return sum(entity.type == "PERS" and entity.qid is not None for entity in self.dataset.entities)

    @property
    def longest_quoted(self) -> int:
        """How many consecutive words of a source text a stored surface may have."""
        return LONGEST

    @property
    def quoted_share(self) -> float:
        """The share of the source texts' code points whose words are stored with some span, from 0 to 1."""
        return sum(map(quoted, self.records("source"))) / self.code_points("source")

    @property
    def disputed(self) -> list[str]:
        """English names of entities whose name is disputed."""
        return [entity.name_en for entity in self.dataset.entities if entity.disputed]

    @property
    def entities_in_several_articles(self) -> int:
        pairs = {(item.entity_id, record.article_id) for record in self.dataset.records for item in record.mentions}
        return _in_several(pairs)

    @property
    def events_in_several_articles(self) -> int:
        pairs = {(item.event_id, record.article_id) for record in self.dataset.records for item in record.events}
        return _in_several(pairs)

    @property
    def comparisons(self) -> dict[str, int]:
        """Comparability → pairs of claims, the most frequent first."""
        return dict(Counter(item.comparability for item in self.dataset.comparisons).most_common())

    def _rare(self, column: str, labels: Sequence[str]) -> list[str]:
        counts = self.counts["open"][column]
        return [label for label in labels if counts.get(label, 0) < RARE]

    def _mentions(self) -> Iterable[Mention]:
        return (mention for record in self.dataset.records for mention in record.mentions)

    def _arguments(self, edition: str) -> Iterable[Argument]:
        events = (event for record in self.records(edition) for event in record.events)
        return (argument for event in events for argument in event.arguments)


def facts_of(folder: Path, dataset: Dataset) -> Facts:
    """The facts of an annotation folder and the dataset read from it.

    Raises: InvalidDataError where a file of counts or of agreement is missing or broken, or adjudication is faulty.
    """
    adjudications = [read_adjudication(path) for path in sorted((folder / "adjudication").glob("*/*.jsonl"))]
    return Facts(
        dataset=dataset,
        counts=read_counts(folder / "statistics.json"),
        guidelines=tuple(sorted({str(read_annotation(path).guidelines) for path in gold_paths(folder)})),
        passes=_passes(folder / "passes"),
        agreement=read_agreement(folder / "agreement.json"),
        outline=read_agreement(folder / "agreement_outline.json"),
        decisions=tuple(decision for item in adjudications for _, decision in item.decisions),
        shared_ids=tuple(shared for item in adjudications for shared in item.ids),
    )


def _passes(folder: Path) -> tuple[str, ...]:
    """The names of the passes over whole texts."""
    if not folder.is_dir():
        raise InvalidDataError([Finding(str(folder), 0, "unreadable-file", "found no folder of passes")])
    return tuple(sorted(path.name for path in folder.iterdir() if path.name != "outline"))


def _in_several(pairs: Iterable[tuple[str | None, str]]) -> int:
    """How many ids occur in more than one article."""
    counted = Counter(id_ for id_, _ in pairs if id_ is not None)
    return sum(count > 1 for count in counted.values())
