"""Scores and errors on the pages are those of the harness; plots hold no style of their own."""

import json
import re
from dataclasses import replace

import pytest
from click.testing import CliRunner
from site_cases import HOSTILE, Page, made, miniature

from hudna.findings import InvalidDataError
from hudna.formats.interchange import write_records
from hudna.site import plots
from hudna.site.mistakes import counts, faulty, note
from hudna.site.scores import SHOWN, caveats, run_folders, run_results

pytest.importorskip("matplotlib")


def predicted(small):
    """The open edition of the miniature with one fault of each layer."""
    record = next(record for record in small.records if record.edition == "open")
    first, *mentions = record.mentions
    visit, deaths = record.events
    (claim,) = record.numeric_claims
    return replace(
        record,
        text=None,
        zones=(),
        mentions=(replace(first, start=4, end=15, text=None), *mentions),
        events=(replace(visit, type="Contact.Phone"), deaths),
        numeric_claims=(replace(claim, attribution=()),),
    )


def run_folder(tmp_path, name="rules.open", facts='{"baseline": "rules", "seed": 0, "arguments": {"a": [1]}}'):
    folder = tmp_path / name
    write_records([predicted(miniature())], folder / "predictions.jsonl")
    if facts is not None:
        (folder / "run.json").write_text(facts, encoding="utf-8")
    return folder


@pytest.fixture
def result(tmp_path):
    (one,) = run_results(miniature(), run_folder(tmp_path))
    return one


def test_a_run_is_scored_by_the_edition_it_names(result):
    assert (result.name, result.edition) == ("rules.open", "open")
    assert result.facts == {"baseline": "rules", "seed": "0", "arguments": '{"a": [1]}'}
    assert result.scores["entities.strict"]["f1"] == pytest.approx(4 / 5)
    assert result.scores["events.tc"]["f1"] == pytest.approx(1 / 2)
    assert set(SHOWN) <= set(result.scores)


def test_a_signature_is_that_of_the_command_line(dataset, tmp_path):
    """So that `hudna eval predictions.jsonl --signature '…'` repeats what the page shows."""
    from hudna_eval.command import command

    own = [replace(record, text=None, zones=()) for record in dataset.records if record.edition == "open"]
    write_records(own, tmp_path / "predictions.jsonl")
    (one,) = run_results(dataset, tmp_path)
    said = CliRunner().invoke(command, [str(tmp_path / "predictions.jsonl"), "--json"])
    report = json.loads(said.stdout)
    assert one.signature == report["signature"]
    assert f"|ds:{dataset.version}+sha256:{dataset.digest[:12]}|" in one.signature
    assert one.scores == report["scores"]


def test_mistakes_are_in_their_places(result):
    (article,) = faulty(miniature(), result)
    page = Page("".join(part for _, parts in article.blocks for part in parts))
    assert {kind for kind, _ in counts(result)["entity"]} == {"right_edge"}
    assert counts(result)["event"] == [("type", 1)]
    assert counts(result)["claim"] == [("attribution", 1)]
    where = {one.data["layer"]: one.place.removesuffix(":row") for one in article.mistakes}
    assert page.marks[f"{where['entity']}:gold"] == "وزير خارجية فرنسا"
    assert page.marks[f"{where['entity']}:pred"] == "وزير خارجية"
    assert page.marks[f"{where['event']}:gold"] == "زار"
    assert f"{where['event']}:pred" not in page.marks


def test_a_note_says_what_each_side_has(result):
    mistake = next(one for one in result.mistakes if one["layer"] == "event")
    assert note(mistake) == (
        "event: type\ngold: \u2068Contact.Meet\u2069 \u2068زار\u2069\n"
        "predicted: \u2068Contact.Phone\u2069 \u2068زار\u2069"
    )
    assert note({**mistake, "pred": None}).endswith("\npredicted: nothing")


