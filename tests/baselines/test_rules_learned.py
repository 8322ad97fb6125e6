"""What `fit` learns reaches further than the forms that were annotated, and no further than training texts allow."""

from rules_readings import events, found

from hudna.model import Event, Mention, Record, Span
from hudna_baselines.base import load_baseline
from hudna_baselines.rules.learned import learn


def record(text, *, names=(), triggers=()):
    """A record with GPE names and Life.Die triggers annotated wherever they first stand; a trigger is its fragments."""

    def span(words):
        return Span(text.index(words), text.index(words) + len(words))

    mentions = tuple(
        Mention(id=f"m{at}", type="GPE", start=span(name).start, end=span(name).end, text=name, form="NAM")
        for at, name in enumerate(names)
    )
    found_events = tuple(
        Event(id=f"e{at}", type="Life.Die", trigger=tuple(map(span, fragments)), trigger_text=fragments)
        for at, fragments in enumerate(triggers)
    )
    return Record(article_id="a", text=text, mentions=mentions, events=found_events)


def read(text, *training):
    return load_baseline("rules").fit(training).predict(Record(article_id="b", text=text))


def test_a_learned_trigger_is_known_with_case_article_and_persons():
    training = record("وصل ثثثثث", triggers=[("ثثثثث",)])
    for form in ("الثثثثث", "ثثثثثا", "ثثثثثت", "ثثثثثوا", "ثثثثث"):
        assert events(read(f"كان {form} هنا", training)) == [("Life.Die", (form,))]
    assert events(read("كان ثثثثثيات هنا", training)) == []


def test_an_inflection_that_training_texts_hold_otherwise_is_not_learned():
    training = record("وصل ثثثثث", triggers=[("ثثثثث",)])
    other = Record(article_id="c", text="رأى الثثثثث")
    assert events(read("كان الثثثثث هنا", training, other)) == []
    assert events(read("كان ثثثثث هنا", training, other)) == [("Life.Die", ("ثثثثث",))]


def test_a_learned_trigger_of_two_fragments_is_found_around_other_words():
    training = record("ثثثثث الوفد ششششش", triggers=[("ثثثثث", "ششششش")])
    assert events(read("ثثثثث رئيس الوفد ششششش", training)) == [("Life.Die", ("ثثثثث", "ششششش"))]
    assert events(read("ثثثثث رئيس الوفد", training)) == []


def test_a_learned_place_brings_its_adjective():
    training = record("في ثثثثثا", names=["ثثثثثا"])
    predicted = read("وصل الوفد الثثثثثي", training)
    assert found(predicted, "GPE") == [("GPE", "الثثثثثي")]
    assert [mention.form for mention in predicted.mentions if mention.type == "GPE"] == ["ADJ"]


def test_what_is_inflected_is_kept_apart_from_what_is_annotated():
    learned = learn([record("وصل ثثثثث", triggers=[("ثثثثث",)])])
    assert learned.triggers == {"ثثثثث": "Life.Die"}
    assert "الثثثثث" in learned.inflected
    assert "ثثثثث" not in learned.inflected
