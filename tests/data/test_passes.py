"""Gold follows from the two passes and the decisions between them, and from nothing else."""

import pytest

from hudna.formats.annotation import annotation_text, read_annotation
from hudna.passes.decisions import read_adjudication
from hudna.passes.folder import gold_of, pending_rows, texts

from ..conftest import ROOT

FOLDER = ROOT / "annotations"
TEXTS = texts(FOLDER)


def test_every_gold_text_has_two_passes():
    gold = {f"{path.parent.name}/{path.stem}" for path in (FOLDER / "gold").glob("*/*.jsonl")}
    assert set(TEXTS) == gold


@pytest.mark.parametrize("text", TEXTS)
def test_gold_is_rebuilt_byte_for_byte(text):
    stored = (FOLDER / "gold" / f"{text}.jsonl").read_text(encoding="utf-8")
    assert annotation_text(gold_of(FOLDER, text)) == stored


@pytest.mark.parametrize("text", TEXTS)
def test_every_decision_names_its_rule_and_reason(text):
    adjudication = read_adjudication(FOLDER / "adjudication" / f"{text}.jsonl")
    for line, decision in adjudication.decisions:
        assert decision.rule.strip(), line
        assert decision.why.strip(), line


def test_nothing_is_pending():
    assert list(pending_rows(FOLDER, None)) == []


@pytest.mark.parametrize("annotator", ["a", "b"])
@pytest.mark.parametrize("text", TEXTS)
def test_passes_are_in_canonical_form_and_of_the_text_that_gold_is_of(annotator, text):
    path = FOLDER / "passes" / annotator / f"{text}.jsonl"
    annotation = read_annotation(path)
    assert annotation_text(annotation) == path.read_text(encoding="utf-8")
    gold = read_annotation(FOLDER / "gold" / f"{text}.jsonl")
    assert annotation.record.text_sha256 == gold.record.text_sha256
