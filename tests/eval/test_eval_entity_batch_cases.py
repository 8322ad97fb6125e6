"""The entity counts of many articles at once: cases by hand, their rows of mistakes, and how quick they are."""

import time
from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from eval_cases import compare_mentions, mention

from hudna_eval.counts import Counts
from hudna_eval.entities.batch import score_entities
from hudna_eval.entities.clitics import CliticMatch
from hudna_eval.mistakes.mistake import Place


def test_nothing_at_all():
    for batch in ([], [compare_mentions([], [])]):
        tally = score_entities(batch, details=True)
        assert (tally.types, tally.soft, tally.slices) == ((), {}, {})
        assert tally.boundary.tolist() == [[0, 0, 0]] * len(batch)
        assert {array.shape for array in tally.counts.values()} == {(len(batch), 0, 3)}
        assert [list(rows) for rows in tally.mistakes] == [[]] * len(batch)
        assert not +tally.errors.classes


def test_mistakes_are_listed_only_if_asked_for():
    assert score_entities([compare_mentions([mention(0, 4)], [])]).mistakes == ()


def test_the_rows_of_mistakes_by_hand():
    text = "أرمينيا وأذربيجان في باكو"
    gold = [mention(9, 17, id_="G1"), mention(0, 7, "ORG", id_="G2"), mention(21, 25, id_="G3")]
    pred = [mention(8, 17, id_="P1"), mention(0, 7, id_="P2"), mention(18, 20, id_="P3")]
    (rows,) = score_entities([compare_mentions(gold, pred, text)], details=True).mistakes
    assert [(row.layer, row.kind) for row in rows] == [
        ("entity", "type"), ("entity", "left_edge"), ("entity", "spurious"), ("entity", "missed"),
    ]  # fmt: skip
    assert rows[1].gold == Place(id="G1", label="GPE", spans=(mention(9, 17).span,), text="أذربيجان")
    assert rows[1].pred == Place(id="P1", label="GPE", spans=(mention(8, 17).span,), text="وأذربيجان")
    assert (rows[2].gold, rows[3].pred) == (None, None)


def test_the_part_of_a_split_or_merge_names_its_whole():
    whole, parts = [mention(0, 10, id_="W")], [mention(0, 5, id_="A"), mention(6, 10, id_="B")]
    for gold, pred, kind in ((whole, parts, "split"), (parts, whole, "merge")):
        (rows,) = score_entities([compare_mentions(gold, pred)], details=True).mistakes
        assert [row.kind for row in rows] == ["right_edge", kind]
        assert {rows[1].gold.id, rows[1].pred.id} == {"B", "W"}


def test_without_text_the_surface_is_that_of_the_mention():
    batch = [compare_mentions([mention(0, 4, text="باكو")], [mention(9, 12)])]
    (rows,) = score_entities(batch, details=True).mistakes
    assert [(row.gold or row.pred).text for row in rows] == ["باكو", None]


def test_equal_mentions_are_found_in_the_order_of_their_ids():
    gold = [mention(0, 4, id_="b", form="NOM"), mention(0, 4, id_="a", form="NAM")]
    for mentions in (gold, gold[::-1]):
        tally = score_entities([compare_mentions(mentions, [mention(0, 4, "GPE", "p")])], details=True)
        assert (tally.slices["form:NAM"], tally.slices["form:NOM"]) == (Counts(1, 0, 0), Counts(0, 0, 1))
        assert [row.gold.id for row in tally.mistakes[0]] == ["b"]


def test_offsets_of_very_long_texts_and_those_of_none():
    far = 10**12
    gold, pred = [mention(far, far + 4), mention(far + 5, far + 9)], [mention(far, far + 4), mention(far + 6, far + 9)]
    tally = score_entities([compare_mentions(gold, pred), compare_mentions(gold[:1], [])])
    assert tally.counts["entities.strict"][:, 0].tolist() == [[1, 1, 1], [0, 0, 1]]
    assert tally.counts["entities.soft"][0, 0].tolist() == [7 / 4, 1 / 4, 1 / 4]
    with pytest.raises(OverflowError, match=r"^found offset 2305843009213693955 against less than"):
        score_entities([compare_mentions([mention(2**61, 2**61 + 3)], []), compare_mentions([], [])])


def test_the_double_of_soft_is_the_one_next_to_the_fraction():
    # Ten tenths are one; added as doubles one by one they are not.
    gold = [mention(10 * i, 10 * i + 10) for i in range(10)]
    pred = [mention(10 * i, 10 * i + 1, id_=f"P{i}") for i in range(10)]
    tally = score_entities([compare_mentions(gold, pred)])
    assert sum([1 / 10] * 10) != 1
    assert tally.counts["entities.soft"][0, 0].tolist() == [1, 9, 9]
    assert tally.soft == {"GPE": Fraction(1)}


def noisy(random, size=30):
    ends = [9 * i + random.randint(1, 12) for i in range(size)]
    gold = [mention(9 * i, end, random.choice("ABCDEF"), f"G{i}") for i, end in enumerate(ends)]
    pred = [m if random.random() < 0.75 else replace(m, end=m.end + random.randint(1, 9)) for m in gold]
    return compare_mentions(gold, pred, "كلمة " * 60)


def test_many_articles_are_quick():
    random = Random(0)  # noqa: S311 - not for secrets
    batch = [noisy(random) for _ in range(256)]
    score_entities(batch)
    before = time.process_time()
    tally = score_entities(batch)
    assert time.process_time() - before < 0.5  # 7,680 gold spans, which take a twentieth of that here
    assert tally.counts["entities.strict"][:, :, [0, 2]].sum() == 256 * 30


def test_the_clitics_that_were_forgiven_are_of_the_batch():
    text = "وأذربيجان وأرمينيا"
    one = compare_mentions([mention(1, 9), mention(11, 18)], [mention(0, 9), mention(10, 18)], text)
    assert score_entities([one, one]).errors.clitics == {"و": 4}
    assert isinstance(one.clitics, CliticMatch)
