import json
import sys
from dataclasses import replace

import pytest
from click.testing import CliRunner
from eval_cases import claim, event, mention, record

import hudna.dataset
from hudna.cli import main
from hudna.findings import InvalidDataError
from hudna.formats.interchange import write_records
from hudna_eval.command import command

GOLD = [
    record(
        "000",
        mentions=[mention(0, 4, "GPE", "A", "x"), mention(5, 9, "ORG", "B", "x"), mention(10, 12, id_="C")],
        events=[event("E1", "Life.Die", (13, 15), args=[("Victim", "A")])],
        claims=[claim(20, 22, "44"), claim(24, 26, "12")],
        text="x" * 30,
    ),
    record("001", mentions=[mention(0, 4, "GPE", "A", "y")], text="x" * 30),
]
PRED = [
    record(
        "000",
        mentions=[mention(0, 4, "GPE", "A", "1"), mention(5, 9, "GPE", "B", "1")],
        events=[event("E1", "Life.Die", (13, 15), args=[("Victim", "B")])],
        claims=[claim(20, 22, "44"), claim(24, 26, "13")],
    )
]

TABLE = """\
metric                               P       R      F1     95 % interval  tp  fp  fn
entities.strict                 0.5000  0.2500  0.3333  0.0000 to 0.4000   1   1   3
entities.boundary               1.0000  0.5000  0.6667  0.0000 to 0.8000   2   0   2
entities.type                   0.5000  0.2500  0.3333  0.0000 to 0.4000   1   1   3
entities.soft                   0.5000  0.2500  0.3333  0.0000 to 0.4000   1   1   3
entities.iou50                  0.5000  0.2500  0.3333  0.0000 to 0.4000   1   1   3
entities.clitic                 0.5000  0.2500  0.3333  0.0000 to 0.4000   1   1   3
timex.strict_value                   -       -       -                 -   0   0   0
events.ti                       1.0000  1.0000  1.0000                 -   1   0   0
events.tc                       1.0000  1.0000  1.0000                 -   1   0   0
events.attributes               1.0000  1.0000  1.0000                 -   1   0   0
events.ai                       0.0000  0.0000  0.0000                 -   0   1   1
events.ac                       0.0000  0.0000  0.0000                 -   0   1   1
events.ai+                      0.0000  0.0000  0.0000                 -   0   1   1
events.ac+                      0.0000  0.0000  0.0000                 -   0   1   1
events.ai0                      0.0000  0.0000  0.0000                 -   0   1   1
events.ac0                      0.0000  0.0000  0.0000                 -   0   1   1
events.frame_exact              0.0000  0.0000  0.0000                 -   0   1   1
events.frame_exact_untriggered  0.0000  0.0000  0.0000                 -   0   1   1
events.frame_dice               0.0000  0.0000  0.0000                 -   0   1   1
events.ceaf_ree                 1.0000  1.0000  1.0000                 -   1   0   0
events.ceaf_rme                 1.0000  1.0000  1.0000                 -   2   0   0
events.ceaf_rme_subset          1.0000  1.0000  1.0000                 -   1   0   0
events.muc4                     1.0000  1.0000  1.0000                 -   2   0   0
claims.q                        1.0000  1.0000  1.0000                 -   2   0   0
claims.qv                       0.5000  0.5000  0.5000                 -   1   1   1
claims.qvm                      0.5000  0.5000  0.5000                 -   1   1   1
claims.qvmu                     0.5000  0.5000  0.5000                 -   1   1   1
claims.qvmua                    0.5000  0.5000  0.5000                 -   1   1   1
claims.claim                    0.5000  0.5000  0.5000                 -   1   1   1
coref.entity.muc                1.0000  1.0000  1.0000                 -   -   -   -
coref.entity.b3                 1.0000  0.5000  0.6667  0.0000 to 0.8000   -   -   -
coref.entity.ceafm              1.0000  0.5000  0.6667  0.0000 to 0.8000   -   -   -
coref.entity.ceafe              1.0000  0.3333  0.5000  0.0000 to 0.6667   -   -   -
coref.entity.blanc              0.5000  0.5000  0.5000                 -   -   -   -
coref.entity.lea                1.0000  0.5000  0.6667  0.0000 to 0.8000   -   -   -
coref.entity.conll                   -       -  0.7222                 -   -   -   -
coref.event.muc                      -       -       -                 -   -   -   -
coref.event.b3                       -       -       -                 -   -   -   -
coref.event.ceafm                    -       -       -                 -   -   -   -
coref.event.ceafe                    -       -       -                 -   -   -   -
coref.event.blanc                    -       -       -                 -   -   -   -
coref.event.lea                      -       -       -                 -   -   -   -
coref.event.conll                    -       -       -                 -   -   -   -
comparisons.f1                       -       -       -                 -   0   0   0
"""
WARNING = "warning: no prediction for 1 of 2 gold articles, all missed: 001/open\n"


