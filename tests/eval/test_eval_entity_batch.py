"""The entity counts of many articles at once: each as alone, by definition, in any order and any company."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction

import numpy as np
from eval_cases import TEXT, compare_mentions, mention_lists
from hypothesis import given, settings
from hypothesis import strategies as st

from hudna.model import Zone
from hudna_eval.counts import Counts
from hudna_eval.entities.batch import score_entities
from hudna_eval.mistakes.confusions import NOTHING

SOME = settings(max_examples=40, deadline=None)
MANY = settings(max_examples=120, deadline=None)
TYPED = ("entities.strict", "entities.type", "entities.soft", "entities.iou50", "entities.clitic")


def matchings(golds, preds, fits):
    """Every one-to-one pairing of what fits, the partner of the first gold mention first, none last."""
    if not golds:
        yield ()
        return
    for j, pred in enumerate(preds):
        if pred is not None and fits(golds[0], pred):
            rest = [None if i == j else other for i, other in enumerate(preds)]
            yield from (((golds[0], pred), *others) for others in matchings(golds[1:], rest, fits))
    yield from matchings(golds[1:], preds, fits)


def in_order(mentions):
    return sorted(mentions, key=lambda m: (m.start, m.end, m.type, m.id))


def is_exact(gold, pred):
    return (gold.start, gold.end, gold.type) == (pred.start, pred.end, pred.type)


def iou(gold, pred):
    shared = gold.span.overlap(pred.span)
    return Fraction(shared, len(gold.span) + len(pred.span) - shared)


def best(gold, pred, fits, credit):
    """The pairing with most exact pairs, then the greatest credit; the first of several."""
    pairings = matchings(in_order(gold), in_order(pred), fits)
    return max(pairings, key=lambda pairs: (sum(is_exact(*pair) for pair in pairs), credit(pairs)))


def by_type(gold, pred, credit):
    """Counts by type for what a pair of one type earns."""
    fits = lambda g, p: g.type == p.type and credit(g, p) > 0  # noqa: E731
    pairs = best(gold, pred, fits, lambda pairs: sum(credit(*pair) for pair in pairs))
    counts = {}
    for type_ in {m.type for m in (*gold, *pred)}:
        tp = sum((credit(g, p) for g, p in pairs if g.type == type_), Fraction(0))
        counts[type_] = (tp, sum(m.type == type_ for m in pred) - tp, sum(m.type == type_ for m in gold) - tp)
    return counts


def forgiven(match):
    return lambda g, p: Fraction(is_exact(g, p) or match.difference(g, p) is not None)


CREDITS = {
    "entities.strict": lambda g, p: Fraction(is_exact(g, p)),
    "entities.type": lambda g, p: Fraction(g.span.overlap(p.span) > 0),
    "entities.soft": iou,
    "entities.iou50": lambda g, p: Fraction(2 * iou(g, p) >= 1),
}


def aligned(gold, pred):
    """The alignment of errors by its definition."""
    rungs = lambda pairs: (  # noqa: E731
        sum(g.span == p.span for g, p in pairs),
        sum(g.type == p.type for g, p in pairs),
        sum(iou(g, p) for g, p in pairs),
    )
    return best(gold, pred, lambda g, p: g.span.overlap(p.span) > 0, rungs)


def class_of(gold, pred):
    if gold.type != pred.type:
        return "type"
    edges = ("left_" * (gold.start != pred.start)) + ("right_" * (gold.end != pred.end))
    return {"": "correct", "left_": "left_edge", "right_": "right_edge", "left_right_": "both_edges"}[edges]


def is_part(left, pairs):
    """Whether it lies over a whole of its type whose partner, of that type too, is apart from it."""
    return any(
        left.type == whole.type == part.type
        and left.span.overlap(whole.span)
        and not left.span.overlap(part.span)
        and whole.span != part.span
        for whole, part in pairs
    )


def place(mention):
    return mention.span, mention.type


def classes_of(gold, pred):
    """(class, gold and predicted place or None) of all mentions, and the confusion of types."""
    pairs = aligned(gold, pred)
    found = [(class_of(g, p), place(g), place(p)) for g, p in pairs]
    confusion = Counter((g.type, p.type) for g, p in pairs)
    for g in set(gold) - {g for g, _ in pairs}:
        found.append(("merge" if is_part(g, [(p, g) for g, p in pairs]) else "missed", place(g), None))
        confusion[g.type, NOTHING] += 1
    for p in set(pred) - {p for _, p in pairs}:
        found.append(("split" if is_part(p, pairs) else "spurious", None, place(p)))
        confusion[NOTHING, p.type] += 1
    return found, confusion


@st.composite
def articles(draw, most=4, length=9):
    gold = draw(mention_lists(max_size=most, length=length))
    pred = draw(mention_lists(max_size=most, length=length, prefix="P"))
    start = draw(st.integers(0, 30))
    text = draw(st.sampled_from((None, TEXT[start : start + length])))
    cut = draw(st.integers(1, length - 1))
    zones = [Zone(type="HEADLINE", start=0, end=cut), Zone(type="BODY", start=cut, end=length)]
    return compare_mentions(gold, pred, text, draw(st.sampled_from(((), zones))))


@MANY
@given(batch=st.lists(articles(), max_size=3))
def test_every_number_is_that_of_its_definition(batch):
    tally = score_entities(batch, details=True)
    assert list(tally.types) == sorted({m.type for one in batch for m in (*one.gold.mentions, *one.pred.mentions)})
    soft, classes, confusion = Counter(), Counter(), Counter()
    for index, one in enumerate(batch):
        gold, pred = one.gold.mentions, one.pred.mentions
        credit_of = CREDITS | ({} if one.text is None else {"entities.clitic": forgiven(one.clitics)})
        for metric in TYPED:
            expected = by_type(gold, pred, credit_of[metric]) if metric in credit_of else {}
            for type_, found in zip(tally.types, tally.counts[metric][index].tolist(), strict=True):
                assert found == [float(number) for number in expected.get(type_, (0, 0, 0))], (metric, type_)
        soft.update({type_: tp for type_, (tp, _, _) in by_type(gold, pred, iou).items()})
        spans = Counter(m.span for m in gold) & Counter(m.span for m in pred)
        tp = spans.total()
        assert tally.boundary[index].tolist() == [tp, len(pred) - tp, len(gold) - tp]
        found, pairs = classes_of(gold, pred)
        classes.update(name for name, _, _ in found)
        confusion.update(pairs)
        assert Counter(rows_of(tally.mistakes[index])) == Counter(row for row in found if row[0] != "correct")
    assert tally.soft == {type_: soft[type_] for type_ in tally.types}
    assert (tally.errors.classes, tally.errors.confusion) == (classes, confusion)


def rows_of(mistakes):
    """(class, gold and predicted place), without the whole that a split or merge is a part of."""
    places = [(one.kind, *((s.spans[0], s.label) if s else None for s in (one.gold, one.pred))) for one in mistakes]
    return [(k, None if k == "split" else gold, None if k == "merge" else pred) for k, gold, pred in places]


def held(one, mentions):
    return sum(one.span in other.span and one.span != other.span for other in mentions)


def slices_by_definition(one):
    gold, pred = in_order(one.gold.mentions), in_order(one.pred.mentions)
    taken = Counter()
    counts = Counter()

    def add(number, mentions, m):
        names = [f"depth:{held(m, mentions)}", f"form:{m.form or 'none'}"]
        if one.text is not None:
            words = len(one.text[m.start : m.end].split())
            names.append(f"words:{words}" if words < 5 else "words:5+")
        names += [f"zone:{zone.type}" for zone in one.zones if zone.start <= m.start < zone.end][:1]
        counts.update((name, number) for name in names)

    key = lambda m: (m.start, m.end, m.type)  # noqa: E731
    both_sides = Counter(map(key, gold)) & Counter(map(key, pred))
    for side, mentions, missing in ((0, gold, 2), (1, pred, 1)):
        taken.clear()
        for m in mentions:
            taken[key(m)] += 1
            if taken[key(m)] > both_sides[key(m)]:
                add(missing, mentions, m)
            elif side == 0:
                add(0, mentions, m)
    return {name: Counts(*(counts[name, number] for number in range(3))) for name, _ in counts}


@st.composite
def formed(draw):
    one = draw(articles(most=6))
    forms = st.sampled_from((None, "NAM", "NOM"))
    gold = replace(one.gold, mentions=[replace(m, form=draw(forms)) for m in one.gold.mentions])
    return replace(one, gold=gold)


@SOME
@given(batch=st.lists(formed(), max_size=3))
def test_slices_are_those_of_their_definitions(batch):
    expected = Counter()
    for one in batch:
        for name, counts in slices_by_definition(one).items():
            expected[name] = expected[name] + counts if name in expected else counts
    assert score_entities(batch).slices == dict(expected)


def rounded(tally, index):
    """What a tally says of one article, by type."""
    present = tally.counts["entities.strict"][index].sum(axis=1) > 0
    rows = {
        metric: [(t, *own) for t, own, here in zip(tally.types, array[index].tolist(), present, strict=True) if here]
        for metric, array in tally.counts.items()
    }
    return rows, tally.boundary[index].tolist(), tally.mistakes[index]


@SOME
@given(batch=st.lists(articles(most=6), min_size=1, max_size=4), random=st.randoms(use_true_random=False))
def test_neither_company_nor_order_changes_an_article(batch, random):
    together = score_entities(batch, details=True)
    for index, one in enumerate(batch):
        sides = {name: getattr(one, name) for name in ("gold", "pred")}
        shuffled = {
            name: replace(side, mentions=random.sample(list(side.mentions), len(side.mentions)))
            for name, side in sides.items()
        }
        assert rounded(score_entities([replace(one, **shuffled)], details=True), 0) == rounded(together, index)
    random.shuffle(batch)
    again = score_entities(batch)
    assert (again.types, again.soft, again.slices) == (together.types, together.soft, together.slices)
    assert again.errors == together.errors


@SOME
@given(batch=st.lists(articles(most=6), min_size=2, max_size=4), cut=st.integers(0, 4))
def test_parts_add_up_to_the_whole(batch, cut):
    whole, parts = score_entities(batch), [score_entities(batch[:cut]), score_entities(batch[cut:])]
    for metric in ("entities.strict", "entities.type", "entities.iou50", "entities.clitic"):
        sums = [array.counts[metric].sum(axis=(0, 1)) for array in parts]
        assert np.array_equal(whole.counts[metric].sum(axis=(0, 1)), sum(sums))
    added = Counter()
    for part in parts:
        added.update(part.soft)
    assert whole.soft == dict(added)
    parts[0].errors.add(parts[1].errors)
    assert parts[0].errors == whole.errors
    names = parts[0].slices.keys() | parts[1].slices.keys()
    assert whole.slices == {n: sum((part.slices.get(n, Counts()) for part in parts), Counts()) for n in names}
