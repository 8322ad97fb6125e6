"""From totals to a report: intervals, and the tables by type, by article and by slice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hudna_eval.averages import edition_gaps, edition_scores, macro_scores
from hudna_eval.claims import metrics as claims
from hudna_eval.comparisons.scores import ComparisonScores
from hudna_eval.consistency.facts import consistency
from hudna_eval.coreference.clusterings import ALL, VIEWS
from hudna_eval.coreference.scores import COLUMNS, across_articles, article_scores, corpus_scores
from hudna_eval.counts import Accuracy, Counts
from hudna_eval.entities.timex_values import VALUE
from hudna_eval.events.metrics import ATTRIBUTES
from hudna_eval.options import Identity, Options
from hudna_eval.report import ArticleMistake, Report, Score, Scores
from hudna_eval.scored import Scored
from hudna_eval.signature import signature
from hudna_eval.sources.pairing import name_of
from hudna_eval.statistics.intervals import bootstrap_intervals
from hudna_eval.suite import COMPARISONS, FRACTIONAL, METRICS, NEEDS_TEXT, TEXT_SLICES, TYPED, Cell
from hudna_eval.totals import ArticleScores, Totals

SLOTS = (VALUE, *(f"claims.{slot}" for slot in claims.SLOTS), *(f"events.{name}" for name in ATTRIBUTES))
"""The slots of time expressions, claims and events, in the order of the report."""


def report_of(scored: Scored, options: Options, identity: Identity) -> Report:
    """The report of everything that was scored."""
    totals = scored.totals
    scores = _corpus_scores(totals, options)
    table = totals.ratios.matrix(COLUMNS)
    coreference = {view: corpus_scores(totals.sums.clusters, table, view, options) for view in VIEWS}
    across = across_articles((article.key, article.details.items) for article in totals.each)
    comparisons = scored.comparisons.scores(totals.claims, seed=options.seed)
    facts = (article.details.facts for article in totals.each)
    by_type = {metric: _types(metric, scores) for metric in METRICS if metric in TYPED}
    views = _views(totals, options)
    return Report(
        signature=_signature(scored, options, identity),
        dataset_version=identity.version,
        warnings=_warnings(scored, views, comparisons),
        scores={metric: scores[metric, None] for metric in METRICS} | coreference.pop(ALL) | _compared(comparisons),
        macro=macro_scores(totals, by_type),
        by_type=by_type,
        by_article={name_of(article.key): _article(article) for article in totals.each},
        by_edition=edition_scores(totals, options),
        edition_gaps=tuple(edition_gaps(totals, options)),
        by_slice=coreference | across | _slices(totals),
        views=views,
        slots=_slots(totals, comparisons),
        errors=totals.sums.errors,
        mistakes=tuple(_mistakes(totals)),
        consistency=tuple(consistency(facts, seed=options.seed, method=options.ci).values()),
        comparisons=comparisons,
    )


def _signature(scored: Scored, options: Options, identity: Identity) -> str:
    editions, clusters = scored.totals.editions, len(scored.totals.table.clusters)
    return signature(identity, options, editions=editions, clusters=clusters, trained=scored.trained)


def _warnings(
    scored: Scored, views: Mapping[str, Score | None], comparisons: ComparisonScores | None
) -> tuple[str, ...]:
    compared = comparisons.warnings if comparisons else ()
    return (*scored.warnings, *warnings_of(scored.totals), *_view_warnings(views), *compared)


def _corpus_scores(totals: Totals, options: Options) -> dict[Cell, Score]:
    cells = [cell for cell in totals.table.columns if _is_known(cell, totals)]
    matrix = totals.table.matrix(cells)
    intervals = bootstrap_intervals(matrix, seed=options.seed, method=options.ci)
    sums = matrix.sum(axis=0)
    scores = {
        cell: Score(counts=_counts(cell, own, totals), ci95=interval)
        for cell, own, interval in zip(cells, sums.tolist(), intervals, strict=True)
    }
    return {(NEEDS_TEXT, None): Score(counts=Counts())} | scores


def _is_known(cell: Cell, totals: Totals) -> bool:
    return cell[0] != NEEDS_TEXT or not totals.without_text.number


def _counts(cell: Cell, sums: list[float], totals: Totals) -> Counts:
    """Sums of whole numbers are exact in doubles; those of fractions were added as such."""
    return totals.sums.exact[cell] if cell[0] in FRACTIONAL else Counts(*map(int, sums))


def _types(metric: str, scores: Mapping[Cell, Score]) -> Scores:
    found = sorted(type_ for name, type_ in scores if name == metric and type_ is not None)
    return {type_: scores[metric, type_] for type_ in found}


def _compared(comparisons: ComparisonScores | None) -> dict[str, Score]:
    if comparisons is None:
        return {COMPARISONS: Score(counts=Counts())}
    return {COMPARISONS: Score(counts=comparisons.counts, ci95=comparisons.ci95)}


def _slots(totals: Totals, comparisons: ComparisonScores | None) -> dict[str, Accuracy]:
    slots = {slot: totals.sums.slots[slot] for slot in SLOTS}
    return slots | {f"comparisons.{slot}": own for slot, own in (comparisons.slots if comparisons else {}).items()}


def _views(totals: Totals, options: Options) -> dict[str, Score | None]:
    """The views; one that is named for a reading of tags is None where tags were read in another way."""
    other = {"seqeval-default": "seqeval.strict", "seqeval-strict": "seqeval.default"}.get(options.reading.tags)
    return {
        view: None if own is None or view == other else Score(counts=own) for view, own in totals.sums.views.items()
    }


def _view_warnings(views: Mapping[str, Score | None]) -> Iterator[str]:
    undefined = [view for view, score in views.items() if score is None]
    if undefined:
        yield (
            f"{', '.join(undefined)} are null: the whole text of every article must be known, and tags read as the "
            "view is named"
        )


def _mistakes(totals: Totals) -> Iterator[ArticleMistake]:
    for article in totals.each:
        article_id, edition = article.key
        for mistake in article.details.mistakes:
            yield ArticleMistake(article_id=article_id, edition=edition, mistake=mistake)


def _article(article: ArticleScores) -> Scores:
    counted = {metric: Score(counts=counts) for metric, counts in article.counts.items()}
    return counted | article_scores(article.details.clusters, ALL)


def _slices(totals: Totals) -> dict[str, Scores]:
    """Slice → metric → score. What needs the text is there only if all texts are known."""
    slices: dict[str, dict[str, Score]] = {}
    for (name, metric), counts in sorted(totals.sums.slices.items()):
        if not (totals.without_text.number and name.startswith(TEXT_SLICES)):
            slices.setdefault(name, {})[metric] = Score(counts=counts)
    return dict(slices)


def warnings_of(totals: Totals) -> Iterator[str]:
    """What a reader should know of what was left out, or could not be told."""
    if totals.sums.gold_left_out or totals.sums.pred_left_out:
        left_out = f"{totals.sums.gold_left_out} of gold, {totals.sums.pred_left_out} predicted"
        zones = ", ".join(sorted(totals.conventions.unscored_zones))
        yield f"in zones that are not scored ({zones}), left out: {left_out}"
    if totals.without_text.number:
        of = f"{totals.without_text.number} of {totals.articles}"
        yield (
            f"{NEEDS_TEXT} is null, as {of} articles have neither text nor the surface of every mention: "
            f"{totals.without_text}"
        )
    if totals.articles and not totals.each:
        yield (
            f"{totals.articles} articles are too many to keep one by one: no scores by article, no mistakes listed, no "
            "clusters across articles, no consistency of editions"
        )
    if totals.table.is_grouped:
        yield f"intervals are over {len(totals.table.clusters)} groups of articles, drawn by a digest of their ids"
