"""Many articles: the same scores however they are read, cut and shared out, in memory that does not grow."""

import json
import random
from dataclasses import replace

import numpy as np
import pytest
from click.testing import CliRunner
from eval_cases import corpora, event, mention, record
from hypothesis import given, settings
from hypothesis import strategies as st

from hudna.findings import InvalidDataError
from hudna.formats.interchange import write_records
from hudna_eval import evaluate, evaluation, workers
from hudna_eval.command import command
from hudna_eval.evaluation import score_sources
from hudna_eval.statistics import cluster_table
from hudna_eval.statistics.cluster_table import ClusterTable


def many(articles, *, seed=0):
    """Gold, and predictions of which each article has some."""
    draw = random.Random(seed)  # noqa: S311 - nothing here is secret
    gold = [
        record(
            f"{number:05}",
            mentions=[mention(5 * i, 5 * i + 4, draw.choice(("GPE", "ORG")), f"T{i}", f"e{i % 2}") for i in range(3)],
            events=[event("E1", "Life.Die", (40, 44), args=[("Victim", "T0")])],
        )
        for number in range(articles)
    ]
    pred = [
        replace(item, mentions=tuple(m for m in item.mentions if m.id == "T0" or draw.random() < 0.6)) for item in gold
    ]
    return gold, draw.sample(pred, len(pred))


@pytest.fixture
def files(tmp_path):
    gold, pred = many(9)
    write_records(gold, tmp_path / "gold.jsonl")
    write_records(pred, tmp_path / "pred.jsonl")
    return tmp_path


@pytest.mark.parametrize("size", [1, 2, 4, 100])
def test_how_many_are_scored_at_once_changes_no_byte(files, monkeypatch, size):
    whole = evaluate(files / "gold.jsonl", files / "pred.jsonl").to_json()
    monkeypatch.setattr(evaluation, "ARTICLES", size)
    assert evaluate(files / "gold.jsonl", files / "pred.jsonl").to_json() == whole


@settings(max_examples=25, deadline=None)
@given(gold=corpora(5), pred=corpora(5), size=st.integers(1, 4))
def test_how_many_are_scored_at_once_changes_no_number(gold, pred, size):
    whole = evaluate(gold, pred, views=["all"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(evaluation, "ARTICLES", size)
        assert evaluate(gold, pred, views=["all"]) == whole


def test_processes_change_no_byte(files, monkeypatch):
    monkeypatch.setattr(evaluation, "ARTICLES", 2)  # in this process, which cuts the tasks
    said = [str(files / "pred.jsonl"), "--gold", str(files / "gold.jsonl"), "--json", "--view", "all"]
    one, two = (CliRunner().invoke(command, [*said, "--jobs", jobs], catch_exceptions=False) for jobs in ("1", "2"))
    assert (two.exit_code, two.stderr) == (0, one.stderr)
    assert two.stdout == one.stdout


def test_processes_find_the_same_faults(files, monkeypatch):
    monkeypatch.setattr(evaluation, "ARTICLES", 2)
    bad = [record(f"{number:05}", mentions=[mention(0, 4, id_="X"), mention(5, 9, id_="X")]) for number in range(9)]
    messages = []
    for jobs in (1, 2):
        with pytest.raises(InvalidDataError, match=r"pred:9: \[duplicate-id\]") as caught:
            evaluate(files / "gold.jsonl", bad, jobs=jobs)
        messages.append(str(caught.value))
    assert messages[0] == messages[1]
    assert len(messages[0].splitlines()) == 9


def test_beyond_some_articles_none_is_kept_by_itself(monkeypatch):
    gold, pred = many(12)
    few = evaluate(gold, pred)
    monkeypatch.setattr(evaluation, "EACH_UP_TO", 11)
    lots = evaluate(gold, pred)
    assert few.scores == lots.scores
    assert (len(few.by_article), len(lots.by_article), lots.mistakes) == (12, 0, ())
    assert "12 articles are too many to keep one by one" in lots.warnings[-1]
    assert not [name for name in lots.by_slice if name.startswith("across_articles")]


def test_intervals_of_many_articles_are_over_groups(monkeypatch):
    gold, pred = many(400)
    each = evaluate(gold, pred).scores["entities.strict"]
    monkeypatch.setattr(cluster_table, "ROWS", 100)
    grouped = evaluate(gold, pred)
    score = grouped.scores["entities.strict"]
    assert score.counts == each.counts
    widths = [high - low for low, high in (each.ci95, score.ci95)]
    assert widths[1] == pytest.approx(widths[0], rel=0.25)
    assert "intervals are over 99 groups of articles" in grouped.warnings[-1]
    assert evaluate(gold[::-1], pred).to_json() == grouped.to_json()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.integers(0, 9)), max_size=30), st.integers(1, 5))