@pytest.fixture
def files(tmp_path):
    write_records(GOLD, tmp_path / "gold.jsonl")
    write_records(PRED, tmp_path / "pred.jsonl")
    return str(tmp_path / "pred.jsonl"), "--gold", str(tmp_path / "gold.jsonl")


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
    assert signature.endswith("|edition:open|ent:strict|ev:e2e|arg:strict|num:rtol0|ci:exact4|seed:0\n")
    assert (result.stderr, result.exit_code) == (WARNING, 0)


def test_json_is_one_object_on_stdout_and_warnings_stay_on_stderr(files):
    result = run(*files, "--json", "--seed", "3")
    data = json.loads(result.stdout)
    assert data["scores"]["entities.strict"]["f1"] == 1 / 3
    assert data["signature"].endswith("|seed:3")
    assert result.stderr == WARNING
    assert result.stdout == run(*files, "--json", "--seed", "3").stdout


def test_edition_selects_gold(tmp_path):
    gold = [replace(item, edition=edition) for item in GOLD for edition in ("open", "source")]
    write_records(gold, tmp_path / "gold.jsonl")
    write_records(PRED, tmp_path / "pred.jsonl")
    said = (str(tmp_path / "pred.jsonl"), "--gold", str(tmp_path / "gold.jsonl"), "--json")
    assert json.loads(run(*said).stdout)["scores"]["entities.strict"]["fn"] == 7
    assert json.loads(run(*said, "--edition", "open").stdout)["scores"]["entities.strict"]["fn"] == 3
    with pytest.raises(
        InvalidDataError, match=r"\[unknown-edition\] found edition paper against gold's open, source\."
    ):
        run(*said, "--edition", "paper")


@pytest.fixture
def embedded(monkeypatch):
    records = tuple(replace(item, edition=edition) for item in GOLD for edition in ("open", "source"))
    dataset = hudna.dataset.Dataset(version="9.8.7", articles=(), records=records)
    monkeypatch.setattr(
        hudna.dataset, "read_dataset", lambda folder: {hudna.dataset.embedded_dataset(): dataset}[folder]
    )
    return dataset


def test_without_gold_the_open_edition_of_the_embedded_dataset_is_gold(files, embedded):
    data = json.loads(run(files[0], "--json").stdout)
    assert data["dataset_version"] == "9.8.7"
    assert f"|ds:9.8.7+sha256:{embedded.digest[:12]}|edition:open|" in data["signature"]
    assert data["scores"]["entities.strict"]["fn"] == 3
    assert sorted(data["by_article"]) == ["000/open", "001/open"]


@pytest.mark.usefixtures("embedded")
def test_another_edition_of_the_embedded_dataset_on_request(tmp_path):
    write_records([replace(PRED[0], edition="source")], tmp_path / "source.jsonl")
    data = json.loads(run(str(tmp_path / "source.jsonl"), "--edition", "source", "--json").stdout)
    assert sorted(data["by_article"]) == ["000/source", "001/source"]
    assert data["scores"]["entities.strict"]["tp"] == 1


def said_by_main(monkeypatch, capsys, *arguments):
    monkeypatch.setattr(sys, "argv", ["hudna", "eval", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code, capsys.readouterr()


def test_invalid_data_ends_in_one_line_a_fault_and_exit_code_1(files, monkeypatch, capsys, tmp_path):
    (tmp_path / "empty.jsonl").write_text("")
    code, output = said_by_main(monkeypatch, capsys, str(tmp_path / "empty.jsonl"), *files[1:])
    assert (code, output.out) == (1, "")
    assert output.err.splitlines()[0] == (
        f"{tmp_path}/empty.jsonl:1: [empty-file] found no line against at least one JSON object."
    )


def test_an_absent_file_is_no_traceback(files, monkeypatch, capsys):
    code, output = said_by_main(monkeypatch, capsys, "nowhere.jsonl", *files[1:])
    assert code == 1
    assert output.err.splitlines()[0].startswith("nowhere.jsonl:0: [unreadable-file] found no readable file: ")


def test_wrong_usage_is_exit_code_2(files, monkeypatch, capsys):
    code, output = said_by_main(monkeypatch, capsys, *files, "--seed", "-1")
    assert code == 2
    assert "Invalid value for '--seed'" in output.err
