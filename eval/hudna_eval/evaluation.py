"""From two sources to a report: index, pair, validate and score, add up. Nothing is held longer than it is needed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from hudna.findings import Finding, InvalidDataError
from hudna.registers import Comparison
from hudna_eval.comparisons.run import ComparedClaims
from hudna_eval.entities.seen import Seen
from hudna_eval.options import DEFAULTS, Identity, Options
from hudna_eval.progress import tracked
from hudna_eval.report import Report
from hudna_eval.report_building import report_of
from hudna_eval.scope import Conventions
from hudna_eval.scored import Scored
from hudna_eval.scoring import Asked
from hudna_eval.sources.index import GOLD, PRED, Index
from hudna_eval.sources.opening import Source, open_source, records_of
from hudna_eval.sources.pairing import EntryPair, Key, Pairing, name_of, pair_article
from hudna_eval.sources.record_source import Entry, RecordSource
from hudna_eval.sources.schema import Schema, read_schema
from hudna_eval.totals import EACH_UP_TO, Names, Totals
from hudna_eval.workers import ARTICLES, Line, Settings, Work, outcomes


def evaluate_sources(
    gold: Source,
    pred: Source,
    options: Options = DEFAULTS,
    *,
    identity: Identity | None = None,
    comparisons: Sequence[Comparison] | None = None,
) -> Report:
    """`hudna_eval.evaluate`, with all its options.

    `identity` names the gold in the signature if it is a dataset, whose `comparisons` of claims come with it.
    Raises: InvalidDataError with all faults of both sides at once; no score is made then.
    """
    scored = score_sources(gold, pred, options, comparisons=comparisons)
    return report_of(scored, options, identity or Identity(digest=scored.digest))


def score_sources(
    gold: Source,
    pred: Source,
    options: Options = DEFAULTS,
    *,
    comparisons: Sequence[Comparison] | None = None,
    name: str = "pred",
) -> Scored:
    """The counts of an evaluation, from which reports and comparisons of systems are made.

    `name` stands for the file in messages about predictions in memory.
    Raises: InvalidDataError with all faults of both sides at once; nothing is counted then.
    """
    with _Run(options=options) as run:
        run.prepare(comparisons)
        run.index(gold, pred, name)
        run.score()
    if run.findings:
        raise InvalidDataError(run.findings)
    return Scored(
        totals=run.totals,
        comparisons=run.compared,
        warnings=tuple(run.warnings()),
        digest=run.digest.hexdigest(),
        trained=None if run.seen is None else run.seen.digest,
    )


@dataclass(slots=True, kw_only=True)
class _Run:
    """One evaluation on its way."""

    options: Options
    findings: list[Finding] = field(default_factory=list)
    totals: Totals = field(default_factory=Totals)
    compared: ComparedClaims = field(default_factory=ComparedClaims)
    schema: Schema | None = None
    seen: Seen | None = None
    unpredicted: Names = field(default_factory=Names)
    elsewhere: Names = field(default_factory=Names)
    sides: list[RecordSource] = field(default_factory=list)
    named: dict[str, Key] = field(default_factory=dict)
    entries: Index = field(default_factory=Index)
    digest: Any = field(default_factory=hashlib.sha256)

    def __enter__(self) -> _Run:
        return self

    def __exit__(self, *_: object) -> None:
        self.entries.close()
        for side in self.sides:
            side.close()

    def prepare(self, comparisons: Sequence[Comparison] | None) -> None:
        """Read everything that is not gold or predictions."""
        try:
            if self.options.schema is not None:
                self.schema = read_schema(self.options.schema)
        except InvalidDataError as error:
            self.findings += error.findings
        try:
            if self.options.train is not None:
                self.seen = Seen.of(records_of(self.options.train, "train", self.options.reading))
        except InvalidDataError as error:
            self.findings += error.findings
        self.compared.read(comparisons, self.options, self.findings)

    def index(self, gold: Source, pred: Source, pred_name: str) -> None:
        """Read both sides once, for what is in them."""
        forms = self.options.gold_form, self.options.form
        for side, source, name in ((GOLD, gold, "gold"), (PRED, pred, pred_name)):
            try:
                opened = open_source(source, name, form=forms[side], reading=self.options.reading)
            except InvalidDataError as error:
                self.findings += error.findings
                continue
            self.sides.append(opened)
            self.findings += self.entries.add(side, opened)
        several = self.options.edition is None and len(self.entries.gold_editions()) > 1
        of_sentences = bool(self.sides) and self.sides[GOLD].of_sentences
        self.totals = Totals(Conventions.of(self.schema), several_editions=several, of_sentences=of_sentences)

    def score(self) -> None:
        """Read both sides again, pair by pair, and add up what becomes of them."""
        if len(self.sides) < 2:
            return
        # Where a record cannot be read, its partner has none: that it has none is no finding of its own then.
        whole = not self.findings
        pairings = tracked(self._pairings(whole), self.options, total=self.entries.gold_articles(None))
        for outcome in outcomes(self._tasks(pairings), self._settings(whole), jobs=self.options.jobs):
            self.findings += outcome.findings
            for digest in outcome.digests:
                self.digest.update(digest)
            self.compared.name(*outcome.named)
            if outcome.part is not None and not self.findings:
                self.totals.add(outcome.part)
        if whole:
            self.findings += self.compared.findings()

    def warnings(self) -> Iterator[str]:
        """What a reader of the scores should know of the predictions."""
        if self.unpredicted.number:
            of = f"{self.unpredicted.number} of {self.totals.articles}"
            yield f"no prediction for {of} gold articles, all missed: {self.unpredicted}"
        if self.elsewhere.number:
            yield f"predictions for editions that are not scored were left out: {self.elsewhere}"

    def _settings(self, whole: bool) -> Settings:
        few = self.entries.gold_articles(self.options.edition) <= EACH_UP_TO
        asked = Asked(
            details=few,
            views=self.options.views,
            seen=self.seen,
            comparisons=self.compared.asked,
            conventions=self.totals.conventions,
        )
        return Settings(asked=asked, gold_triggers=self.options.gold_triggers, schema=self.schema, scores=whole)

    def _pairings(self, whole: bool) -> Iterator[Pairing]:
        edition, articles = self.options.edition, self.entries.gold_articles(self.options.edition)
        if whole and not articles:
            self.findings += self._missing_edition()
        for article in self.entries.articles():
            pairing = pair_article(article, edition=edition, gold_articles=articles)
            if whole:
                self.findings += pairing.findings
                self.findings += self._names_that_are_others(pairing, articles)
            yield pairing

    def _names_that_are_others(self, pairing: Pairing, articles: int) -> Iterator[Finding]:
        """Article `a/b` without edition, beside `a` in edition `b`: scores by article have one name for both."""
        if articles > EACH_UP_TO:
            return
        for pair in pairing.pairs:
            name = name_of(pair.gold.key)
            if self.named.setdefault(name, pair.gold.key) != pair.gold.key:
                found = f"found article {name} by article id and by id and edition"
                yield Finding(pair.gold.path, pair.gold.line, "ambiguous-name", found, "Rename one of them.")

    def _missing_edition(self) -> Iterator[Finding]:
        first = self.entries.first_of_gold()
        if first is not None:
            known = ", ".join(edition or "(none)" for edition in self.entries.gold_editions())
            found = f"found edition {self.options.edition} against gold's {known}"
            yield Finding(first.path, 0, "unknown-edition", found)

    def _tasks(self, pairings: Iterable[Pairing]) -> Iterator[Sequence[Work]]:
        """Pairs of articles, whole articles together, some hundred at a time."""
        task: list[Work] = []
        for pairing in pairings:
            self.elsewhere.add(map(name_of, pairing.elsewhere))
            self.unpredicted.add(name_of(p.gold.key) for p in pairing.pairs if p.scored and p.pred is None)
            task += map(self._work, pairing.pairs)
            if len(task) >= ARTICLES:
                yield task
                task = []
        if task:
            yield task

    def _work(self, pair: EntryPair) -> Work:
        pred = None if pair.pred is None else self._line(PRED, pair.pred)
        return Work(gold=self._line(GOLD, pair.gold), pred=pred, scored=pair.scored)

    def _line(self, side: int, entry: Entry) -> Line:
        return Line(payload=self.sides[side].load(entry), path=entry.path, line=entry.line)
