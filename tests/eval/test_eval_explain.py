"""The notes of metrics: all there, and METRICS.md is what the command prints."""

import pytest
from click.testing import CliRunner

from hudna_eval import evaluate
from hudna_eval.command import command
from hudna_eval.comparisons.scores import SLOTS
from hudna_eval.consistency.facts import LAYERS
from hudna_eval.metric_notes import METRIC_NOTES, explained
from hudna_eval.slice_notes import SLICE_NOTES


def run(*arguments):
    return CliRunner().invoke(command, arguments)


def test_every_metric_and_slot_of_a_report_has_a_note():
    from eval_cases import record

    report = evaluate([record()], [record()], views=["all"])
    compared = {f"comparisons.{slot}" for slot in SLOTS}
    consistent = {f"consistency.{layer}" for layer in LAYERS}
    errors = {*report.errors, "seen"}
    noted = {*report.scores, *report.slots, *report.views, *compared, *consistent, *errors, *SLICE_NOTES}
    assert set(METRIC_NOTES) == noted


def test_every_slice_of_the_baseline_s_report_has_a_note(dataset):
    open_edition = [item for item in dataset.records if item.edition == "open"]
    report = evaluate(open_edition, open_edition, train=open_edition[:1])
    groups = {name if name.startswith(("arg:", "num:")) else name.partition(":")[0] for name in report.by_slice}
    assert groups == set(METRIC_NOTES) & groups
    assert {"depth", "words", "form", "zone", "arg:cluster", "num:rtol1", "seen", "across_articles"} <= groups


@pytest.mark.parametrize("metric", METRIC_NOTES)
def test_a_note_says_definition_formula_undefined_case_and_source(metric):
    result = run("--explain", metric)
    assert (result.exit_code, result.stdout) == (0, explained(metric))
    note = METRIC_NOTES[metric]
    assert all((note.definition, note.formula, note.undefined, note.source))
    assert f"## {metric}\n\n{note.definition}\n" in result.stdout


def test_metrics_md_is_what_the_command_prints(root):
    assert (root / "eval" / "METRICS.md").read_text(encoding="utf-8") == run("--explain", "all").stdout


def test_an_unknown_metric_is_wrong_usage():
    result = run("--explain", "entities.nope")
    assert result.exit_code == 2
    assert "found entities.nope against one of all, entities.strict, " in result.output
