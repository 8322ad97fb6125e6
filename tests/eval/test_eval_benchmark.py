"""The benchmark: its corpus is what was asked for, all scorers do the same work, its tables say what was measured."""

import re
import shlex
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from itertools import combinations

import click
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmark.__main__ import command_of, main
from benchmark.contestant import Measurement
from benchmark.contestants import CLUSTERS, COREFERENCE, ENTITIES, EVENT_SUITE, SPACY, SPACY_ALIGNED, STRICT, SUITE
from benchmark.corpus import CorpusOptions, article, articles
from benchmark.measuring import measured, measured_here
from benchmark.plan import CLUSTERED, FLAT, GROWTH, LARGE, Line, Section, sizes
from benchmark.readme import BEGIN, END, README, rewritten
from benchmark.records import DISTINCT, pairs, write_files
from benchmark.tables import NOT_INSTALLED, block
from benchmark.targets import rounded, verdicts
from hudna_eval import evaluate

SOME = settings(max_examples=40, deadline=None)
TINY = CorpusOptions(articles=12, spans=10, nesting=0.2, overlap=0.1, types=3, seed=5)
COMMAND = "python -m benchmark --articles 12 --spans 10 --types 3 --seed 5 --max-articles 20 --repeats 1 --same-process"
PARTS = ("entities", "coreference", "events", "growth")  # files are read in two processes; see below


@pytest.fixture(scope="module")
def printed():
    """What the command prints of a tiny corpus."""
    asked = [word for part in PARTS for word in ("--part", part)]
    command = [sys.executable, *shlex.split(COMMAND)[1:], *asked]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def tables(text):
    """Title → head and rows of its table, as lists of cells."""
    found = {}
    for part in text.split("### ")[1:]:
        rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in re.findall(r"^\|.*\|$", part, re.M)]
        found[part.partition("\n")[0]] = rows[0], rows[1], rows[2:]
    return found


def strict_f1(options):
    """The multiset intersection, article by article."""
    tp = gold = pred = 0
    for own in articles(options):
        sides = [Counter(span.key for span in side) for side in (own.gold, own.pred.values())]
        tp += (sides[0] & sides[1]).total()
        gold, pred = gold + sides[0].total(), pred + sides[1].total()
    return 2 * tp / (gold + pred)


def test_tables_are_whole(printed):
    found = tables(printed)
    assert list(found) == [
        "Targets",
        "Entities, flat",
        "Entities, nested and crossing",
        "Coreference",
        "Events",
        "Events, one large article",
        "Growth",
    ]
    for head, rule, rows in found.values():
        assert rows
        assert {len(head)} == {len(row) for row in (rule, *rows)}
        assert set(rule) <= {":--", "--:"}
    assert [row[0] for row in found["Entities, nested and crossing"][2]] == [scorer.name for scorer in ENTITIES]
    assert [row[0] for row in found["Coreference"][2]] == [scorer.name for scorer in COREFERENCE]
    assert [row[:2] for row in found["Growth"][2]] == [["20", "200"]]


@pytest.mark.parametrize(
    ("title", "shares"), [("Entities, flat", (0, 0)), ("Entities, nested and crossing", (0.2, 0.1))]
)
def test_every_scorer_of_entities_finds_the_multiset_intersection(printed, title, shares):
    nesting, overlap = shares
    expected = strict_f1(replace(TINY, nesting=nesting, overlap=overlap))
    scores = {row[0]: row[-1] for row in tables(printed)[title][2] if NOT_INSTALLED not in row}
    assert {"hudna, strict", "hudna, entity suite", "Python sets"} <= scores.keys()
    assert set(scores.values()) == {f"{expected:.4f}"}


@pytest.mark.parametrize("scorer", [STRICT, SUITE])
@pytest.mark.parametrize("exact", [0.0, 0.5, 1.0])
def test_scores_of_the_harness_are_the_multiset_intersection(scorer, exact):
    options = replace(TINY, articles=300, exact=exact)  # more than are scored at once
    found = measured_here(scorer.entry, options, 1)
    assert found.score == strict_f1(options)
    assert found.items == 3000


def test_the_whole_from_files(tmp_path):
    gold, pred = tmp_path / "gold.jsonl", tmp_path / "pred.jsonl"
    options = replace(TINY, events=3, claims=2, mentions_per_entity=3)
    write_files(options, gold, pred)
    for entry in ("score_files", "evaluate_files"):
        found = measured_here(f"benchmark.of_hudna:{entry}", (gold, pred, 120), 1)
        assert (found.score, found.items) == (strict_f1(options), 120)
    scores = evaluate(gold, pred).scores
    assert scores["events.tc"].counts.tp > 0
    assert scores["claims.qv"].counts.tp > 0