def test_a_table_sums_what_it_is_given(rows, cut):
    table, parts = ClusterTable(2), ClusterTable(2)
    for cluster, number in rows:
        table.add([cluster], ["x", "y"], np.array([[[number, 1], [0, number]]]))
    for start in range(0, len(rows), cut):
        own = rows[start : start + cut]
        parts.add([c for c, _ in own], ["x", "y"], np.array([[[n, 1], [0, n]] for _, n in own]).reshape(-1, 2, 2))
    assert table.clusters == parts.clusters == tuple(sorted({cluster for cluster, _ in rows}))
    matrix = table.matrix(["y", "x", "nothing"])
    assert (matrix == parts.matrix(["y", "x", "nothing"])).all()
    for row, cluster in zip(matrix.tolist(), table.clusters, strict=True):
        total = sum(number for own, number in rows if own == cluster)
        times = sum(own == cluster for own, _ in rows)
        assert row == [[0, total], [total, times], [0, 0]]


def test_a_table_with_too_many_clusters_keeps_their_sum(monkeypatch):
    monkeypatch.setattr(cluster_table, "ROWS", 7)
    names = [f"article {number}" for number in range(50)]
    table, back = ClusterTable(1), ClusterTable(1)
    for order, own in ((names, table), (names[::-1], back)):
        for start in range(0, 50, 4):
            chosen = order[start : start + 4]
            own.add(chosen, ["x"], np.array([[[int(name.split()[1])]] for name in chosen], dtype=float))
    assert table.is_grouped
    assert len(table.clusters) == 7
    assert (table.clusters, table.matrix(["x"]).tolist()) == (back.clusters, back.matrix(["x"]).tolist())
    assert table.matrix(["x"]).sum() == sum(range(50))


def test_memory_does_not_grow_with_the_corpus(tmp_path, monkeypatch):
    import tracemalloc

    monkeypatch.setattr(evaluation, "ARTICLES", 16)
    monkeypatch.setattr(evaluation, "EACH_UP_TO", 50)
    monkeypatch.setattr(cluster_table, "ROWS", 50)

    def peak(articles):
        gold, pred = many(articles)
        write_records(gold, tmp_path / "gold.jsonl")
        write_records(pred, tmp_path / "pred.jsonl")
        del gold, pred
        tracemalloc.start()
        scored = score_sources(tmp_path / "gold.jsonl", tmp_path / "pred.jsonl")
        assert scored.totals.articles == articles
        size = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return size

    score_sources(*many(3))  # what is imported and cached once is not counted
    # To keep an article takes some 14,000 bytes. What grows here is the cache of strings of the JSON parser: 200 to 700
    # bytes an article, by where the hashes of the strings fall.
    assert peak(600) - peak(150) < 450 * 3000


def test_a_task_never_parts_the_editions_of_an_article(monkeypatch):
    gold = [record(id_, edition=edition) for id_ in "abc" for edition in ("open", "source")]
    seen = []
    outcome = workers.outcome
    monkeypatch.setattr(evaluation, "ARTICLES", 1)
    monkeypatch.setattr(workers, "outcome", lambda task, settings: seen.append(len(task)) or outcome(task, settings))
    evaluate(gold, gold)
    assert seen == [2, 2, 2]


def test_progress_is_on_stderr_and_silent_outside_a_terminal(files):
    result = CliRunner().invoke(command, [str(files / "pred.jsonl"), "--gold", str(files / "gold.jsonl"), "--json"])
    assert json.loads(result.stdout)["scores"]["entities.strict"]["tp"] > 0
    assert "scoring" not in result.stderr
