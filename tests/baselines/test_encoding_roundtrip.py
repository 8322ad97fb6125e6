"""Gold survives the encoding, and the README says what does not."""

import pytest

from hudna_baselines.encoding.ceiling import (
    HELD,
    HELD_SLOTS,
    LIMITED,
    LIMITED_SLOTS,
    README,
    ceiling,
    command,
    returned,
    rewritten,
    table,
)


@pytest.fixture(scope="module")
def gold(dataset):
    return [record for record in dataset.records if record.edition == "open"]


@pytest.fixture(scope="module")
def report(gold):
    return ceiling(gold)


@pytest.fixture(scope="module")
def source_report(dataset, articles_folder):
    from hudna.hydrate.join import hydrated

    return ceiling([record for record in hydrated(dataset, articles_folder).records if record.edition == "source"])


@pytest.mark.parametrize("metric", HELD)
def test_a_metric_that_is_held_loses_nothing(report, metric):
    assert report.scores[metric].f1 == 1.0


@pytest.mark.parametrize("slot", HELD_SLOTS)
def test_a_slot_that_is_held_loses_nothing(report, slot):
    assert report.slots[slot].correct == report.slots[slot].total > 0


@pytest.mark.parametrize("metric", HELD)
def test_a_metric_is_held_on_the_source_texts_too(source_report, metric):
    assert source_report.scores[metric].f1 == 1.0


def test_what_is_called_limited_is(report):
    assert all(report.scores[metric].f1 < 1.0 for metric in LIMITED)
    assert all(report.slots[slot].correct < report.slots[slot].total for slot in LIMITED_SLOTS)


def test_no_argument_is_made_up(report):
    assert report.scores["events.ac+"].precision == 1.0


def test_the_readme_has_the_tables_of_this_state(report):
    readme = README.read_text(encoding="utf-8")
    assert rewritten(readme, table(report)) == readme, "run `python -m hudna_baselines.encoding.ceiling --write`"


def test_a_readme_without_markers_is_refused():
    with pytest.raises(ValueError, match="found a README without <!-- ceiling: begin -->"):
        rewritten("no markers", "a table")


def test_spans_come_back_to_the_code_point(gold):
    for before, after in zip(gold, returned(gold), strict=True):
        assert {(m.type, m.span) for m in before.mentions} == {(m.type, m.span) for m in after.mentions}
        assert {(e.type, e.trigger) for e in before.events} == {(e.type, e.trigger) for e in after.events}
        assert {c.number for c in before.numeric_claims} == {c.number for c in after.numeric_claims}
        assert all(mention.span.of(before.text) == mention.text for mention in after.mentions)


def test_forms_and_values_come_back(gold):
    """All forms; all values but that of the one date that the reader does not know."""
    lost = []
    for before, after in zip(gold, returned(gold), strict=True):
        again = {(mention.type, mention.span): mention for mention in after.mentions}
        for mention in before.mentions:
            other = again[mention.type, mention.span]
            assert mention.form == other.form
            lost += [mention.value] if mention.value != other.value else []
    assert len(lost) == 1


def test_the_command_names_an_edition_without_texts():
    from click.testing import CliRunner

    result = CliRunner().invoke(command, ["--edition", "source"])
    assert result.exit_code == 2
    assert "no text of edition 'source'" in result.output