def test_files_say_what_records_say_and_repeat_under_new_ids(tmp_path):
    options = CorpusOptions(articles=DISTINCT + 2, spans=2)
    gold, pred = tmp_path / "gold.jsonl", tmp_path / "pred.jsonl"
    write_files(options, gold, pred)
    records = [list(side) for side in zip(*pairs(replace(options, articles=DISTINCT)), strict=True)]
    again = [
        [*side, *(replace(own, article_id=f"{DISTINCT + i:07}") for i, own in enumerate(side[:2]))] for side in records
    ]
    assert evaluate(gold, pred).to_json() == evaluate(*again).to_json()


def test_a_process_of_its_own_scores_the_same():
    here, there = (measured(STRICT, TINY, repeats=2, isolated=isolated) for isolated in (False, True))
    assert (here.score, here.items) == (there.score, there.items)
    assert there.cpu > 0
    assert 20_000_000 < there.peak < 1_000_000_000
    assert there.added is None or there.added < there.peak


def test_clusterings_and_annotation_have_one_score():
    options = replace(TINY, mentions_per_entity=3)
    scores = {measured_here(scorer.entry, options, 1).score for scorer in COREFERENCE if scorer.package == "hudna"}
    (score,) = scores
    assert 0 < score < 1


options_of_corpora = st.builds(
    CorpusOptions,
    seed=st.integers(0, 99),
    articles=st.just(2),
    spans=st.integers(4, 20),
    density=st.floats(0.1, 0.6),
    nesting=st.sampled_from((0.0, 0.1, 0.25)),
    overlap=st.sampled_from((0.0, 0.1, 0.25)),
    exact=st.floats(0, 1),
    types=st.integers(1, 5),
    mentions_per_entity=st.integers(0, 3),
)


def within(inner, outer):
    return outer.start <= inner.start and inner.end <= outer.end


def disjoint(one, other):
    return one.end <= other.start or other.end <= one.start


@SOME
@given(options=options_of_corpora)
def test_gold_has_the_spans_that_were_asked_for(options):
    for own in articles(options):
        spans = own.gold
        assert len(spans) == options.spans == len({(span.start, span.end) for span in spans})
        pairs = [pair for pair in combinations(spans, 2) if not disjoint(*pair)]
        nested = [pair for pair in pairs if within(*pair) or within(*pair[::-1])]
        assert len(nested) == options.nested == round(options.spans * options.nesting)
        assert len(pairs) - len(nested) == options.crossing == round(options.spans * options.overlap)
        assert {span.type for span in spans} <= set(options.type_names)
        assert {span.entity is None for span in spans} == {options.mentions_per_entity == 0}
        assert max(span.end for span in spans) <= len(own.words)
        assert len(own.text) == own.starts[-1] - 1


@SOME
@given(options=options_of_corpora)
def test_predictions_repeat_nothing_and_flat_ones_stay_flat(options):
    for own in articles(options):
        spans = list(own.pred.values())
        assert len({span.key for span in spans}) == len(spans)
        assert all(0 <= span.start < span.end <= len(own.words) for span in spans)
        if not options.nested and not options.crossing:
            assert all(disjoint(*pair) for pair in combinations(spans, 2))


@SOME
@given(options=options_of_corpora)
def test_a_seed_is_a_corpus(options):
    first = list(pairs(options))
    assert first == list(pairs(options)) == list(pairs(replace(options, articles=3)))[:2]
    assert first[0] != first[1]
    assert article(replace(options, seed=options.seed + 1), 0) != article(options, 0)


def test_shares_and_density_are_those_asked_for():
    for share in (0.0, 0.25, 1.0):
        options = CorpusOptions(articles=200, exact=share)
        found = sum(own.pred.get(i) == span for own in articles(options) for i, span in enumerate(own.gold))
        assert found / 6000 == pytest.approx(share, abs=0.03)
    for density in (0.1, 0.5, 1.0):
        own = article(CorpusOptions(spans=500, density=density), 0)
        assert sum(span.end - span.start for span in own.gold) / len(own.words) == pytest.approx(density, abs=0.001)


