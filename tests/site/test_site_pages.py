"""The pages as documents: well formed, self-contained, right to left, escaped, and the same every time."""

import re
from dataclasses import replace

import pytest
from site_cases import HOSTILE, Page, hostile, made, miniature

from hudna.hydrate.join import hydrated
from hudna.model import Attribution, Span
from hudna.site.shared import claims, compared, quantities
from hudna.site.style import css_string, source_hash


@pytest.fixture(scope="module")
def site(dataset):
    return made(dataset)


@pytest.fixture(scope="module")
def read(site):
    return {name: Page(html) for name, html in site.items()}


def test_the_pages_there_are(site):
    articles = [f"article-00{n}.html" for n in range(5)]
    assert list(site) == ["index.html", *articles, "claims.html", "entities.html", "events.html", "results.html"]


def test_ids_are_there_once_and_every_link_leads_somewhere(read):
    for name, page in read.items():
        assert [id_ for id_, count in page.ids.items() if count > 1] == [], name
        for href in page.links:
            file, _, fragment = href.partition("#")
            assert href == "data:," or (file or name) in read, (name, href)
            assert not fragment or fragment in read[file or name].ids, (name, href)
        for _, own in page.tags:
            for attribute in ("aria-describedby", "aria-labelledby"):
                assert own.get(attribute, "main") in page.ids, (name, own)


def test_nothing_comes_from_elsewhere_and_the_policy_says_so(site, read):
    for name, page in read.items():
        policy = next(own["content"] for own in page.all("meta") if own.get("http-equiv") == "Content-Security-Policy")
        assert policy.startswith("default-src 'none'; ")
        assert source_hash(page.raw["style"]) in policy
        assert source_hash(page.raw["script"]) in policy
        assert "unsafe" not in policy
        assert not re.search(r"@import|url\((?!#)", site[name])
        assert not [own for _, own in page.tags if "style" in own or any(key.startswith("on") for key in own)]
        assert len(page.all("style")) == len(page.all("script")) == 1


def test_every_page_fits_a_phone_has_one_heading_and_says_its_language(read):
    for page in read.values():
        assert page.all("html") == [{"lang": "en"}]
        assert {"name": "viewport", "content": "width=device-width, initial-scale=1"} in page.all("meta")
        assert len(page.all("h1")) == len(page.all("main")) == 1
        assert page.all("title")


def test_every_page_says_whose_words_it_uses_and_who_annotated(site):
    for html in site.values():
        footer = html.partition("<footer>")[2]
        assert "named as the texts name them" in footer
        assert "the project takes no position on the conflict" in footer
        assert "no human has reviewed the annotation" in footer


def test_texts_are_right_to_left(read):
    for n in range(5):
        texts = [own for own in read[f"article-00{n}.html"].all("div") if own.get("class") == "text"]
        assert [(own["lang"], own["dir"]) for own in texts] == [("ar", "rtl")]


def test_every_gold_span_has_its_words(dataset, read):
    for record in (record for record in dataset.records if record.edition == "open"):
        found = read[f"article-{record.article_id}.html"].marks
        for mention in record.mentions:
            assert found[f"open:{mention.id}"] == mention.text
        for event in record.events:
            assert found[f"open:{event.id}"] == "".join(span.of(record.text) for span in sorted(event.trigger))
        for claim in record.numeric_claims:
            assert found[f"open:{claim.id}"] == claim.text
            if claim.number:
                assert found[f"open:{claim.id}:number"] == claim.number.of(record.text)
            for cue in (link.cue for link in claim.attribution if link.cue):
                assert found[f"open:cue:{cue.start}:{cue.end}"] == cue.of(record.text)


def test_without_its_text_the_source_edition_is_a_list(dataset, site):
    record = next(record for record in dataset.records if record.key == ("003", "source"))
    html = site["article-003.html"]
    assert html.count("belongs to its publisher and is not here") == 1
    assert not any(name.startswith("source:") for name in Page(html).marks)
    assert "[id=" not in "".join(line for line in html.splitlines() if "source:" in line and ".doc" in line)
    for mention in record.mentions:
        assert f'id="source:{mention.id}:note"' in html
        assert f"{mention.start}–{mention.end}" in html
    assert "it holds them" not in site["index.html"]


