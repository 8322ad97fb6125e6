"""How arguments are compared: the article held out takes no part in its own column."""

from hudna.model import Mention, Record, Span
from hudna_baselines.linear import selection
from hudna_baselines.linear.system import LinearBaseline


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
