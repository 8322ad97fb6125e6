import json
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction

import pytest
from eval_cases import claim, corpora, counts, event, mention, record, records
from hypothesis import given, settings
from hypothesis import strategies as st

import hudna
from hudna.formats.interchange import write_records
from hudna.model import Span
from hudna_eval import evaluate
from hudna_eval.suite import (
    BOUNDARY,
    CLAIMS,
    COMPARISONS,
    COREFERENCE,
    ENTITIES,
    EVENTS,
    FRACTIONAL,
    METRICS,
    TIMEX_VALUE,
    TYPED,
    UNTYPED_EVENTS,
)

SOME = settings(max_examples=40, deadline=None)

ASYMMETRIC = ("entities.clitic", "events.ceaf_ree", "events.ceaf_rme_subset", "events.muc4")
"""Metrics in which gold decides: where it cuts words, and which mentions are one entity."""


def all_counts(report):
    return {metric: score.counts for metric, score in report.scores.items()}


def full():
    return record(
        mentions=[mention(0, 4, id_="A"), mention(5, 9, "ORG", id_="B")],
        events=[event("E1", "Life.Die", (10, 14), args=[("Victim", "A")])],
        claims=[claim(20, 22, "44")],
        text="x" * 30,
    )


def test_every_metric_is_in_one_table_and_in_the_report():
    assert sorted(METRICS) == sorted([*ENTITIES, BOUNDARY, TIMEX_VALUE, *EVENTS, *UNTYPED_EVENTS, *CLAIMS])
    assert tuple(evaluate([full()], [full()]).scores) == (*METRICS, *COREFERENCE, COMPARISONS)


@SOME
@given(gold=corpora())
def test_gold_against_gold_is_1(gold):
    report = evaluate(gold, gold)
    for metric in METRICS:
        score = report.scores[metric]
        assert score.f1 == (1 if score.counts.tp else None)
        assert (score.counts.fp, score.counts.fn) == (0, 0)
    for scores in ({metric: report.scores[metric] for metric in COREFERENCE}, *report.by_slice.values()):
        assert {score.f1 for score in scores.values()} <= {None, 1}
    assert {accuracy.rate for accuracy in report.slots.values()} <= {None, 1}


@SOME
@given(gold=corpora(), pred=corpora())
def test_every_rate_is_a_fraction_and_lies_where_it_must(gold, pred):
    report = evaluate(gold, pred)
    for metric in METRICS:
        score = report.scores[metric]
        tp, fp, fn = counts(score)
        if 2 * tp + fp + fn == 0:
            assert score.f1 is None
        else:
            assert score.f1 == float(Fraction(2 * tp, 2 * tp + fp + fn))
    for score in report.scores.values():
        assert all(rate is None or 0 <= rate <= 1 for rate in (score.precision, score.recall, score.f1))
        if score.ci95 is not None:
            assert 0 <= score.ci95[0] <= score.ci95[1] <= 1


def shuffled(item, random, *, fragments=True):
    def shuffle(items):
        return tuple(random.sample(items, len(items)))

    def shuffle_event(event):
        trigger = shuffle(event.trigger) if fragments else event.trigger
        return replace(event, trigger=trigger, arguments=shuffle(event.arguments))

    return replace(
        item,
        mentions=shuffle(item.mentions),
        events=shuffle(tuple(map(shuffle_event, item.events))),
        numeric_claims=shuffle(item.numeric_claims),
    )


@SOME
@given(gold=corpora(), pred=corpora(), random=st.randoms(use_true_random=False))
def test_order_changes_no_byte_of_the_report(gold, pred, random):
    before = evaluate(gold, pred).to_json()
    # Gold's digest covers the order of fragments (head first is content); the scores do not.
    gold = [shuffled(item, random, fragments=False) for item in random.sample(gold, len(gold))]
    pred = [shuffled(item, random) for item in random.sample(pred, len(pred))]
    assert evaluate(gold, pred).to_json() == before


def nine_articles():
    gold = [record(f"{i}", mentions=[mention(j, j + 1) for j in range(i + 1)]) for i in range(9)]
    return gold, [replace(item, mentions=item.mentions[: i % 3]) for i, item in enumerate(gold)]


def test_order_of_articles_changes_no_resample():
    gold, pred = nine_articles()
    assert evaluate(gold[::-1], pred).to_json() == evaluate(gold, pred[::-1]).to_json()


