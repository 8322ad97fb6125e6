"""Who takes part, by what is scored. Nothing here imports a scorer."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from benchmark.contestant import Contestant

STRICT = Contestant(name="hudna, strict", does="strict counts by article and type", entry="benchmark.of_hudna:strict")
SUITE = Contestant(
    name="hudna, entity suite",
    does="six metrics by article and type, classes of error, confusion, slices",
    entry="benchmark.of_hudna:entity_suite",
)
FLOOR = Contestant(
    name="Python sets", does="one intersection an article", entry="benchmark.of_peers:sets", package=None
)
SPACY = Contestant(
    name="spaCy `score_spans`", does="strict, by type", entry="benchmark.of_peers:spacy_fresh", package="spacy"
)
SPACY_ALIGNED = Contestant(
    name="spaCy, alignment kept",
    does="the same on documents that it has aligned before",
    entry="benchmark.of_peers:spacy_aligned",
    package="spacy",
)
NERVALUATE = Contestant(
    name="nervaluate", does="four schemas, by type", entry="benchmark.of_peers:nervaluate", package="nervaluate"
)
SEQEVAL = (
    Contestant(
        name="seqeval `f1_score`", does="strict F1", entry="benchmark.of_peers:seqeval_f1", package="seqeval"
    ),
    Contestant(
        name="seqeval `classification_report`",
        does="strict, by type",
        entry="benchmark.of_peers:seqeval_report",
        package="seqeval",
    ),
)  # fmt: skip
ENTITIES = (STRICT, SUITE, FLOOR, SPACY, SPACY_ALIGNED, NERVALUATE)
"""Those whose spans may nest and cross."""

CLUSTERS = Contestant(
    name="hudna, clusterings",
    does="MUC, B³, CEAF-m, CEAF-e, BLANC, LEA, CoNLL",
    entry="benchmark.of_hudna:clusters",
)
COREFERENCE = (
    CLUSTERS,
    Contestant(
        name="hudna, annotation",
        does="the same from mentions, with and without singletons",
        entry="benchmark.of_hudna:coreference",
    ),
    Contestant(
        name="neleval",
        does="MUC, B³, CEAF-m, CEAF-e, links of BLANC",
        entry="benchmark.of_cluster_peers:neleval",
        package="neleval",
    ),
    Contestant(
        name="scorch",
        does="MUC, B³, CEAF-m, CEAF-e, BLANC",
        entry="benchmark.of_cluster_peers:scorch",
        package="scorch",
    ),
    Contestant(
        name="metametric",
        does="MUC, B³, CEAF-e; on a hundredth of the articles",
        entry="benchmark.of_cluster_peers:metametric_clusters",
        package="metametric",
        one_in=100,
    ),
)

EVENT_SUITE = Contestant(
    name="hudna, event suite",
    does="16 metrics: triggers, attributes, arguments, frames, CEAF, MUC-4",
    entry="benchmark.of_hudna:event_suite",
)
EVENTS = (
    EVENT_SUITE,
    Contestant(
        name="metametric",
        does="4 metrics: triggers and arguments; on a tenth of the articles",
        entry="benchmark.of_cluster_peers:metametric_events",
        package="metametric",
        one_in=10,
    ),
)

SCORE_FILES = Contestant(
    name="`score_sources`",
    does="read, validate, pair, score everything",
    entry="benchmark.of_hudna:score_files",
)
WHOLE = (
    SCORE_FILES,
    Contestant(
        name="`evaluate`", does="the same, and intervals and report", entry="benchmark.of_hudna:evaluate_files"
    ),
    Contestant(
        name="`evaluate`, jobs=2",
        does="the same in two processes",
        entry="benchmark.of_hudna:evaluate_files_in_two",
    ),
)  # fmt: skip


def is_installed(contestant: Contestant) -> bool:
    """Whether a contestant can take part."""
    return contestant.package is None or version_of(contestant.package) is not None


def version_of(package: str) -> str | None:
    """The installed version of a distribution; None if it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None
