"""Gold and predicted records, paired by article and edition, and refused as a whole where anything is wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hudna.findings import Finding, InvalidDataError
from hudna.formats.interchange import Located, repeated_articles
from hudna.model import Record
from hudna_eval.validation import gold_findings, pred_findings, trigger_findings

Key = tuple[str, str]
"""Article id and edition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One article in one edition, as gold has it and as predicted; `pred` is empty where nothing was predicted."""

    gold: Record
    pred: Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """All gold records in the order of article and edition, each with its prediction, and what to warn of."""

    pairs: tuple[Pair, ...]
    warnings: tuple[str, ...]


def pair(
    gold: Sequence[Located], pred: Sequence[Located], *, edition: str | None = None, gold_triggers: bool = False
) -> Pairing:
    """Pair the records and validate both sides; with `edition`, only that edition of gold is scored.

    With `gold_triggers`, a predicted event whose trigger and type gold does not have is a fault.

    A prediction without edition belongs to the only gold record of its article.
    Raises: InvalidDataError with all faults at once, of the whole gold and of the predictions for what is scored.
    """
    findings = [*repeated_articles(gold), *repeated_articles(pred)]
    findings += (finding for item in gold for finding in gold_findings(item))
    scored_gold = [item for item in gold if edition in (None, item.record.edition)]
    findings += _missing_edition(gold, scored_gold, edition)
    scored_pred, elsewhere = _without_other_editions(gold, scored_gold, pred)
    partners, faults = _partners(scored_gold, scored_pred)
    findings += faults
    if gold_triggers:
        known = {item.record.key: item for item in scored_gold}
        findings += (found for key, item in partners.items() for found in trigger_findings(known[key], item))
    if findings:
        raise InvalidDataError(findings)
    pairs = sorted((_pair(item, partners) for item in scored_gold), key=lambda pair: pair.gold.key)
    return Pairing(pairs=tuple(pairs), warnings=tuple(_warnings(pairs, partners, elsewhere)))


def name_of(key: Key) -> str:
    """`001/open`, or `001` for an article whose edition has no name."""
    return "/".join(filter(None, key))


def _missing_edition(gold: Sequence[Located], scored: Sequence[Located], edition: str | None) -> Iterator[Finding]:
    if not scored and gold:
        known = ", ".join(sorted({item.record.edition or "(none)" for item in gold}))
        yield Finding(gold[0].path, 0, "unknown-edition", f"found edition {edition} against gold's {known}")


def _without_other_editions(
    gold: Iterable[Located], scored_gold: Iterable[Located], pred: Iterable[Located]
) -> tuple[list[Located], list[Located]]:
    """Predictions, and apart from them those for an edition that gold has but that is not asked for."""
    unasked = {item.record.key for item in gold} - {item.record.key for item in scored_gold}
    kept: list[Located] = []
    elsewhere: list[Located] = []
    for item in pred:
        (elsewhere if item.record.key in unasked else kept).append(item)
    return kept, elsewhere


def _partners(gold: Sequence[Located], pred: Sequence[Located]) -> tuple[dict[Key, Located], list[Finding]]:
    """The prediction for each gold record, and every fault of a prediction."""
    # By edition, so that a repeated gold record (a finding of its own) makes no prediction ambiguous.
    of_article: defaultdict[str, dict[str, Located]] = defaultdict(dict)
    for item in gold:
        of_article[item.record.article_id].setdefault(item.record.edition, item)
    partners: dict[Key, Located] = {}
    findings: list[Finding] = []
    for item in pred:
        editions = of_article.get(item.record.article_id, {})
        exact = editions.get(item.record.edition)
        candidates = [exact] if exact else [] if item.record.edition else list(editions.values())
        if len(candidates) != 1:
            findings.append(_unpaired(item, editions, len(of_article)))
            continue
        before = partners.setdefault(candidates[0].record.key, item)
        if before is not item:
            findings.append(_predicted_twice(item, before))
        findings += pred_findings(candidates[0], item)
    return partners, findings


def _unpaired(item: Located, editions: Iterable[str], articles: int) -> Finding:
    """Why no gold record, or more than one, belongs to a prediction."""
    name, known = name_of(item.record.key), ", ".join(sorted(edition or "(none)" for edition in editions))
    if not known:
        found, hint = f"found article {name} against the {articles} articles of gold", "Score by the gold that has it."
        return Finding(item.path, item.line, "unknown-article", found, hint)
    if item.record.edition:
        return Finding(item.path, item.line, "unknown-article", f"found article {name} against gold's editions {known}")
    found = f"found article {name} without edition against gold's editions {known}"
    return Finding(item.path, item.line, "ambiguous-edition", found, "Say which by the key `edition`.")


def _predicted_twice(item: Located, before: Located) -> Finding:
    """One gold record, predicted twice: once by its edition and once without, say."""
    found = f"found article {name_of(item.record.key)} again, first at {before.path}:{before.line}"
    return Finding(item.path, item.line, "duplicate-article", found, "One line per article and edition.")


def _pair(gold: Located, partners: dict[Key, Located]) -> Pair:
    article_id, edition = gold.record.key
    found = partners.get(gold.record.key)
    return Pair(gold=gold.record, pred=found.record if found else Record(article_id=article_id, edition=edition))


def _warnings(pairs: Sequence[Pair], partners: dict[Key, Located], elsewhere: Sequence[Located]) -> Iterator[str]:
    missing = [name_of(pair.gold.key) for pair in pairs if pair.gold.key not in partners]
    if missing:
        yield f"no prediction for {len(missing)} of {len(pairs)} gold articles, all missed: {', '.join(missing)}"
    if elsewhere:
        names = ", ".join(sorted(name_of(item.record.key) for item in elsewhere))
        yield f"predictions for editions that are not scored were left out: {names}"
