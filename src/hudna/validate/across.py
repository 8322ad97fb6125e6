"""Level 8: what holds over the whole annotation folder: registers, editions, files in their canonical form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from hudna.build.word_offsets import FILE_NAME, offsets_of, read_offsets
from hudna.findings import Finding
from hudna.formats.annotation import AnnotationFile, annotation_text, with_text
from hudna.registers import Article, Registers


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """An annotation folder under validation; the texts are those at hand, by article and edition."""

    path: Path
    registers: Registers
    annotations: tuple[AnnotationFile, ...]
    source_texts: dict[str, str]

    def of_article(self, article_id: str) -> dict[str, AnnotationFile]:
        own = (item for item in self.annotations if item.record.article_id == article_id)
        return {item.record.edition: item for item in own}


def unknown_article(folder: Folder) -> Iterator[Finding]:
    known = {article.id for article in folder.registers.articles}
    for annotation in folder.annotations:
        if annotation.record.article_id not in known:
            found = f"found article {annotation.record.article_id} against the ids of articles.toml"
            yield Finding(annotation.path, annotation.line("article"), "unknown-article", found)


def file_name(folder: Folder) -> Iterator[Finding]:
    for annotation in folder.annotations:
        path, record = Path(annotation.path), annotation.record
        if (path.parent.name, path.stem) != (record.edition, record.article_id):
            found = (
                f"found {record.edition}/{record.article_id} inside against {path.parent.name}/{path.stem} by its name"
            )
            yield Finding(annotation.path, annotation.line("article"), "file-name", found)


def canonical_form(folder: Folder) -> Iterator[Finding]:
    for annotation in folder.annotations:
        stored = Path(annotation.path).read_text(encoding="utf-8").splitlines()
        wanted = annotation_text(with_text(annotation, None)).splitlines()
        differing = (n for n, pair in enumerate(zip(stored, wanted, strict=False), start=1) if pair[0] != pair[1])
        number = next(differing, None)
        if number is not None or len(stored) != len(wanted):
            hint = "Lines go by layer, then offset; keys and spaces as the writer makes them: run `hudna check --fix`."
            found = "found a line out of order or in another form against the canonical one"
            yield Finding(annotation.path, number or len(wanted), "canonical-form", found, hint)


def edition_difference(folder: Folder) -> Iterator[Finding]:
    """What one edition of an article tells and the other does not is listed with its reason, and nothing else is."""
    for article in folder.registers.articles:
        editions = folder.of_article(article.id)
        if len(editions) < 2:
            continue
        ids = {edition: _shared_ids(annotation) for edition, annotation in editions.items()}
        listed: set[_Key] = {(item.layer, item.id, item.only_in) for item in article.difference if item.layer != "fact"}
        found: set[_Key] = {
            (*item, edition)
            for edition in ids
            for other in ids.keys() - {edition}
            for item in ids[edition] - ids[other]
        }
        yield from _difference_findings(folder, article, found, listed)


_Key = tuple[str, str, str]


def _difference_findings(folder: Folder, article: Article, found: set[_Key], listed: set[_Key]) -> Iterator[Finding]:
    path = str(folder.path / "articles.toml")
    for layer, id_, edition in sorted(found - listed):
        message = f"found {layer} {id_} of article {article.id} only in {edition} against both editions"
        yield Finding(path, 1, "edition-difference", message, "Annotate it, or list it as [[article.difference]].")
    for layer, id_, edition in sorted(listed - found):
        message = f"found a listed difference, {layer} {id_} of article {article.id} only in {edition}, that is none"
        yield Finding(path, 1, "edition-difference", message)


def _shared_ids(annotation: AnnotationFile) -> set[tuple[str, str]]:
    record = annotation.record
    entities = {("entity", mention.entity_id) for mention in record.mentions if mention.entity_id is not None}
    events = {("event", event.event_id) for event in record.events if event.event_id is not None}
    return entities | events | {("numeric_claim", claim.id) for claim in record.numeric_claims}


def register_reference(folder: Folder) -> Iterator[Finding]:
    registers = folder.registers
    entities = {entity.entity_id for entity in registers.entities}
    events = {entry.event_id for entry in registers.events}
    named = [("entities.jsonl", member, entities) for entity in registers.entities for member in entity.members]
    named += [("events.jsonl", event, events) for pair in registers.distinct for event in pair.distinct]
    for name, id_, known in named:
        if id_ not in known:
            yield Finding(str(folder.path / name), 1, "register-reference", f"found {id_} against the ids of the file")


def register_order(folder: Folder) -> Iterator[Finding]:
    """Sorted and without repetition, so that two branches that add a row merge."""
    registers = folder.registers
    ids = {
        "articles.toml": [article.id for article in registers.articles],
        "entities.jsonl": [entity.entity_id for entity in registers.entities],
        "events.jsonl": [entry.event_id for entry in registers.events],
        "comparisons.jsonl": [comparison.id for comparison in registers.comparisons],
    }
    for name, found in ids.items():
        wrong = [right for left, right in pairwise(found) if left >= right]
        if wrong:
            message = f"found {wrong[0]} out of order or twice against ids in ascending order"
            yield Finding(str(folder.path / name), 1, "register-order", message)


def register_unused(folder: Folder) -> Iterator[Finding]:
    used = {item for annotation in folder.annotations for item in _shared_ids(annotation)}
    members = {("entity", member) for entity in folder.registers.entities for member in entity.members}
    rows = [("entities.jsonl", "entity", entity.entity_id) for entity in folder.registers.entities]
    rows += [("events.jsonl", "event", entry.event_id) for entry in folder.registers.events]
    for name, layer, id_ in rows:
        if (layer, id_) not in used | members:
            found = f"found {layer} {id_}, which no annotation uses"
            yield Finding(str(folder.path / name), 1, "register-unused", found)


def source_words(folder: Folder) -> Iterator[Finding]:
    """The stored token offsets of the source texts are there, and right where the text is at hand."""
    path = str(folder.path / FILE_NAME)
    stored = {item.article_id: item for item in read_offsets(folder.path)}
    for article in _annotated_sources(folder):
        text = folder.source_texts.get(article.id)
        item = stored.get(article.id)
        stale = item is not None and text is not None and item != offsets_of(article.id, article.source_sha256, text)
        if item is None or stale:
            found = f"found {'other' if stale else 'no'} token offsets of article {article.id}"
            yield Finding(path, 1, "source-words", f"{found} against those of its text", "Run `hudna words`.")


def _annotated_sources(folder: Folder) -> Sequence[Article]:
    return [article for article in folder.registers.articles if "source" in folder.of_article(article.id)]


def source_hash(folder: Folder) -> Iterator[Finding]:
    """A source annotation is of the text that the manifest names."""
    for article in _annotated_sources(folder):
        annotation = folder.of_article(article.id)["source"]
        if annotation.record.text_sha256 != article.source_sha256:
            found = (
                f"found text_sha256 {annotation.record.text_sha256} against {article.source_sha256} in articles.toml"
            )
            yield Finding(annotation.path, annotation.line("article"), "source-hash", found)


def comparison_claims(folder: Folder) -> Iterator[Finding]:
    """Whether two claims agree is computed from their intervals, never typed."""
    kinds = {
        f"{annotation.record.article_id}:{claim.id}": claim.kind
        for annotation in folder.annotations
        for claim in annotation.record.numeric_claims
    }
    for comparison in folder.registers.comparisons:
        found = [kinds.get(name) for name in comparison.claims]
        if None in found or found[0] != found[1] or comparison.logical is not None:
            said = ", ".join(
                f"{name} ({kind or 'unknown'})" for name, kind in zip(comparison.claims, found, strict=True)
            )
            message = f"{comparison.id}: found {said}, logical {comparison.logical} against two claims of one kind"
            yield Finding(str(folder.path / "comparisons.jsonl"), 1, "comparison-claims", message)


def all_findings(folder: Folder, rules: Iterable[object]) -> list[Finding]:
    """The findings of several rules, sorted."""
    return sorted({finding for rule in rules for finding in rule(folder)})  # type: ignore[operator]
