"""The site in headless Chromium: direction, spans, keyboard, phone, dark mode, contrast, and no request to anywhere.

Screenshots are kept in $HUDNA_ARTEFACTS, else in the folder of the test run.
"""

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from hudna.formats.interchange import write_records
from hudna.site.colours import contrast
from hudna.site.pages import Contents
from hudna.site.scores import results
from hudna.site.write import write_site

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (extra: browser)")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium here; `apt-get install chromium` brings it")

PATIENCE = 180_000
"""Milliseconds; far more than it takes, so that a busy machine fails nothing."""

DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
PAPER = {"width": 718, "height": 1047}
"""A4 with margins of a centimetre, in pixels of CSS."""

PAGES = (
    "index.html",
    "article-004.html",
    "claims.html",
    "entities.html",
    "events.html",
    "results.html",
    "system-1.html",
)

MARKS = """() => Object.fromEntries([...document.querySelectorAll('.text mark')].reduce((found, mark) =>
  found.set(mark.dataset.of, (found.get(mark.dataset.of) ?? '') + mark.textContent), new Map()))"""
COLOURS = """() => {
  const seen = new Map(), walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const back = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (colour !== 'rgba(0, 0, 0, 0)') return colour;
    }
  };
  while (walker.nextNode()) {
    const own = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || own.closest('script, .skip')) continue;
    const style = getComputedStyle(own);
    const front = own.namespaceURI.endsWith('svg') ? style.fill : style.color;
    seen.set(`${front} on ${back(own)}`, [front, back(own), own.outerHTML.slice(0, 120)]);
  }
  return [...seen.values()];
}"""


SCROLLED = """() => [...document.querySelectorAll('.scroll')].filter(one => one.scrollWidth > one.clientWidth)
  .map(one => {
    one.scrollLeft = 120;
    const inside = one.getBoundingClientRect().left + one.clientLeft;
    const first = [...one.querySelectorAll('th:first-child')].map(cell => cell.getBoundingClientRect());
    return [getComputedStyle(one, '::before').content, getComputedStyle(one).backgroundImage, one.scrollLeft,
      [...new Set(first.map(box => Math.round(box.left - inside)))], Math.max(...first.map(box => box.width))];
  })"""
CLOSED = """() => [...document.querySelectorAll('details > :not(summary)')]
  .filter(one => !one.checkVisibility({contentVisibilityAuto: true})).length"""
TOO_WIDE = """() => [...document.querySelectorAll('.scroll')].filter(one => one.scrollWidth > one.clientWidth)
  .map(one => `${one.getAttribute('aria-label')}: ${one.scrollWidth} of ${one.clientWidth}`)"""


def hexed(colour):
    """`rgb(1, 2, 3)` as `#010203`; anything with transparency would not be a colour that contrast is known of."""
    assert colour.startswith("rgb("), colour
    return "#" + "".join(f"{int(part):02x}" for part in colour[4:-1].split(","))


@pytest.fixture(scope="module")
def site(dataset, tmp_path_factory):
    """The embedded dataset, with predictions that miss a part of each layer, as a result and as a system."""
    folder = tmp_path_factory.mktemp("site")
    own = [record for record in dataset.records if record.edition == "open"]
    less = [
        replace(
            record, text=None, zones=(), mentions=tuple(replace(one, type="GPE") for one in record.mentions),
            events=tuple(replace(one, realis="OTHER") for one in record.events), numeric_claims=(),
        )
        for record in own
    ]  # fmt: skip
    write_records(less, folder / "less.jsonl")
    made = results(dataset, folder / "less.jsonl", "less")
    write_site(Contents(dataset=dataset, results=made, systems=made), folder / "site")
    return folder / "site"


@pytest.fixture(scope="module")
def browser():
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments, timeout=PATIENCE)
        yield started
        started.close()