def test_the_page_of_a_system_has_its_errors_and_links_that_lead_there(result):
    site = made(miniature(), systems=[result])
    page = Page(site["system-1.html"])
    fragments = {href[1:] for href in page.links if href.startswith("#")}
    assert fragments <= set(page.ids)
    assert len([own for own in page.all("tr") if "id" in own]) == len(result.mistakes)
    assert "Errors: rules.open" in site["index.html"]


def test_markup_in_predictions_stays_text(result):
    place = {"id": HOSTILE, "label": HOSTILE, "spans": [[0, 3]], "text": HOSTILE}
    mistake = {"article_id": "900", "layer": "entity", "kind": HOSTILE, "gold": place, "pred": place}
    html = made(miniature(), systems=[replace(result, name=HOSTILE, mistakes=[mistake])])["system-1.html"]
    page = Page(html)
    assert page.marks == {"900:1:gold": "زار"}
    assert len(page.all("script")) == len(page.all("style")) == 1
    assert not page.all("img")
    assert HOSTILE not in html


def test_without_the_text_errors_are_a_list(result):
    small = miniature()
    bare = replace(small, records=tuple(replace(record, text=None) for record in small.records))
    html = made(bare, systems=[result])["system-1.html"]
    assert "belongs to its publisher and is not here" in html
    assert not Page(html).marks.keys() - {""}


def test_plots_take_colours_from_the_page_and_repeat_the_table(result):
    html = made(miniature(), results=[result])["results.html"]
    page = Page(html)
    drawings = page.all("svg")
    assert len(drawings) == len(SHOWN) - sum(result.scores[metric]["f1"] is None for metric in SHOWN)
    assert {own["role"] for own in drawings} == {"img"}
    assert all(own["aria-label"].endswith(": F1 with 95 % intervals") for own in drawings)
    assert [id_ for id_, count in page.ids.items() if count > 1] == []
    assert not [own for _, own in page.tags if "style" in own]
    svg = html.split("<svg", 1)[1].split("</svg>")[0]
    assert {"fill-ink", "fill-link", "stroke-rule"} <= set(re.findall(r"(?:fill|stroke)-[a-z]+(?=[ \"])", svg))
    assert "0.800" in svg
    assert "#00000" not in svg
    assert html.count("0.800") >= 2


def test_a_plot_shows_the_interval_and_leaves_out_what_is_undefined(result):
    with_interval = replace(result, scores={"m": {"f1": 0.5, "ci95": [0.25, 0.75]}})
    without = replace(result, scores={"m": {"f1": 0.5, "ci95": None}})
    assert str(plots.plot([with_interval], "m", "M", "p")).count("<path") > str(
        plots.plot([without], "m", "M", "p")
    ).count("<path")
    assert plots.plot([replace(result, scores={"m": {"f1": None, "ci95": None}})], "m", "M", "p") is None
    assert plots.plot([], "m", "M", "p") is None


def test_runs_of_several_seeds_share_a_row_with_their_mean(result):
    seeds = [
        replace(result, name=f"linear.open.seed{seed}", scores={"m": {"f1": f1, "ci95": [0.1, 0.9]}})
        for seed, f1 in enumerate((0.25, 0.5))
    ]
    svg = str(plots.plot([*seeds, replace(seeds[0], name="rules.open")], "m", "M", "p"))
    assert re.findall("<text[^>]*>([^<]*[a-z.][^<]*)</text>", svg)[-4:] == [
        "linear.open",
        "0.375",
        "rules.open",
        "0.250",
    ]


def test_plots_are_the_same_every_time_and_escape_names(result):
    named = replace(result, name="\x01هدنة <img> $x$")
    one, other = (made(miniature(), results=[named])["results.html"] for _ in range(2))
    assert one == other
    assert "<img" not in one
    assert "&lt;U+0001&gt;???? &lt;img&gt; $x$</text>" in one


def test_of_a_long_name_the_plot_leaves_out_the_middle(result):
    svg = str(plots.plot([replace(result, name="a" * 50 + "b" * 10)], "events.tc", "T", "p"))
    assert f">{'a' * 27}...{'b' * 10}</text>" in svg


