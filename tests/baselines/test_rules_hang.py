"""No run of anything keeps the rules busy: time grows with the text, whatever the text is."""

import time

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from rules_readings import predicted

from hudna.arabic.quantities import quantity_words
from hudna_baselines.rules.lexicon import rows

LENGTH = 20_000
SECONDS = 4
"""Of processor time; about half a second at most on an idle machine. What is quadratic takes minutes."""

QUICK = [Phase.explicit, Phase.generate]
"""Nothing is shrunk: each try would take as long as the first."""

MONTHS = ["يناير", "كانون الثاني", "تشرين الأول", "نوفمبر", "محرم", "أيلول سبتمبر"]
NUMBERS = ["مئة", "مائتين", "ألف", "مليون", "ثلاثة", "عشرون", "نصف", "ثلث", "أحد عشر", "خامس", "أكثر من", "بين"]
SIGNS = ["1", "٩", "٫", "٬", ",", ".", "-", "–", "/", ":", "%", "(", ")", "«", "…", "\u0640", "\u064b", "\u200f"]
LETTERS = ["و", "ب", "ل", "ك", "ف", "س", "ال", "لل", "وال", "وبال", "ها", "هم"]
SPACES = [" ", "\n", "\t", "\u00a0", "\u2003", "  "]
WORDS = [
    "يوم",
    "أسبوع",
    "ساعة",
    "مدينة",
    "رئيس",
    "الرئيس",
    "بن",
    "قتل",
    "إطلاق",
    "وقف",
    "وقف إطلاق النار",
    "الفرنسي",
    "كندا",
]
ATOMS = [*MONTHS, *NUMBERS, *SIGNS, *LETTERS, *SPACES, *WORDS]


def seconds(text):
    began = time.process_time()
    predicted(text, "2022-05-13")
    return time.process_time() - began


def run_of(atoms, glue, length=LENGTH):
    unit = glue.join(atoms) + glue
    return unit * (length // len(unit))


@pytest.fixture(scope="module", autouse=True)
def loaded():
    predicted("كندا")


@pytest.mark.parametrize("glue", ["", " ", " و", "، "])
@pytest.mark.parametrize("atoms", [MONTHS, NUMBERS, SIGNS, LETTERS, SPACES, WORDS, ATOMS], ids=str)
def test_runs_of_one_kind_end(atoms, glue):
    assert seconds(run_of(atoms, glue)) < SECONDS


@pytest.mark.parametrize(
    "atom", [*ATOMS, "1,", "1.", "1-", "1/", "12:", "ألف و", "مئة ", "بين 1 و", "يوم 5 مايو ", "ال "]
)
def test_runs_of_one_thing_end(atom):
    assert seconds(run_of([atom], "")) < SECONDS


@settings(max_examples=60, deadline=None, phases=QUICK)
@given(st.lists(st.sampled_from(ATOMS), min_size=1, max_size=4), st.sampled_from(["", " ", " و", "\n"]))
def test_runs_of_any_mixture_end(atoms, glue):
    assert seconds(run_of(atoms, glue)) < SECONDS


TRIGGERS = {form for row in rows("triggers") for form in row[-1].split() if form not in "|/"}


@settings(max_examples=25, deadline=None, phases=QUICK)
@given(st.lists(st.sampled_from(sorted(quantity_words() | TRIGGERS)), min_size=1, max_size=5))
def test_runs_of_lexicon_words_end(words):
    assert seconds(run_of(words, " ")) < SECONDS


@pytest.mark.parametrize("atom", ["1", "و", "و ", "ألف و", " ", "يناير ", "1,", "كندا و"])
def test_ten_times_the_text_takes_ten_times_the_time(atom):
    """Twenty-five times are allowed, so that a busy machine does not fail; the square would be a hundred."""
    short = max(min(seconds(atom * 500) for _ in range(2)), 0.005)
    assert min(seconds(atom * 5_000) for _ in range(2)) < 25 * short
