"""Every rule has a valid and an invalid miniature, and says of each just what it should."""

from pathlib import Path

import pytest

from hudna.findings import InvalidDataError
from hudna.validate.paths import check_path
from hudna.validate.rules import LEVELS, RULES

MINIATURES = Path(__file__).parent / "rules"
IDS = [rule.id for rule in RULES]


def broken_rules(path):
    try:
        findings, _ = check_path(path, strict=True)
    except InvalidDataError as error:
        findings = error.findings
    return {finding.rule for finding in findings}


def miniature(rule, name):
    (path,) = (MINIATURES / rule).glob(f"{name}*")
    return path


def test_every_rule_has_miniatures_and_every_miniature_a_rule():
    assert sorted(path.name for path in MINIATURES.iterdir() if path.is_dir()) == sorted(IDS)


@pytest.mark.parametrize("rule", IDS)
def test_the_valid_miniature_breaks_no_rule(rule):
    assert broken_rules(miniature(rule, "valid")) == set()


@pytest.mark.parametrize("rule", IDS)
def test_the_invalid_miniature_breaks_its_rule_and_no_other(rule):
    assert broken_rules(miniature(rule, "invalid")) == {rule}


def test_ids_are_unique_and_levels_named():
    assert len(IDS) == len(set(IDS))
    assert {rule.level for rule in RULES} == set(LEVELS)


def test_rules_above_the_form_have_one_function_each():
    for rule in RULES:
        functions = [rule.of_record, rule.of_folder]
        assert sum(function is not None for function in functions) == (rule.level > 1), rule.id


def test_a_failing_level_stops_the_later_ones(tmp_path):
    """The text is too short for a span (level 2), and the type of that mention is unknown (level 4)."""
    text = (MINIATURES / "span-outside-text" / "invalid.jsonl").read_text(encoding="utf-8")
    path = tmp_path / "both.jsonl"
    path.write_text(text.replace('"type": "NORP"', '"type": "SOLDIER"'), encoding="utf-8")
    assert broken_rules(path) == {"span-outside-text"}


def test_findings_name_file_line_and_rule():
    path = miniature("surface-mismatch", "invalid")
    findings, _ = check_path(path)
    assert [str(finding) for finding in findings] == [
        f"{path}:4: [surface-mismatch] T2: found « فرنس» at [15, 20) against «فرنسا». These words begin at 16."
    ]