def test_without_results_the_page_says_so():
    html = made(miniature())["results.html"]
    assert "No results were given to this site." in html
    assert "<svg" not in html


def test_each_edition_has_plots_of_its_own(result):
    source = replace(result, name="rules.source", edition="source")
    html = made(miniature(), results=[source, result])["results.html"]
    _, open_, both = re.split("<h2>(?:Open|Source) edition</h2>", html)
    of_source = both.split("<h2>The same in numbers</h2>")[0]
    for part, there, absent in ((open_, "open", "source"), (of_source, "source", "open")):
        assert part.count("<svg") > 0
        assert f">rules.{there}</text>" in part
        assert f">rules.{absent}</text>" not in part
        assert f'aria-label="Event triggers: span, {there} edition: F1 with' in part
    assert [id_ for id_, count in Page(html).ids.items() if count > 1] == []


def test_what_must_be_said_of_a_baseline_stands_above_the_plots(result):
    from hudna_baselines.base import CAVEATS

    runs = [result, replace(result, name="again"), replace(result, name="linear.open", facts={"baseline": "linear"})]
    assert caveats(runs) == [("rules", CAVEATS["rules"])]
    html = made(miniature(), results=runs)["results.html"]
    note = f"<em>rules: {CAVEATS['rules']}.</em>"
    assert html.count(note) == 1
    assert html.index(note) < html.index("<svg")
    assert caveats([replace(result, facts={})]) == []


def test_the_names_of_runs_are_explained_above_the_plots(result):
    html = made(miniature(), results=[result])["results.html"]
    above = html.partition("<svg")[0]
    for part in ("train-both", "train-open", "train-source", "articles1", "zero-shot", "random"):
        assert f"<code>{part}</code>" in above


def test_without_matplotlib_there_are_tables(result, monkeypatch):
    monkeypatch.setattr(plots, "available", lambda: False)
    html = made(miniature(), results=[result])["results.html"]
    assert "<svg" not in html
    assert "0.800" in html


def test_runs_are_folders_with_predictions_in_the_order_of_their_names(tmp_path):
    for name in ("b", "a"):
        run_folder(tmp_path, name)
    (tmp_path / "empty").mkdir()
    assert [path.name for path in run_folders(tmp_path)] == ["a", "b"]
    assert run_folders(tmp_path / "nowhere") == []


def test_a_run_without_facts_is_scored_too(tmp_path):
    (one,) = run_results(miniature(), run_folder(tmp_path, facts=None))
    assert one.facts == {}


@pytest.mark.parametrize(("facts", "said"), [("{", "found no JSON"), ("[]", "found list against an object")])
def test_a_broken_run_is_a_finding(tmp_path, facts, said):
    with pytest.raises(InvalidDataError, match=rf"run\.json:1: \[json\] {said}"):
        run_results(miniature(), run_folder(tmp_path, facts=facts))


def test_a_file_of_both_editions_has_two_results(tmp_path):
    small, folder = miniature(), run_folder(tmp_path)
    write_records([replace(record, text=None, zones=()) for record in small.records], folder / "predictions.jsonl")
    assert [(one.edition, one.scores["events.tc"]["f1"]) for one in run_results(small, folder)] == [
        ("open", 1.0),
        ("source", 1.0),
    ]


def test_predictions_that_name_no_edition_belong_to_the_first(tmp_path):
    folder = run_folder(tmp_path)
    write_records([replace(predicted(miniature()), edition="")], folder / "predictions.jsonl")
    assert [one.edition for one in run_results(miniature(), folder)] == ["open"]


def test_run_json_is_shown(result):
    html = made(miniature(), results=[result])["results.html"]
    assert json.loads(result.facts["arguments"]) == {"a": [1]}
    assert "<dt>baseline</dt><dd><bdi>rules</bdi></dd>" in html
