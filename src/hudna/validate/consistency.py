"""Level 9, asked for by `--strict`: like cases are treated alike, within a text and between the editions."""

from __future__ import annotations

from collections.abc import Iterator

from hudna.arabic.clitics import prefixes
from hudna.arabic.normalise import comparison_form
from hudna.arabic.words import words
from hudna.findings import Finding
from hudna.formats.annotation import AnnotationFile
from hudna.model import NumericClaim, Record, Span
from hudna.ontology import UNSCORED_ZONES
from hudna.registers import Difference
from hudna.validate.across import Folder

Forms = tuple[str, ...]
"""A name as the comparison forms of its words."""


def unmarked_name(folder: Folder) -> Iterator[Finding]:
    """A name that is marked anywhere is marked, or inside a mention, wherever it stands."""
    names = {forms for annotation in folder.annotations for forms in _names(annotation.record)}
    for annotation in folder.annotations:
        if annotation.record.text is None:
            continue
        for span in _unmarked(annotation.record, annotation.record.text, names):
            found = f"found «{span.of(annotation.record.text)}» at {span.start} outside every mention"
            hint = "It is marked as a name elsewhere."
            yield Finding(annotation.path, annotation.line("article"), "unmarked-name", found, hint)


def _names(record: Record) -> Iterator[Forms]:
    for mention in record.mentions:
        if mention.form == "NAM" and mention.text is not None:
            yield tuple(comparison_form(span.of(mention.text)) for span in words(mention.text))


def _unmarked(record: Record, text: str, names: set[Forms]) -> Iterator[Span]:
    spans = words(text)
    forms = [comparison_form(span.of(text)) for span in spans]
    taken = [mention.span for mention in record.mentions]
    taken += [zone.span for zone in record.zones if zone.type in UNSCORED_ZONES]
    longest = max(map(len, names), default=0)
    for first in range(len(spans)):
        for length in range(1, min(longest, len(spans) - first) + 1):
            span = Span(spans[first].start, spans[first + length - 1].end)
            if _is_name(forms[first : first + length], names) and not any(span.overlap(other) for other in taken):
                yield span


def _is_name(forms: list[str], names: set[Forms]) -> bool:
    first, rest = forms[0], tuple(forms[1:])
    return any((first[length:], *rest) in names for length in (0, *prefixes(first)))


def edition_facts(folder: Folder) -> Iterator[Finding]:
    """Both editions tell the same: event, role and filler, as shared ids, and polarity and realis of each event.

    Facts about an id that only one edition has follow from that; others are listed as `fact`.
    """
    for article_id, editions in _pairs(folder):
        facts = {edition: _facts(annotation.record) for edition, annotation in editions.items()}
        listed = {(item.only_in, item.id) for item in _listed(folder, article_id)}
        found = {
            (edition, fact)
            for edition in facts
            for other in facts.keys() - {edition}
            for fact in facts[edition] - facts[other]
        }
        for edition, fact in sorted(found):
            if not {(edition, name) for name in (" ".join(fact), *fact)} & listed:
                message = f"found {' '.join(fact)} only in {edition} against the same in both editions"
                annotation = editions[edition]
                yield Finding(annotation.path, annotation.line("article"), "edition-facts", message)
        told = {("fact", edition, " ".join(fact)) for edition, fact in found}
        for item in _listed(folder, article_id):
            if item.layer == "fact" and ("fact", item.only_in, item.id) not in told:
                message = (
                    f"found a listed difference, {item.id} of article {article_id} only in {item.only_in}, that is none"
                )
                yield Finding(str(folder.path / "articles.toml"), 1, "edition-facts", message)


def edition_claims(folder: Folder) -> Iterator[Finding]:
    """A claim has the same kind, value, bounds, modifier and unit in both editions."""
    for _, editions in _pairs(folder):
        first, second = (editions[edition] for edition in sorted(editions))
        others = {claim.id: claim for claim in second.record.numeric_claims}
        for index, claim in enumerate(first.record.numeric_claims):
            other = others.get(claim.id)
            if other is not None and _quantity(claim) != _quantity(other):
                found = f"found {claim.id} as {_quantity(claim)} against {_quantity(other)} in {second.record.edition}"
                yield Finding(first.path, first.line("numeric_claim", index), "edition-claims", found)


def _pairs(folder: Folder) -> Iterator[tuple[str, dict[str, AnnotationFile]]]:
    for article in folder.registers.articles:
        editions = folder.of_article(article.id)
        if len(editions) == 2:
            yield article.id, editions


def _listed(folder: Folder, article_id: str) -> tuple[Difference, ...]:
    article = folder.registers.article(article_id)
    return article.difference if article else ()


def _facts(record: Record) -> set[tuple[str, ...]]:
    fillers = {mention.id: mention.entity_id or str(mention.value) for mention in record.mentions}
    fillers |= {event.id: event.event_id or "" for event in record.events}
    facts: set[tuple[str, ...]] = set()
    for event in record.events:
        name = event.event_id or ""
        facts.add((name, event.polarity or "", event.realis or "", event.realis_kind or ""))
        facts |= {(name, argument.role, fillers.get(argument.filler, "")) for argument in event.arguments}
    return facts


def _quantity(claim: NumericClaim) -> str:
    parts = (claim.kind, claim.mod, claim.value, claim.low, claim.high, claim.unit_norm)
    return " ".join(str(part) for part in parts if part is not None)