@pytest.fixture
def visit(browser, site):
    """Opens a page of the site; when the test ends, nothing may have been said on the console or asked of a network."""
    said, asked, contexts = [], [], []

    def open_(name, viewport=DESKTOP, scheme="light", **options):
        context = browser.new_context(viewport=viewport, color_scheme=scheme, reduced_motion="reduce", **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto((site / name).as_uri())
        return page

    yield open_
    for context in contexts:
        context.close()
    assert said == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


@pytest.fixture(scope="session")
def artefacts(tmp_path_factory):
    named = os.environ.get("HUDNA_ARTEFACTS")
    folder = Path(named) if named else tmp_path_factory.mktemp("artefacts")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def of(page, name):
    return page.locator(f'.text mark[id="{name}"]')


@pytest.mark.parametrize("number", range(5))
def test_each_gold_span_is_there_with_its_text(visit, dataset, number):
    record = dataset.records[number]
    assert record.edition == "open"
    page = visit(f"article-{record.article_id}.html")
    found = page.evaluate(MARKS)
    wanted = {f"open:{mention.id}": mention.text for mention in record.mentions}
    wanted |= {f"open:{claim.id}": claim.text for claim in record.numeric_claims}
    for event in record.events:
        wanted[f"open:{event.id}"] = "".join(span.of(record.text) for span in sorted(event.trigger))
    assert {name: found.get(name) for name in wanted} == wanted
    text = page.locator(".text").first
    assert text.evaluate("element => getComputedStyle(element).direction") == "rtl"
    assert text.evaluate("element => getComputedStyle(element).textAlign") == "start"
    assert "".join(text.text_content().split()) == "".join(record.text.split())


def test_arrow_keys_go_through_a_text_and_tab_leaves_it(visit):
    page = visit("article-001.html")
    order = page.evaluate("[...document.querySelectorAll('.text mark[tabindex]')].map(mark => mark.id)")
    focused = "document.activeElement.id"
    page.locator("#show-labels").focus()
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == order[0]
    walked = []
    for key in ("ArrowLeft", "ArrowLeft", "ArrowRight", "End", "ArrowLeft", "Home"):
        page.keyboard.press(key)
        walked.append(order.index(page.evaluate(focused)))
    assert walked == [1, 2, 1, len(order) - 1, len(order) - 1, 0]
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.closest('.text')")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(focused) == order[0]
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == f"#{order[0]}:note"
    of(page, order[3]).focus()
    page.keyboard.press("Escape")
    assert not page.evaluate("document.activeElement.closest('.text')")


def test_a_layer_that_is_off_is_passed_over(visit):
    page = visit("article-001.html")
    page.locator("#show-mentions").uncheck()
    page.locator(".text mark[tabindex].trigger").first.focus()
    walked = []
    for _ in range(4):
        page.keyboard.press("ArrowLeft")
        walked.append(page.evaluate("[document.activeElement.id, document.activeElement.classList[0]]"))
    assert len({id_ for id_, _ in walked}) == 4
    assert {kind for _, kind in walked} <= {"trigger", "claim"}


@pytest.mark.parametrize("scripts", [True, False])
def test_an_event_lights_up_its_arguments_with_their_roles(visit, dataset, scripts):
    """With the focus or the pointer on the trigger, and without any script too."""
    record = next(record for record in dataset.records if record.key == ("001", "open"))
    event = next(event for event in record.events if len(event.arguments) > 1)
    page = visit("article-001.html", java_script_enabled=scripts)
    roles = {argument.filler: argument.role for argument in event.arguments}
    label = "element => getComputedStyle(element, '::before').content"
    if scripts:
        assert {of(page, f"open:{filler}").evaluate(label) for filler in roles} == {"none"}
    for act in ("focus", "hover"):
        getattr(of(page, f"open:{event.id}"), act)()
        if scripts:
            shown = {filler: of(page, f"open:{filler}").evaluate(label) for filler in roles}
            assert shown == {filler: f'"{role}"' for filler, role in roles.items()}
            note = of(page, f"open:{event.id}").evaluate("element => getComputedStyle(element, '::after').content")
            assert all(role in note for role in [event.type, *roles.values()])
            page.evaluate("document.activeElement.blur()")
    assert page.locator(".note").count() > 100


def test_a_mention_lights_up_its_entity_in_every_place(visit):
    page = visit("article-001.html")
    outlined = "() => [...document.querySelectorAll('[data-e=armenia]')].map(one => getComputedStyle(one).outlineStyle)"
    assert set(page.evaluate(outlined)) == {"none"}
    page.locator(".text [data-e=armenia]").first.focus()
    found = page.evaluate(outlined)
    assert len(found) > 3
    assert set(found) <= {"dotted", "solid"}


@pytest.mark.parametrize("name", PAGES)
def test_on_a_phone_nothing_overflows(visit, name):
    page = visit(name, viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    beyond = """() => [...document.querySelectorAll('main *')].filter(one => !one.closest('.scroll, svg, .skip')
      && one.getBoundingClientRect().right > innerWidth + 1).map(one => one.outerHTML.slice(0, 80))"""
    assert page.evaluate(beyond) == []


@pytest.mark.parametrize(("name", "least"), [("results.html", 2), ("claims.html", 3), ("system-1.html", 2)])
def test_on_a_phone_a_wide_table_says_so_and_keeps_its_first_column(visit, name, least):
    page = visit(name, viewport=PHONE)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    found = page.evaluate(SCROLLED)
    assert len(found) >= least
    for said, image, moved, edge, width in found:
        assert said == '"Scroll sideways for more"'
        assert image.count("linear-gradient") == 2
        assert moved > 0
        assert edge == [0]
        assert width < PHONE["width"] / 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_all_text_is_readable_in_light_and_in_dark(visit, name, scheme):
    """AA asks 4.5 of text, whatever its size; every pair that the browser shows is measured."""
    page = visit(name, scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    found = page.evaluate(COLOURS)
    assert len(found) > 3
    weak = [(front, back, html) for front, back, html in found if contrast(hexed(front), hexed(back)) < 4.5]
    assert weak == []


def test_dark_mode_is_dark(visit):
    for scheme, dark in (("light", False), ("dark", True)):
        page = visit("index.html", scheme=scheme)
        back = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        assert (contrast(hexed(back), "#000000") < 3) is dark


def test_on_paper_it_is_light_and_without_navigation(visit, artefacts):
    page = visit("article-004.html", scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator(".site nav").is_hidden()
    back = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert contrast(hexed(back), "#000000") > 18
    page.pdf(path=artefacts / "article-004.pdf", format="A4")
    assert (artefacts / "article-004.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("name", ["results.html", "claims.html", "system-1.html"])
def test_on_paper_a_table_fits_and_what_is_closed_is_open(visit, name):
    page = visit(name, viewport=PAPER)
    if name != "claims.html":
        assert page.evaluate(CLOSED) > 0
    page.emulate_media(media="print")
    # What is closed is opened with the next frame that the browser draws, not with the next question.
    page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    assert page.evaluate(CLOSED) == 0
    assert page.evaluate(TOO_WIDE) == []


def test_on_paper_a_heading_stays_with_what_it_heads(visit):
    page = visit("article-004.html")
    page.emulate_media(media="print")
    kept = "[...document.querySelectorAll('h1, h2, summary')].map(one => getComputedStyle(one).breakAfter)"
    assert set(page.evaluate(kept)) == {"avoid"}


def test_screenshots_are_kept(visit, artefacts):
    shown = {
        "article-light": ("article-004.html", DESKTOP, "light"),
        "article-dark": ("article-004.html", DESKTOP, "dark"),
        "article-phone": ("article-004.html", PHONE, "light"),
        "errors": ("system-1.html", DESKTOP, "light"),
        "results": ("results.html", DESKTOP, "light"),
    }
    for name, (file, viewport, scheme) in shown.items():
        page = visit(file, viewport=viewport, scheme=scheme)
        if file.startswith("article"):
            page.locator(".text mark.trigger[tabindex]").nth(3).focus()
        page.screenshot(path=artefacts / f"{name}.png")
        assert (artefacts / f"{name}.png").stat().st_size > 10_000
