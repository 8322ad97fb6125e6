"""The linear baseline: learns from few examples, repeats itself, and keeps well in a folder."""

import json
from dataclasses import replace

import numpy as np
import pytest

from hudna.findings import InvalidDataError
from hudna.model import Argument, Event, Mention, Record, Span
from hudna_baselines.linear import LinearBaseline
from hudna_baselines.linear.arguments import Arguments
from hudna_baselines.linear.store import DESCRIPTION, WEIGHTS

PLACES = ("باكو", "روما", "دمشق", "موسكو", "بيروت", "عمان")


def example(number, place):
    text = f"تسلم الوفد الخرائط في {place} أمس. ثم عاد."
    at = text.index(place)
    return Record(
        article_id=f"{number:03}", edition="open", text=text, text_sha256=f"{number:064}",
        mentions=(
            Mention(id="T1", type="NORP", start=5, end=10, text="الوفد", form="NOM", head=Span(5, 10)),
            Mention(id="T2", type="GPE", start=at, end=at + len(place), text=place, form="NAM",
                    head=Span(at, at + len(place))),
        ),
        events=(
            Event(id="E1", type="Transfer.Handover", trigger=(Span(0, 4),), polarity="POS", realis="ACTUAL",
                  arguments=(Argument(role="Recipient", filler="T1"), Argument(role="Place", filler="T2"))),
        ),
    )  # fmt: skip


EXAMPLES = [example(number, place) for number, place in enumerate(PLACES)]


@pytest.fixture(scope="module")
def fitted():
    return LinearBaseline().fit(EXAMPLES)


def shown(record):
    names = {mention.id: mention.text for mention in record.mentions}
    return (
        {(mention.type, mention.text, mention.form) for mention in record.mentions},
        {(event.type, event.trigger_text, event.realis) for event in record.events},
        {(argument.role, names[argument.filler]) for event in record.events for argument in event.arguments},
    )


def test_what_examples_agree_on_is_found_in_another_text(fitted):
    unseen = replace(example(9, "باريس"), mentions=(), events=())
    mentions, events, arguments = shown(fitted.predict(unseen))
    assert mentions == {("NORP", "الوفد", "NOM"), ("GPE", "باريس", "NAM")}
    assert events == {("Transfer.Handover", ("تسلم",), "ACTUAL")}
    assert arguments == {("Recipient", "الوفد"), ("Place", "باريس")}


def test_a_prediction_is_that_of_the_article_without_its_text_and_blind_to_gold(fitted):
    record = EXAMPLES[0]
    made = fitted.predict(record)
    assert (made.article_id, made.edition, made.text_sha256, made.text) == ("000", "open", record.text_sha256, None)
    assert made == fitted.predict(replace(record, mentions=(), events=()))


@pytest.mark.parametrize("text", ["", "؟", "😀 \n\n", "ا" * 5000])
def test_any_text_is_annotated(fitted, text):
    assert fitted.predict(Record(article_id="x", text=text)).article_id == "x"


def test_training_changes_nothing_of_the_untrained_system_and_needs_articles():
    system = LinearBaseline()
    system.fit(EXAMPLES[:2])
    with pytest.raises(ValueError, match="found a linear baseline that is not fitted"):
        system.predict(EXAMPLES[0])
    with pytest.raises(ValueError, match="found no record to learn from"):
        system.fit([replace(EXAMPLES[0], text=None)])


def test_records_without_text_are_passed_over(fitted):
    assert LinearBaseline().fit([*EXAMPLES, Record(article_id="no-text")]).predict(EXAMPLES[0]) == fitted.predict(
        EXAMPLES[0]
    )


def test_arguments_are_plain():
    options = Arguments(c_tags=3.0)
    assert json.loads(json.dumps(LinearBaseline(options=options).arguments))["c_tags"] == 3.0


def test_a_folder_holds_the_same_system_and_the_same_bytes(fitted, tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    for folder, system in ((one, fitted), (two, LinearBaseline().fit(EXAMPLES))):
        folder.mkdir()
        system.save(folder)
    assert {path.name for path in one.iterdir()} == {DESCRIPTION, WEIGHTS}
    assert all((one / name).read_bytes() == (two / name).read_bytes() for name in (DESCRIPTION, WEIGHTS))
    kept = LinearBaseline.load(one, device="cpu")
    assert kept.predict(EXAMPLES[0]) == fitted.predict(EXAMPLES[0])
    assert kept.arguments == fitted.arguments


def test_only_a_fitted_system_is_kept(tmp_path):
    with pytest.raises(ValueError, match="not fitted"):
        LinearBaseline().save(tmp_path)


@pytest.fixture
def folder(fitted, tmp_path):
    fitted.save(tmp_path)
    return tmp_path


def described(folder, **changes):
    data = json.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))
    (folder / DESCRIPTION).write_text(json.dumps(data | changes), encoding="utf-8")


def missing(folder):
    (folder / WEIGHTS).unlink()


def no_archive(folder):
    (folder / WEIGHTS).write_bytes(b"PK nothing")


def pickled(folder):
    np.save(folder / "array.npy", np.array([{}], dtype=object), allow_pickle=True)
    (folder / "array.npy").replace(folder / WEIGHTS)


def other_label(folder):
    labels = json.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))["labels"]
    described(folder, labels=labels | {"tags.GPE": ["B", "I", "X"]})


def other_features(folder):
    described(folder, features={"words": [], "items": [], "pairs": []})


def other_arguments(folder):
    described(folder, arguments={"depth": 3})


def no_object(folder):
    (folder / DESCRIPTION).write_text("[]", encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "found"),
    [
        (missing, "FileNotFoundError"),
        (no_archive, "BadZipFile|ValueError"),
        (pickled, "ValueError"),
        (other_label, "tags.GPE has the label 'X'"),
        (other_features, r"has weights of shape \("),
        (other_arguments, "TypeError"),
        (no_object, "TypeError"),
    ],
)
def test_a_folder_that_was_not_written_so_is_refused(folder, spoil, found):
    spoil(folder)
    with pytest.raises(InvalidDataError, match=rf"\[unreadable-model\] found .*({found})"):
        LinearBaseline.load(folder)