def test_the_seed_reaches_the_resamples():
    gold, pred = nine_articles()
    assert len({evaluate(gold, pred, seed=seed).scores["entities.strict"].ci95 for seed in range(5)}) > 1


def test_articles_and_types_are_reported_in_order():
    gold = [record(id_, mentions=[mention(0, 4, type_) for type_ in "CAB"]) for id_ in ("2", "0", "1")]
    report = evaluate(gold, gold)
    assert list(report.by_article) == ["0/open", "1/open", "2/open"]
    assert list(report.by_type["entities.strict"]) == ["A", "B", "C"]


@SOME
@given(gold=corpora(), pred=corpora())
def test_swapping_the_sides_swaps_precision_and_recall(gold, pred):
    there, back = evaluate(gold, pred).scores, evaluate(pred, gold).scores
    for metric in {*METRICS, *COREFERENCE} - {*ASYMMETRIC}:
        assert (there[metric].precision, there[metric].recall) == (back[metric].recall, back[metric].precision)
        assert (there[metric].f1, there[metric].ci95) == (back[metric].f1, back[metric].ci95)


@SOME
@given(gold=records(), pred=records(), start=st.integers(100, 120), kind=st.sampled_from(("GPE", "NEVER", "")))
def test_an_added_false_positive_never_raises_precision(gold, pred, start, kind):
    worse = replace(
        pred,
        mentions=(*pred.mentions, mention(start, start + 1, kind, "new")),
        events=(*pred.events, event("new event", "Never.Seen", (start, start + 1), args=[("Side", "new")])),
        numeric_claims=(*pred.numeric_claims, claim(start, start + 1, "44", id_="new")),
    )
    before, after = evaluate([gold], [pred]).scores, evaluate([gold], [worse]).scores
    for metric in set(METRICS) - {TIMEX_VALUE}:  # for that one see test_eval_timex_values: it asks for a value
        assert after[metric].precision <= (1 if before[metric].precision is None else before[metric].precision)
        # A template of MUC-4 has its type as a slot, and its filler as another.
        added = 2 if metric == "events.muc4" else 1
        assert after[metric].counts.fp == before[metric].counts.fp + added
        assert after[metric].counts.tp == before[metric].counts.tp


def moved(item, by):
    def shift(span):
        return None if span is None else Span(span.start + by, span.end + by)

    return replace(
        item,
        text=" " * by + item.text,
        mentions=tuple(replace(m, start=m.start + by, end=m.end + by) for m in item.mentions),
        events=tuple(replace(e, trigger=tuple(map(shift, e.trigger))) for e in item.events),
        numeric_claims=tuple(
            replace(
                c,
                start=c.start + by,
                end=c.end + by,
                number=shift(c.number),
                attribution=tuple(replace(link, cue=shift(link.cue)) for link in c.attribution),
            )
            for c in item.numeric_claims
        ),
    )


@SOME
@given(gold=records(), pred=records(), by=st.integers(1, 1000))
def test_shifting_all_spans_changes_nothing(gold, pred, by):
    assert all_counts(evaluate([gold], [pred])) == all_counts(evaluate([moved(gold, by)], [moved(pred, by)]))


@SOME
@given(gold=corpora(4), pred=corpora(4), cut=st.integers(1, 3))
def test_scoring_in_parts_and_adding_is_scoring_at_once(gold, pred, cut):
    whole = evaluate(gold, pred)
    parts = [evaluate(gold[:cut], pred[:cut]), evaluate(gold[cut:], pred[cut:])]
    for metric in METRICS:
        first, second = (part.scores[metric].counts for part in parts)
        assert whole.scores[metric].counts == first + second
        by_article = [counts(scores[metric]) for scores in whole.by_article.values()]
        added = tuple(map(sum, zip(*by_article, strict=True)))
        # Of one article, credit that is a fraction is given as the double next to it.
        assert counts(whole.scores[metric]) == (pytest.approx(added) if metric in FRACTIONAL else added)
    for metric in COREFERENCE:
        if not metric.endswith((".blanc", ".conll")):  # which are no ratios, but of ratios
            first, second = (part.scores[metric].counts for part in parts)
            assert whole.scores[metric].counts == first + second
    for slot, accuracy in whole.slots.items():
        assert accuracy == parts[0].slots[slot] + parts[1].slots[slot]


@SOME
@given(gold=corpora(2), pred=corpora(2))
def test_types_add_up_to_the_whole(gold, pred):
    report = evaluate(gold, pred)
    assert set(report.by_type) == set(TYPED)
    for metric, scores in report.by_type.items():
        summed = [sum(column) for column in zip((0, 0, 0), *map(counts, scores.values()), strict=True)]
        assert tuple(summed) == counts(report.scores[metric])


