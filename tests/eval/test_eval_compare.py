"""`hudna compare`: its tables, its JSON, its names and its faults."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from eval_cases import claim, event, mention, record

import hudna.dataset
from hudna.findings import InvalidDataError
from hudna.formats.interchange import write_records
from hudna_eval import evaluate
from hudna_eval.compare.command import command, names_of
from hudna_eval.compare.evaluation import DEFAULT_METRICS, compare_sources
from hudna_eval.compare.tally import COMPARABLE, CorpusTally, f1_of
from hudna_eval.evaluation import score_sources
from hudna_eval.options import Options

ARTICLES = tuple(f"{number:03}" for number in range(5))


def article(article_id, *, found=3, type_="GPE", value="44", edition="open"):
    """An article with three mentions of one entity, a death and a claim, of which `found` mentions are there."""
    mentions = [mention(10 * i, 10 * i + 4, type_, f"T{i}", "x") for i in range(found)]
    return record(
        article_id,
        mentions=mentions,
        events=[event("E1", "Life.Die", (40, 44), args=[("Victim", "T0")])],
        claims=[claim(50, 52, value)],
        edition=edition,
        text="x" * 60,
    )


GOLD = [article(id_) for id_ in ARTICLES]
FEW = [article(id_, found=1 + (id_ == "000"), value="12") for id_ in ARTICLES]
MOST = [article(id_, found=3 - (id_ == "004")) for id_ in ARTICLES]

TABLE = """\
A = few, B = most: 5 articles
metric                F1 A    F1 B    B - A       95 % interval       p  p Holm  detectable
entities.strict     0.5714  0.9655  +0.3941  +0.2699 to +0.5000  0.0625  0.5000      0.1690
entities.boundary   0.5714  0.9655  +0.3941  +0.2699 to +0.5000  0.0625  0.5000      0.1690
events.tc           1.0000  1.0000   0.0000    0.0000 to 0.0000  1.0000  1.0000           -
events.ac+          1.0000  1.0000   0.0000    0.0000 to 0.0000  1.0000  1.0000           -
events.frame_exact  1.0000  1.0000   0.0000    0.0000 to 0.0000  1.0000  1.0000           -
claims.qv           0.0000  1.0000  +1.0000  +1.0000 to +1.0000  0.0625  0.5000           -
claims.claim        0.0000  1.0000  +1.0000  +1.0000 to +1.0000  0.0625  0.5000           -
coref.entity.conll  0.3479  0.9495  +0.6016  +0.4108 to +0.7667  0.0625  0.5000      0.2632

