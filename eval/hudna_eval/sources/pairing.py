"""Gold and predicted records, paired by article and edition; whatever has no partner is a fault, or named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from hudna.findings import Finding
from hudna.model import Record
from hudna_eval.sources.index import ArticleEntries
from hudna_eval.sources.record_source import Entry, Key

__all__ = ["EntryPair", "Key", "Pair", "Pairing", "name_of", "pair_article"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One article in one edition, as gold has it and as predicted; `pred` is empty where nothing was predicted."""

    gold: Record
    pred: Record
    predicted: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPair:
    """A gold record and its prediction, both still to be read. One that is not scored is only validated."""

    gold: Entry
    pred: Entry | None
    scored: bool = True


@dataclass(slots=True, kw_only=True)
class Pairing:
    """The pairs of one article in the order of editions, and what does not pair.

    `elsewhere` are predictions for editions of gold that are not asked for.
    """

    pairs: list[EntryPair] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    elsewhere: list[Key] = field(default_factory=list)


def pair_article(article: ArticleEntries, *, edition: str | None, gold_articles: int) -> Pairing:
    """Pair the records of one article; with `edition`, only that edition of gold is scored.

    A prediction without edition belongs to the only gold record of its article. Faults: an article that one side has
    twice, a prediction that no gold record or more than one belongs to. `gold_articles` is for the message only.
    """
    pairing = Pairing()
    gold = _unrepeated(article.gold, pairing.findings)
    scored = {own: entry for own, entry in gold.items() if edition in (None, own)}
    partners: dict[str, Entry] = {}
    for entry in _unrepeated(article.pred, pairing.findings).values():
        if entry.edition in gold.keys() - scored.keys():
            pairing.elsewhere.append(entry.key)
            continue
        candidates = _candidates(entry, scored)
        if len(candidates) != 1:
            pairing.findings.append(_unpaired(entry, scored, gold_articles))
        elif (before := partners.setdefault(candidates[0], entry)) is not entry:
            pairing.findings.append(_predicted_twice(entry, before))
    pairing.pairs += (EntryPair(gold=gold[own], pred=partners.get(own), scored=own in scored) for own in sorted(gold))
    return pairing


def name_of(key: Key) -> str:
    """`001/open`, or `001` for an article whose edition has no name."""
    return "/".join(filter(None, key))


def _unrepeated(entries: Iterable[Entry], findings: list[Finding]) -> dict[str, Entry]:
    """Edition → its first record; every other is a finding."""
    first: dict[str, Entry] = {}
    for entry in entries:
        before = first.setdefault(entry.edition, entry)
        if before is not entry:
            findings.append(_predicted_twice(entry, before))
    return first


def _candidates(entry: Entry, gold: dict[str, Entry]) -> list[str]:
    """The editions of gold that a prediction may be for."""
    if entry.edition in gold:
        return [entry.edition]
    return [] if entry.edition else list(gold)


def _unpaired(entry: Entry, editions: Sequence[str] | dict[str, Entry], articles: int) -> Finding:
    """Why no gold record, or more than one, belongs to a prediction."""
    name, known = name_of(entry.key), ", ".join(sorted(edition or "(none)" for edition in editions))
    if not known:
        found, hint = f"found article {name} against the {articles} articles of gold", "Score by the gold that has it."
        return Finding(entry.path, entry.line, "unknown-article", found, hint)
    if entry.edition:
        found = f"found article {name} against gold's editions {known}"
        return Finding(entry.path, entry.line, "unknown-article", found)
    found = f"found article {name} without edition against gold's editions {known}"
    return Finding(entry.path, entry.line, "ambiguous-edition", found, "Say which by the key `edition`.")


def _predicted_twice(entry: Entry, before: Entry) -> Finding:
    """One article in one edition twice on a side; or predicted once by its edition and once without, say."""
    found = f"found article {name_of(entry.key)} again, first at {before.path}:{before.line}"
    return Finding(entry.path, entry.line, "duplicate-article", found, "One line per article and edition.")