def test_editions_of_one_article_are_one_cluster():
    right, wrong = [mention(0, 4)], [mention(0, 3)]
    gold = [record(id_, mentions=right, edition=edition) for id_ in "12" for edition in ("open", "source")]
    pred = [record("1", mentions=right), record("1", mentions=wrong, edition="source")]
    pred += [record("2", mentions=right), record("2", mentions=wrong, edition="source")]
    # Each article is right once and wrong once, so that no resample of articles differs from another.
    assert evaluate(gold, pred).scores["entities.strict"].ci95 == (0.5, 0.5)
    assert evaluate(gold[:2], pred[:2]).scores["entities.strict"].ci95 is None


def test_the_json_is_that_of_the_interface():
    text = evaluate([full()], [full()]).to_json()
    data = json.loads(text)
    assert json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) == text
    assert sorted(data) == [
        "argument_errors", "by_article", "by_edition", "by_slice", "by_type", "claim_errors", "comparisons",
        "consistency", "dataset_version", "edition_gaps", "entity_errors", "event_errors", "macro", "mistakes",
        "proportions", "scores", "signature", "slots", "views", "warnings",
    ]  # fmt: skip
    one = {"tp": 1, "fp": 0, "fn": 0, "precision": 1.0, "recall": 1.0, "f1": 1.0, "ci95": None}
    assert data["scores"]["claims.qv"] == one
    assert data["by_type"]["entities.strict"] == {"GPE": one, "ORG": one}
    assert data["by_article"]["001/open"]["events.ac+"] == one
    assert (data["dataset_version"], data["warnings"]) == (None, [])


def test_undefined_numbers_are_null_and_intervals_are_lists():
    gold = [record("1", mentions=[mention(0, 4)]), record("2", mentions=[mention(0, 4)])]
    data = json.loads(evaluate(gold, [record("1", mentions=[mention(0, 4)])]).to_json())
    assert data["scores"]["entities.strict"]["ci95"] == [0.0, 1.0]
    assert data["scores"]["claims.q"] == {
        "tp": 0, "fp": 0, "fn": 0, "precision": None, "recall": None, "f1": None, "ci95": None,
    }  # fmt: skip


def digest_in(report):
    return report.signature.split("|")[1]


def test_the_signature_names_everything_that_decides_a_digit():
    gold = [record(f"{i}", mentions=[mention(0, 4)]) for i in range(5)]
    report = evaluate(gold, gold, seed=7)
    assert digest_in(report).startswith("ds:sha256:")
    assert len(digest_in(report)) == len("ds:sha256:") + 12
    assert report.signature == (
        f"hudna:{hudna.__version__}|{digest_in(report)}|edition:open|ent:strict|ev:e2e|arg:strict|num:rtol0"
        "|ci:exact3125|seed:7"
    )


def test_the_signature_says_editions_and_the_kind_of_interval():
    def tail(gold):
        return evaluate(gold, gold).signature.split("num:rtol0|")[1], evaluate(gold, gold).signature.split("|")[2]

    assert tail([full()]) == ("ci:none|seed:0", "edition:open")
    assert tail([replace(full(), edition=edition) for edition in ("", "source")])[1] == "edition:none+source"
    assert tail([record(f"{i}") for i in range(8)])[0] == "ci:percentile1000|seed:0"


@pytest.mark.parametrize(
    "other",
    [
        replace(full(), text="y" * 30),
        replace(full(), numeric_claims=(claim(20, 22, "45"),)),
        replace(full(), mentions=full().mentions[:1]),
        replace(full(), article_id="002"),
    ],
)
def test_the_digest_is_of_what_gold_says(other):
    assert digest_in(evaluate([full()], [full()])) != digest_in(evaluate([other], [record(other.article_id)]))


def test_paths_folders_and_records_give_the_same_report(tmp_path):
    gold = [full(), replace(full(), article_id="002")]
    folder = tmp_path / "gold"
    for item in gold:
        write_records([item], folder / f"{item.article_id}.jsonl")
    write_records(gold, tmp_path / "pred.jsonl")
    assert evaluate(folder, str(tmp_path / "pred.jsonl")) == evaluate(iter(gold), iter(gold))


def test_importing_the_package_loads_nothing_heavy():
    code = "import sys, hudna_eval; print(sorted({'numpy', 'scipy', 'rich', 'pydantic'} & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"
