"""Numeric claims as the pages show them: coordinated sources, several fillers, durations in words."""

import re
from dataclasses import replace

import pytest
from site_cases import made, miniature

from hudna.model import Attribution, Span
from hudna.site.claim_rows import bounds, claims, quantity, spelled, step_numbers
from hudna.site.edition import edition
from hudna.site.style import links
from hudna.site.words import claim_note

CUE, OTHER = Span(45, 49), Span(50, 55)


def told(**changed):
    """The open edition of the miniature, its claim changed."""
    record = next(record for record in miniature().records if record.edition == "open")
    return replace(record, numeric_claims=(replace(record.numeric_claims[0], **changed),))


def by(source, cue=None):
    return Attribution(source=source, cue=cue, cue_text=None if cue is None else "أعلن")


def page(record):
    return made(replace(miniature(), records=(record,)))["article-900.html"]


def plain(html):
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", "", html)).strip()


@pytest.mark.parametrize(
    ("chain", "numbers"),
    [
        ((), []),
        ((by("T1"), by("T2", CUE), by("T3", CUE)), [1, 2, 2]),
        ((by("T1", CUE), by("T2", OTHER), by("T3", CUE)), [1, 2, 3]),
        ((by("T1"), by("T2")), [1, 2]),
        ((by("T1", CUE), by("T2", CUE), by("T3", CUE), by("T4")), [1, 1, 1, 2]),
    ],
)
def test_links_with_the_same_cue_in_a_row_are_one_step(chain, numbers):
    assert list(step_numbers(chain)) == numbers


def test_coordinated_sources_stand_side_by_side_and_not_in_a_chain():
    record = told(attribution=(by("T2"), by("T1", CUE), by(None, CUE)))
    first, second = (next(one.text for one in record.mentions if one.id == id_) for id_ in ("T2", "T1"))
    html = page(record)
    steps = html.split('<ol class="chain">')[1].split("</ol>")[0].split("</li>")
    assert [plain(step) for step in steps] == [first, f"{second} and unnamed أعلن", ""]
    ((claim, row),) = claims(record)
    isolated = [f"\u2068{text}\u2069" for text in (first, second, "unnamed", "أعلن")]
    assert claim_note(claim, row).endswith("said by {} → {} and {} ({})".format(*isolated))


def test_three_coordinated_sources_are_a_list():
    record = told(attribution=(by(None, CUE), by(None, CUE), by(None, CUE)))
    assert "<li><em>unnamed</em>, <em>unnamed</em> and <em>unnamed</em> <span" in page(record)
    ((claim, row),) = claims(record)
    assert "said by \u2068unnamed\u2069, \u2068unnamed\u2069 and \u2068unnamed\u2069 (" in claim_note(claim, row)


def test_coordinated_sources_light_up_with_one_number():
    record = told(attribution=(by("T2"), by("T1", CUE), by("T3", CUE)))
    lit = {label for _, _, label in links(edition(record, {}))}
    assert {"source 1", "source 2", "cue 2"} <= lit
    assert not {"source 3", "cue 3"} & lit


def test_several_fillers_are_apart():
    first, second = (one for one in told().mentions if one.id in ("T1", "T2"))
    record = told(quantified=("T1", "T2"))
    listed = f'<span lang="ar" dir="rtl"><bdi>{first.text}</bdi>، <bdi>{second.text}</bdi></span>'
    site = made(replace(miniature(), records=(record,)))
    assert f"<dt>counts</dt><dd>{listed}</dd>" in site["article-900.html"]
    assert f"<td>{listed}</td>" in site["claims.html"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("P6W", "6 weeks"),
        ("P1M", "1 month"),
        ("PT1M", "1 minute"),
        ("P1.5M", "1.5 months"),
        ("P1Y6M2DT10H30M5S", "1 year 6 months 2 days 10 hours 30 minutes 5 seconds"),
        ("(P1M, …)", "(1 month, …)"),
        ("≈ P30Y", "≈ 30 years"),
        ("–", "–"),
        ("[200, 999]", "[200, 999]"),
    ],
)
def test_durations_are_in_words(text, words):
    assert spelled(text) == words


def row(**changed):
    return {"kind": "COUNT", "value": "44", "unit": "prisoner", "mod": "EXACT", "interval": "[44, 44]", **changed}


def test_a_duration_says_its_unit_once():
    assert quantity(row()) == "44 prisoner"
    assert quantity(row(value=None, unit="person")) == "— person"
    assert quantity(row(kind="DURATION", value="P6W", unit="week")) == "6 weeks"
    assert quantity(row(kind="DURATION", value=None, unit="week")) == "— week"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, None),
        ({"interval": None, "mod": "VAGUE"}, None),
        ({"interval": "≈ P30Y", "mod": "APPROX"}, None),
        ({"interval": "[200, 999]", "mod": "VAGUE"}, "[200, 999]"),
        ({"interval": "(…, P1W]", "mod": "EQUAL_OR_LESS"}, "(…, 1 week]"),
    ],
)
def test_an_interval_is_said_where_it_adds_something(changed, said):
    assert bounds(row(**changed)) == said


def test_no_duration_of_the_dataset_is_shown_as_a_code(dataset):
    site = made(dataset)
    articles = [html for name, html in site.items() if name.startswith("article-")]
    values = [value for html in articles for value in re.findall(r"<dt>value</dt><dd>(.*?)</dd>", html)]
    assert "6 weeks EXACT" in values
    assert [value for value in values if re.search(r"\bPT?[0-9]", value)] == []
    assert re.findall(r"\bPT?[0-9.]+[YMWDH]\b", plain(site["claims.html"].split("<main")[1])) == []
