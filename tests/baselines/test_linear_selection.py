"""How arguments are compared: the article held out takes no part in its own column."""

from dataclasses import asdict
from pathlib import Path

from click.testing import CliRunner

from hudna.model import Mention, Record, Span
from hudna_baselines.linear import selection
from hudna_baselines.linear.arguments import Arguments
from hudna_baselines.linear.selection import METRICS, TRIED, Choice
from hudna_baselines.linear.system import LinearBaseline

CARD = Path(__file__).parents[2] / "baselines" / "hudna_baselines" / "linear" / "README.md"


def example(number, name):
    mention = Mention(id="T1", type="GPE", start=0, end=len(name), text=name, form="NAM", head=Span(0, len(name)))
    return Record(article_id=number, edition="open", text=f"{name} بعيدة.", mentions=(mention,))


RECORDS = [example("1", "باكو"), example("2", "روما"), example("3", "دمشق")]


def test_each_article_is_left_out_of_what_its_own_choice_sees(monkeypatch):
    trained = []
    fit = LinearBaseline.fit

    def noted(self, records):
        trained.append((self.options.margin_tags, {record.article_id for record in records}))
        return fit(self, records)

    monkeypatch.setattr(LinearBaseline, "fit", noted)
    monkeypatch.setattr(selection, "TRIED", {"margin_tags": ((-99.0, 1.5), ("entities.strict",))})
    made = list(selection.choices(RECORDS))
    assert [(choice.argument, choice.article_id) for choice in made] == [("margin_tags", id_) for id_ in "123"]
    assert sorted(trained, key=repr) == sorted([(m, {id_}) for m in (-99.0, 1.5) for id_ in "123"], key=repr)
    assert all(choice.reached[-99.0] == 0.0 for choice in made)  # everything is O
    assert all(choice.best == 1.5 for choice in made)


def test_of_equals_the_smallest_is_chosen():
    assert selection.Choice(argument="c", article_id="1", reached={2.0: 0.5, 1.0: 0.5}).best == 1.0


def test_nested_each_article_is_predicted_with_what_was_chosen_without_it(monkeypatch):
    trained = []
    fit = LinearBaseline.fit

    def noted(self, records):
        trained.append((self.options.margin_tags, self.options.seen, {own.article_id for own in records}))
        return fit(self, records)

    monkeypatch.setattr(LinearBaseline, "fit", noted)
    made = [Choice(argument="margin_tags", article_id=id_, reached={float(id_): 0.5}) for id_ in "123"]
    made.append(Choice(argument="seen", article_id="2", reached={1: 0.5}))
    assert [own.article_id for own in selection.nested(RECORDS, made)] == ["1", "2", "3"]
    assert trained == [(1.0, 2, {"2", "3"}), (2.0, 1, {"1", "3"}), (3.0, 2, {"1", "2"})]


def test_every_argument_is_tried_around_its_default_and_by_a_metric_that_is_shown():
    assert set(TRIED) == set(asdict(Arguments()))
    assert all(getattr(Arguments(), name) in values for name, (values, _) in TRIED.items())
    assert all(metric in METRICS for _, metrics in TRIED.values() for metric in metrics)


def test_the_command_prints_rows_and_the_nested_scores(monkeypatch):
    """Values by hand: without each article both values do alike (no event, no number), so the smaller is chosen."""
    monkeypatch.setattr("hudna.dataset.read_dataset", lambda _: type("Corpus", (), {"records": RECORDS}))
    monkeypatch.setattr(selection, "TRIED", {"c_items": ((0.5, 1.0), ("events.attributes",))})
    lines = CliRunner().invoke(selection.command, [], catch_exceptions=False).stdout.splitlines()
    assert lines[:3] == [
        "| argument | values | default | decided by | without 1 | without 2 | without 3 |",
        "|---|---|---|---|---|---|---|",
        "| `c_items` | 0.5, 1 | 1 | events.attributes | 0.5 (+0.0000) | 0.5 (+0.0000) | 0.5 (+0.0000) |",
    ]
    assert lines[4:6] == ["| F1 | defaults | chosen by the other articles |", "|---|---|---|"]
    assert [line.split(" | ")[0] for line in lines[6:]] == [f"| {metric}" for metric in METRICS]
    assert lines[-1] == "| claims.q | - | - |"


def test_an_edition_without_enough_texts_is_refused():
    result = CliRunner().invoke(selection.command, ["--edition", "source"])
    assert result.exit_code == 2
    assert "found 0 articles with texts in edition 'source' against 3 or more" in " ".join(result.stderr.split())


def test_the_card_has_a_row_for_each_argument_as_the_command_tries_it():
    card = CARD.read_text(encoding="utf-8")
    for name, (values, metrics) in TRIED.items():
        tried, default = ", ".join(f"{value:g}" for value in values), getattr(Arguments(), name)
        assert f"| `{name}` | {tried} | {default:g} | {', '.join(metrics)} | " in card