def test_events_and_claims_as_many_as_asked_for():
    options = replace(TINY, events=7, claims=4, arguments=2, event_types=1)
    for gold, pred in pairs(options):
        assert (len(gold.events), len(gold.numeric_claims)) == (7, 4)
        assert {len(event.arguments) for event in gold.events} == {2}
        assert {event.type for event in (*gold.events, *pred.events)} == {"Event.00"}


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"density": 0.0}, r"found density 0\.0 against \(0, 1\]"),
        ({"nesting": 1.5}, r"found nesting 1\.5 against \[0, 1\]"),
        ({"articles": 0}, "found articles 0 against 1 at least"),
        ({"events": -1}, "found events -1 against 0 at least"),
        ({"nesting": 0.6}, "found 18 nested or crossing spans against the 12 flat ones"),
    ],
)
def test_options_that_make_no_corpus(wrong, message):
    with pytest.raises(ValueError, match=message):
        CorpusOptions(**wrong)


def test_a_corpus_that_cannot_be_is_an_error_of_use():
    with pytest.raises(click.UsageError, match=r"found nesting 2\.0 against"):
        main(["--nesting", "2"], standalone_mode=False)


def measurement(**rest):
    return Measurement(**({"items": 1000, "cpu": 0.001, "wall": 0.001, "peak": 10**8, "added": 0, "score": 0.5} | rest))


def section(title, *lines):
    made = [Line(contestant=scorer, measurement=own, articles=number) for scorer, own, number in lines]
    return Section(title=title, unit="gold spans", options=TINY, lines=made)


def test_targets_by_hand():
    found = [
        section(
            FLAT,
            (STRICT, measurement(), 12),
            (SUITE, measurement(cpu=0.01), 12),
            (SPACY, measurement(cpu=0.01), 12),
            (SPACY_ALIGNED, measurement(cpu=0.004), 12),
        ),
        section(CLUSTERED, (CLUSTERS, measurement(), 12)),
        section(LARGE, (EVENT_SUITE, measurement(cpu=0.1), 1)),
        section(
            GROWTH, *((STRICT, measurement(peak=peak), n) for n, peak in ((1000, 5), (10_000, 100), (20_000, 110)))
        ),
    ]
    assert [(verdict.measured, verdict.verdict) for verdict in verdicts(found)] == [
        ("1,000,000", "met"),
        ("100,000", "missed: 33% of it"),
        ("1,000,000", "met"),
        ("4 times; 10 where it has not", "missed: 50% of it"),
        ("100 ms", "missed: 50% of it"),
        ("1.10 times at 20,000", "met"),
    ]


def test_what_was_not_measured_is_not_judged():
    for found in ([], [section(FLAT, (STRICT, None, 12)), section(GROWTH, (STRICT, measurement(), 10_000))]):
        assert {verdict.verdict for verdict in verdicts(found)} == {"not measured"}


def test_who_is_not_installed_has_a_row_all_the_same():
    text = block([section(FLAT, (STRICT, measurement(), 12), (SPACY, None, 12))], "command")
    assert "| spaCy `score_spans` | strict, by type | not installed |  |  |  |  |  |" in text
    assert "| hudna, strict | strict counts by article and type | 0.001 | 1,000,000 | 1 × | 100 | 0 | 0.5000 |" in text


@pytest.mark.parametrize(
    ("value", "text"), [(1_234_567, "1,230,000"), (99.96, "100"), (12.34, "12.3"), (0.0012345, "0.00123"), (0, "0")]
)
def test_three_digits(value, text):
    assert rounded(value) == text


def test_sizes_end_with_the_largest():
    assert sizes(50) == [50]
    assert sizes(1000) == [1000]
    assert sizes(200_000) == [1000, 10_000, 100_000, 200_000]
    assert sizes(1_000_000) == [1000, 10_000, 100_000, 1_000_000]


def test_only_what_is_between_the_markers_is_rewritten():
    text = f"before\n{BEGIN}\nold\n{END}\nafter"
    assert rewritten(text, "new\n") == f"before\n{BEGIN}\n\nnew\n\n{END}\nafter"
    assert rewritten(rewritten(text, "other\n"), "new\n") == rewritten(text, "new\n")


@pytest.mark.parametrize("text", ["", BEGIN, END, END + BEGIN, BEGIN + BEGIN + END, BEGIN + END + END])
def test_a_readme_without_its_markers_is_left_alone(text):
    with pytest.raises(ValueError, match="found a README against one with"):
        rewritten(text, "new")


def test_the_command_of_the_readme_is_one_that_made_its_tables():
    text = README.read_text(encoding="utf-8")
    (command,) = re.findall(r"^python -m benchmark.*$", text, re.M)
    context = main.make_context("benchmark", shlex.split(command)[3:])
    assert context.params["write"]
    assert command_of(context) == command
    measured_block = text.partition(BEGIN)[2].partition(END)[0]
    assert f"Made by `{command}`." in measured_block
    assert next(iter(tables(measured_block))) == "Targets"
    assert "not measured" not in measured_block
    assert "cores: " in measured_block