5 articles can give no p below 0.0625: no difference can be significant at 0.05, however large.
p Holm is adjusted over 8 metrics: entities.strict, entities.boundary, events.tc, events.ac+, events.frame_exact, \
claims.qv, claims.claim, coref.entity.conll.
detectable: the true difference that a two-sided z test at 0.05 finds with power 0.8, by the bootstrap's standard error.
"""


@pytest.fixture
def files(tmp_path):
    for name, records in (("gold", GOLD), ("few", FEW), ("most", MOST)):
        write_records(records, tmp_path / f"{name}.jsonl")
    return [str(tmp_path / "few.jsonl"), str(tmp_path / "most.jsonl"), "--gold", str(tmp_path / "gold.jsonl")]


def run(*arguments):
    return CliRunner().invoke(command, arguments, catch_exceptions=False)


@pytest.mark.parametrize("variables", [{}, {"COLUMNS": "40", "FORCE_COLOR": "1"}], ids=["plain", "odd environment"])
def test_the_table_is_the_same_wherever_it_is_written(files, monkeypatch, variables):
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    result = run(*files)
    *table, signature = result.stdout.splitlines(keepends=True)
    assert "".join(table) == TABLE
    assert signature.startswith(f"hudna:{hudna.__version__}|ds:sha256:")
    assert "|seed:0|diff:percentile|test:exact4096/ar10000|adjust:holm" in signature
    assert (result.stderr, result.exit_code) == ("", 0)


def test_json_is_one_object_with_all_that_the_table_has(files):
    result = run(*files, "--metric", "entities.strict", "--json")
    data = json.loads(result.stdout)
    assert result.stdout == json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    [pair] = data["pairs"]
    assert (pair["a"], pair["b"], list(pair["metrics"])) == ("few", "most", ["entities.strict"])
    row = pair["metrics"]["entities.strict"]
    assert (row["f1_a"], row["f1_b"], row["difference"]) == (12 / 21, 28 / 29, 28 / 29 - 12 / 21)
    # 000 is drawn three times and 004 once, 16/23 against 28/29; or 000 once and 004 never, 10/20 against 1.
    assert row["ci95"] == [28 / 29 - 16 / 23, 0.5]
    assert (row["p"], row["p_holm"]) == (0.0625, 0.0625)
    assert row["test"] == {
        "assignments": 32,
        "differing_clusters": 5,
        "exact": True,
        "extreme": 2,
        "smallest_p": 0.0625,
    }
    assert (data["systems"], data["clusters"], data["smallest_p"]) == (["few", "most"], 5, 0.0625)
    assert data["notes"][0].startswith("5 articles can give no p below 0.0625")
    assert (data["warnings"], data["dataset_version"]) == ([], None)


def test_a_system_against_itself(files):
    data = json.loads(run(files[0], files[0], *files[2:], "--json").stdout)
    [pair] = data["pairs"]
    assert (pair["a"], pair["b"]) == ("few", "few#2")
    assert {(row["difference"], row["p"], row["p_holm"]) for row in pair["metrics"].values()} == {(0.0, 1.0, 1.0)}


def test_metrics_are_compared_once_and_in_the_order_asked_for(files):
    asked = [word for metric in ("claims.q", "entities.soft", "claims.q") for word in ("--metric", metric)]
    lines = run(*files, *asked).stdout.splitlines()
    assert [line.split()[0] for line in lines[2:4]] == ["claims.q", "entities.soft"]
    assert lines[4] == ""


def test_three_systems_are_compared_with_the_first_or_each_with_each(files):
    three = [files[0], files[1], files[0], *files[2:], "--name", "a", "--name", "b", "--name", "c"]
    headings = [line for line in run(*three).stdout.splitlines() if line.startswith("A = ")]
    assert headings == ["A = a, B = b: 5 articles", "A = a, B = c: 5 articles"]
    result = run(*three, "--all-pairs")
    headings = [line for line in result.stdout.splitlines() if line.startswith("A = ")]
    assert headings[2:] == ["A = b, B = c: 5 articles"]
    assert "p Holm is adjusted over 8 metrics: entities.strict, " in result.stdout
    assert "p Holm is adjusted over the metrics of one pair, not over the 3 pairs.\n" in result.stdout


def test_method_and_seed_are_in_the_signature(files):
    signature = json.loads(run(*files, "--ci", "bca", "--seed", "7", "--json").stdout)["signature"]
    assert "|seed:7|diff:bca|test:exact4096/ar10000|adjust:holm" in signature


def test_the_interval_is_by_the_method_asked_for():
    def interval(method):
        report = compare_sources({"few": FEW, "most": MOST}, GOLD, Options(ci=method), metrics=["coref.entity.conll"])
        return report.pairs[0].metrics["coref.entity.conll"].ci95

    assert interval("bca") != interval("percentile")


def test_the_order_of_articles_changes_nothing():
    there = compare_sources({"few": FEW, "most": MOST}, GOLD)
    back = compare_sources({"few": FEW[::-1], "most": MOST[::-1]}, GOLD[::-1])
    assert there.to_json() == back.to_json()


def test_every_metric_has_the_f1_of_an_evaluation():
    for predictions in (FEW, MOST, MOST[:3]):
        counted = CorpusTally(scored=score_sources(GOLD, predictions))
        scores = evaluate(GOLD, predictions).scores
        assert set(DEFAULT_METRICS) < set(COMPARABLE) <= set(scores)
        for metric in COMPARABLE:
            f1 = float(f1_of(metric)(counted.vectors(metric).sum(axis=0)))
            expected = scores[metric].f1
            assert f1 == pytest.approx(float("nan") if expected is None else expected, abs=1e-15, nan_ok=True)


def test_editions_of_an_article_are_one_cluster():
    def both(records):
        return [replace(item, edition=edition) for item in records for edition in ("open", "source")]

    systems = {"few": both(FEW), "most": both(MOST)}
    report = compare_sources(systems, both(GOLD), metrics=["entities.strict"])
    one = compare_sources(systems, both(GOLD), Options(edition="source"), metrics=["entities.strict"])
    assert report.clusters == one.clusters == 5
    assert report.pairs == one.pairs  # twice the same counts have the same F1
    assert "|edition:open+source|" in report.signature
    assert "|edition:source|" in one.signature


@pytest.fixture
def embedded(monkeypatch):
    records = tuple(replace(item, edition=edition) for item in GOLD for edition in ("open", "source"))
    dataset = hudna.dataset.Dataset(version="9.8.7", articles=(), records=records)
    monkeypatch.setattr("hudna.dataset.read_dataset", lambda _: dataset)
    return dataset


def test_without_gold_the_open_edition_of_the_embedded_dataset_is_gold(files, embedded):
    data = json.loads(run(*files[:2], "--json").stdout)
    assert data["dataset_version"] == "9.8.7"
    assert f"|ds:9.8.7+sha256:{embedded.digest[:12]}|edition:open|" in data["signature"]
    assert data["pairs"][0]["metrics"]["entities.strict"]["f1_a"] == 12 / 21


def test_warnings_name_the_system_and_stay_on_stderr(files, tmp_path):
    write_records(MOST[:4], tmp_path / "most.jsonl")
    result = run(*files, "--metric", "coref.event.conll", "--json")
    warning = "most: no prediction for 1 of 5 gold articles, all missed: 004/open"
    undefined = [
        f"{name}: coref.event.conll has no F1, so no difference from it is defined" for name in ("few", "most")
    ]
    assert result.stderr == "".join(f"warning: {line}\n" for line in (warning, *undefined))
    data = json.loads(result.stdout)
    assert data["warnings"] == [warning, *undefined]
    assert set(data["pairs"][0]["metrics"]["coref.event.conll"].values()) == {None}


def test_without_text_the_clitic_tolerant_metric_is_undefined():
    gold, few = ([replace(item, text=None) for item in records] for records in (GOLD, FEW))
    report = compare_sources({"few": few, "most": MOST}, gold, metrics=["entities.clitic", "entities.strict"])
    rows = report.pairs[0].metrics
    # The text that the predictions of the other system carry serves that system alone.
    assert (rows["entities.clitic"].f1_a, rows["entities.clitic"].f1_b) == (None, 28 / 29)
    assert (rows["entities.clitic"].p, rows["entities.strict"].p_holm) == (None, 0.0625)
    assert report.warnings == (
        "few: entities.clitic is null, as 5 of 5 articles have neither text nor the surface of every mention: 000/open,"
        " 001/open, 002/open, 003/open, 004/open",
        "few: entities.clitic has no F1, so no difference from it is defined",
    )


def test_undefined_numbers_are_dashes(files):
    row = run(*files, "--metric", "coref.event.conll").stdout.splitlines()[2]
    assert row.split() == ["coref.event.conll", *["-"] * 7]


def test_a_note_says_where_the_number_of_metrics_rules_significance_out():
    ids = [f"{number:03}" for number in range(7)]
    gold, pred = [article(id_) for id_ in ids], [article(id_, found=1) for id_ in ids]
    eight = compare_sources({"gold": gold, "pred": pred}, gold)
    assert eight.notes[0] == (
        "7 articles can give no p below 0.01562, and of 8 metrics no adjusted p below 0.125: no difference can be "
        "significant at 0.05. Ask for fewer metrics."
    )
    one = compare_sources({"gold": gold, "pred": pred}, gold, metrics=["entities.strict"])
    assert one.notes[0] == "p Holm is adjusted over 1 metric: entities.strict."
    assert len(one.notes) == 2
    assert one.notes[1].startswith("detectable: ")


def test_metrics_without_p_do_not_count_among_those_that_p_is_adjusted_over():
    """No claim is in gold: F1 is 0 for those that have some, and undefined for one that has none."""
    bare = [replace(item, numeric_claims=()) for item in GOLD]

    def notes(metrics, **systems):
        report = compare_sources(systems, bare, metrics=metrics)
        return [note for note in report.notes if note.startswith("p Holm")]

    metrics = ["entities.strict", "claims.qv", "coref.event.conll"]
    assert notes(metrics, a=bare, b=bare) == ["p Holm is adjusted over 1 metric: entities.strict."]
    assert notes(metrics, a=GOLD, b=MOST, c=bare) == [
        "p Holm of A = a, B = b is adjusted over 2 metrics: entities.strict, claims.qv.",
        "p Holm of A = a, B = c is adjusted over 1 metric: entities.strict.",
        "p Holm is adjusted over the metrics of one pair, not over the 2 pairs.",
    ]
    assert notes(["claims.qv"], a=bare, b=bare) == []


def test_faults_of_gold_and_of_all_systems_come_at_once(tmp_path, files):
    (tmp_path / "few.jsonl").write_text("")
    (tmp_path / "most.jsonl").unlink()
    (tmp_path / "gold.jsonl").write_text("{}\n")
    with pytest.raises(InvalidDataError) as caught:
        run(*files)
    assert {(Path(finding.path).name, finding.rule) for finding in caught.value.findings} >= {
        ("few.jsonl", "empty-file"),
        ("most.jsonl", "unreadable-file"),
        ("gold.jsonl", "missing-key"),
    }


def test_predictions_that_do_not_fit_gold_are_named_for_all_systems():
    unknown, repeated = [article("999")], [MOST[0], MOST[0]]
    with pytest.raises(InvalidDataError) as caught:
        compare_sources({"one": unknown, "two": repeated}, GOLD)
    assert [(finding.path, finding.rule) for finding in caught.value.findings] == [
        ("one", "unknown-article"),
        ("two", "duplicate-article"),
    ]


def test_fewer_than_two_systems_are_refused(files):
    with pytest.raises(ValueError, match="found 1 systems against two or more"):
        compare_sources({"few": FEW}, GOLD)
    result = run(*files[:1], *files[2:])
    assert result.exit_code == 2
    assert "found 1 path against two or more" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--metric", "entities.nothing"], "found entities.nothing against one of entities.strict, "),
        (["--name", "a"], "found 1 against 2, one for each PRED"),
        (["--name", "a", "--name", "a"], "found a more than once against once"),
        (["--ci", "wald"], "'wald' is not one of 'percentile', 'bca'"),
        (["--seed", "-1"], "Invalid value for '--seed'"),
    ],
)
def test_wrong_usage_is_exit_code_2(files, arguments, message):
    result = run(*files, *arguments)
    assert result.exit_code == 2
    assert message in result.stderr


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        (["runs/a.jsonl", "runs/b.jsonl"], ["a", "b"]),
        (["x/pred.jsonl", "y/pred.jsonl", "z.jsonl"], ["x/pred", "y/pred", "z"]),
        (["x/pred.jsonl", "x/pred.jsonl", "x/pred.jsonl"], ["pred", "pred#2", "pred#3"]),
        (["v/pred.jsonl", "w/v/pred.jsonl"], ["pred", "pred#2"]),
        (["a.jsonl", "a.jsonl", "a#2.jsonl"], ["a", "a#2", "a#2#2"]),
        (["runs.v1", "runs.v2"], ["runs.v1", "runs.v2"]),
    ],
)
def test_systems_are_named_by_their_paths(paths, names):
    assert names_of([Path(path) for path in paths]) == names


def test_help_loads_nothing_heavy():
    code = (
        "import sys\nfrom hudna_eval.compare.command import command\n"
        "try:\n    command(['--help'])\nfinally:\n    print({'numpy', 'scipy', 'rich'} & set(sys.modules))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.startswith("Usage: ")
    assert result.stdout.endswith("set()\n")
