"""The package as it is documented: its example, its table of values, and a lexicon that says where it comes from."""

import doctest
from collections import Counter
from importlib.resources import files

from hudna.arabic import timex
from hudna.arabic.normalise import comparison_form
from hudna.arabic.timex.zones import zones
from hudna.values import Timex

LINES = files("hudna.arabic.timex").joinpath("lexicon.tsv").read_text(encoding="utf-8").splitlines()
ROWS = [line.split("\t") for line in LINES if line and not line.startswith("#")]


def test_the_example_holds():
    result = doctest.testmod(timex)
    assert result.attempted >= 4
    assert result.failed == 0


def test_the_values_that_the_table_names_are_values():
    rows = [line for line in timex.__doc__.splitlines() if line.startswith(("| DATE", "| TIME", "| DURATION"))]
    named = [value for row in rows for value in row.split("|")[3].strip().split(", ")]
    assert len(named) >= 20
    assert [str(Timex(value)) for value in named] == named


def test_the_lexicon_says_where_it_comes_from():
    assert LINES[0].startswith("# Origin: ")
    assert LINES[1] == "# Licence: Apache-2.0."


def test_rows_have_three_cells_and_no_form_has_two_values():
    assert {len(row) for row in ROWS} == {3}
    values = {(row[0], comparison_form(form), row[1]) for row in ROWS for form in row[2].split("|")}
    doubled = Counter((class_, form) for class_, form, _ in values)
    assert [key for key, times in doubled.items() if times > 1] == []


def test_zones_are_known_by_city_and_country():
    known = zones().first_words
    assert {"موسكو", "القاهره", "بيروت", "قطر", "لبنان", "غرينتش"} <= known
