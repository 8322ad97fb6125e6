"""Folds keep an article out, whole, and show a baseline nothing of its gold."""

from dataclasses import replace

import pytest

from hudna.model import Mention, Record
from hudna_baselines import folds as module
from hudna_baselines.folds import folds, predict_fold, without_gold


def record(article_id, edition):
    mention = Mention(id="T1", type="GPE", start=0, end=4, text="روما")
    return Record(article_id=article_id, edition=edition, text="روما.", dateline="2020-01-01", mentions=(mention,))


RECORDS = [record(article_id, edition) for edition in ("open", "source") for article_id in ("2", "1", "3")]


def test_both_editions_of_an_article_are_on_the_same_side():
    made = list(folds(RECORDS))
    assert [fold.article_id for fold in made] == ["1", "2", "3"]
    for fold in made:
        assert {item.article_id for item in fold.test} == {fold.article_id}
        assert {item.edition for item in fold.test} == {"open", "source"}
        assert fold.article_id not in {item.article_id for item in fold.train}
        assert len(fold.train) + len(fold.test) == len(RECORDS)


def test_what_a_system_sees_has_no_gold():
    seen = without_gold(RECORDS[0])
    assert (seen.text, seen.dateline, seen.mentions) == ("روما.", "2020-01-01", ())


class Spy:
    """A baseline that remembers what it was given."""

    name = "spy"

    def __init__(self):
        self.trained = ()

    def fit(self, records):
        self.trained = records
        return self

    def predict(self, record):
        assert record.mentions == ()
        return replace(record, text=None, dateline=",".join(sorted({item.article_id for item in self.trained})))


def test_a_fold_trains_on_the_others_and_predicts_one_edition(monkeypatch):
    monkeypatch.setattr(module, "load_baseline", lambda _: Spy())
    second = list(folds(RECORDS))[1]
    assert [(item.key, item.dateline) for item in predict_fold("spy", second, "open")] == [(("2", "open"), "1,3")]


def test_an_unknown_baseline_is_an_error():
    with pytest.raises(KeyError, match="nothing"):
        predict_fold("nothing", next(folds(RECORDS)), "open")