def test_with_the_texts_at_hand_both_editions_are_there(dataset, articles_folder):
    made_with = hydrated(dataset, articles_folder)
    site = made(made_with)
    assert "so it is not for publication" in site["index.html"]
    for record in made_with.records:
        found = Page(site[f"article-{record.article_id}.html"]).marks
        for mention in record.mentions:
            assert found[f"{record.edition}:{mention.id}"] == mention.span.of(record.text)


def test_shared_ids_are_linked_across_editions_and_articles(dataset, site, read):
    for name, ids in (
        ("entities.html", {mention.entity_id for record in dataset.records for mention in record.mentions} - {None}),
        ("events.html", {event.event_id for record in dataset.records for event in record.events} - {None}),
    ):
        assert ids <= set(read[name].ids)
        linked = {
            href.partition("#")[2] for page in read.values() for href in page.links if href.startswith(f"{name}#")
        }
        assert ids == linked
    armenia = site["entities.html"].split('id="armenia"')[1].split('</li>\n<li class="note"')[0]
    assert all(f'href="article-00{n}.html#open:' in armenia and "#source:" in armenia for n in range(5))


def test_the_style_lights_up_arguments_with_their_roles(site):
    style = Page(site["article-001.html"]).raw["style"]
    rule = '.doc:has([data-of="open:E1"]:is(:hover,:focus)) [id="open:T1"]::before'
    role = 'content: "Party"'
    assert any(rule in line and role in line for line in style.splitlines())


def test_the_same_data_give_the_same_bytes(dataset, site):
    assert made(dataset) == site


def test_markup_in_the_data_stays_text():
    site = made(hostile())
    for name, html in site.items():
        page = Page(html)
        assert len(page.all("script")) == len(page.all("style")) == 1, name
        assert not page.all("img"), name
        assert "alert(1)" not in page.raw["script"], name
        assert "<script>alert" not in html, name
        assert "onerror=alert(1)>" not in html, name
        assert "49" not in re.sub(r"[0-9a-f]{64}|<style>.*</style>|sha256-\S+", "", html, flags=re.DOTALL), name
    assert "{{7*7}}" in site["index.html"]


def test_css_strings_cannot_end_early():
    assert css_string("Side") == '"Side"'
    assert css_string('"</style>') == '"\\22 \\3c \\2f style\\3e "'
    assert HOSTILE not in css_string(HOSTILE)


def test_chains_of_attribution_are_outermost_first():
    small = miniature()
    record = next(record for record in small.records if record.edition == "open")
    (claim,) = record.numeric_claims
    links = (Attribution(source="T2"), Attribution(source=None, cue=Span(45, 49), cue_text="أعلن"))
    told = replace(record, numeric_claims=(replace(claim, attribution=links),))
    html = made(replace(small, records=(told,)))["article-900.html"]
    plain = re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", html.split('class="chain"')[1].split("</ol>")[0]))
    assert plain == "> فرنسا unnamed أعلن "
    assert "said by \u2068فرنسا\u2069 → \u2068unnamed\u2069 (\u2068أعلن\u2069)" in html


def test_quantities_are_what_comparisons_connect(dataset):
    named = claims(dataset)
    assert list(named)[:3] == ["000:N1", "000:N2", "000:N3"]
    assert list(named).index("004:N9") < list(named).index("004:N10")
    found = quantities(dataset, named)
    fighting = [[row["id"] for row in cell] for cell in found[0].cells]
    assert fighting == [["N1", "N5"], [], ["N1"], ["N1"], []]
    assert {one.id for one in found[0].comparisons} == {"C01", "C02", "C03", "C13", "C14", "C21"}
    same = [one for one in dataset.comparisons if one.comparability == "same_quantity"]
    assert sorted(one.id for quantity in found for one in quantity.comparisons) == sorted(one.id for one in same)
    assert len(list(compared(dataset, named))) == len(dataset.comparisons)
