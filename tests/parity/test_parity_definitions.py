"""Metrics against their definitions: formulas of the papers in a few lines, by enumeration, on small random input.

Everything here is written from the definitions and shares no code with the harness: assignments are tried one by one,
links are sets of pairs. Scores come from `hudna_eval.evaluate`. Each docstring names the definition; the deviations
of the harness from its source are in `hudna eval --explain`.
"""

from collections import Counter
from fractions import Fraction
from itertools import combinations, permutations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from hudna.model import Argument, Event, Mention, Record, Span
from hudna_eval import evaluate
from hudna_eval.comparison import compared
from hudna_eval.coreference.metrics import cluster_counts
from hudna_eval.sources.pairing import Pair
from hudna_eval.views import view_counts

SMALL = settings(max_examples=150, deadline=None)
TYPES, ROLES = ("Life.Die", "Life.Injure"), ("Victim", "Place")
PLACES = ((0, 2), (3, 5), (6, 8), (9, 11))
TRIGGERS = ((20, 22), (23, 25))


@st.composite
def articles(draw, most=3):
    """Four mentions in entities, and events whose arguments they are; some mentions have no entity."""
    mentions = tuple(
        Mention(id=f"T{i}", type="PER", start=start, end=end, entity_id=draw(st.sampled_from((None, "a", "b"))))
        for i, (start, end) in enumerate(PLACES)
    )
    arguments = st.lists(
        st.builds(Argument, role=st.sampled_from(ROLES), filler=st.sampled_from([m.id for m in mentions])),
        max_size=3,
        unique_by=lambda argument: (argument.role, argument.filler),
    )
    events = tuple(
        Event(
            id=f"E{i}",
            type=draw(st.sampled_from(TYPES)),
            trigger=(Span(*draw(st.sampled_from(TRIGGERS))),),
            arguments=tuple(draw(arguments)),
        )
        for i in range(draw(st.integers(0, most)))
    )
    return Record(article_id="1", mentions=mentions, events=events)


def counts(metric, gold, pred):
    own = evaluate([gold], [pred]).scores[metric].counts
    return own.tp, own.fp, own.fn


def entity_of(record, id_):
    """The spans of the entity that a mention belongs to; its own where it has no entity."""
    named = {m.id: m for m in record.mentions}[id_].entity_id
    members = [m for m in record.mentions if m.id == id_ or (named is not None and m.entity_id == named)]
    return frozenset((m.start, m.end) for m in members)


def templates(record):
    """(type, fillers) of each event; a filler is (role, spans of its entity, those that the event names)."""
    found = []
    for event in record.events:
        named = {}
        for argument in event.arguments:
            key = argument.role, entity_of(record, argument.filler)
            span = next((m.start, m.end) for m in record.mentions if m.id == argument.filler)
            named[key] = named.get(key, frozenset()) | {span}
        found.append((event.type, [(role, entity, spans) for (role, entity), spans in named.items()]))
    return found


def greatest(gold, pred, weight):
    """The greatest sum of `weight` over all one-to-one pairings of two lists, tried one by one."""
    spare = [None] * max(0, len(gold) - len(pred))
    return max(
        sum(weight(g, p) for g, p in zip(gold, order, strict=False) if p is not None)
        for order in permutations([*pred, *spare], len(gold))
    )


def fillers_agree(phi):
    return lambda g, p: phi(g, p) if g[0] == p[0] else 0


def templates_agree(phi, base=0):
    return lambda g, p: base + greatest(g[1], p[1], fillers_agree(phi)) if g[0] == p[0] else 0


def subset(gold, pred):
    return int(pred[1] <= gold[1])


def shared(gold, pred):
    return len(gold[1] & pred[1])


def names_one(gold, pred):
    return int(bool(gold[1] & pred[2]))


def sizes(size, gold, pred, tp):
    true, said = (sum(size(template) for template in side) for side in (gold, pred))
    return tp, said - tp, true - tp


@SMALL
@given(gold=articles(), pred=articles())
def test_ceaf_rme_phi3(gold, pred):
    """IterX (Chen et al. 2023): templates of a type by the best pairing of entities, φ3 the mentions they share."""
    golds, preds = templates(gold), templates(pred)
    tp = greatest(golds, preds, templates_agree(shared))
    expected = sizes(lambda template: sum(len(entity) for _, entity, _ in template[1]), golds, preds, tp)
    assert counts("events.ceaf_rme", gold, pred) == expected


@SMALL
@given(gold=articles(), pred=articles())
def test_ceaf_rme_subset(gold, pred):
    """The same with φ⊆: 1 for a predicted entity all of whose mentions are of the gold entity."""
    golds, preds = templates(gold), templates(pred)
    tp = greatest(golds, preds, templates_agree(subset))
    assert counts("events.ceaf_rme_subset", gold, pred) == sizes(lambda t: len(t[1]), golds, preds, tp)


@SMALL
@given(gold=articles(most=2), pred=articles(most=2))
def test_ceaf_ree(gold, pred):
    """GRIT (Du et al. 2021): role-filling entities of the whole document, φ⊆, within one role of one event type."""
    golds, preds = (
        [((t, role), entity) for t, own in templates(side) for role, entity, _ in own] for side in (gold, pred)
    )
    tp = 0
    for key in {key for key, _ in golds}:
        true, said = ([one for one in side if one[0] == key] for side in (golds, preds))
        tp += greatest(true, said, lambda g, p: int(p[1] <= g[1]))
    assert counts("events.ceaf_ree", gold, pred) == (tp, len(preds) - tp, len(golds) - tp)


@SMALL
@given(gold=articles(), pred=articles())
def test_muc4(gold, pred):
    """MUC-4 (Chinchor 1992): the pairing of templates with most right slots; the type is a slot, as is each entity."""
    golds, preds = templates(gold), templates(pred)
    tp = greatest(golds, preds, templates_agree(names_one, base=1))
    assert counts("events.muc4", gold, pred) == sizes(lambda template: 1 + len(template[1]), golds, preds, tp)


TRIGGER, TYPE, FILLER, ROLE = range(4)
KEYS = {
    "ai": (TYPE, FILLER),
    "ac": (TYPE, FILLER, ROLE),
    "ai+": (TRIGGER, TYPE, FILLER),
    "ac+": (TRIGGER, TYPE, FILLER, ROLE),
    "ai0": (TRIGGER, FILLER),
    "ac0": (TRIGGER, FILLER, ROLE),
}


def keys(record, parts):
    """Those `parts` of (trigger, event type, filler span, role) of every argument, as often as they are there."""
    place = {m.id: (m.start, m.end) for m in record.mentions}
    arguments = [(e.trigger, e.type, place[a.filler], a.role) for e in record.events for a in e.arguments]
    return [tuple(argument[part] for part in parts) for argument in arguments]


@SMALL
@given(gold=articles(), pred=articles())
def test_textee_sets(gold, pred):
    """Huang et al. 2024: what is in the key of each metric; sets within a document."""
    definitions = {
        "textee.ti": lambda side: {e.trigger for e in side.events},
        "textee.tc": lambda side: {(e.trigger, e.type) for e in side.events},
        "textee.ai": lambda side: set(keys(side, KEYS["ai"])),
        "textee.ac": lambda side: set(keys(side, KEYS["ac"])),
        "textee.ai+": lambda side: set(keys(side, KEYS["ai+"])),
        "textee.ac+": lambda side: set(keys(side, KEYS["ac+"])),
    }
    found = view_counts(compared(Pair(gold=gold, pred=pred)), definitions)
    for id_, definition in definitions.items():
        true, said = definition(gold), definition(pred)
        assert (found[id_].tp, found[id_].fp, found[id_].fn) == (len(true & said), len(said - true), len(true - said))


@SMALL
@given(gold=articles(), pred=articles())
def test_argument_metrics_as_multisets(gold, pred):
    """The same keys, but every argument of every event counts: two equal ones need two predictions."""
    for name, parts in KEYS.items():
        true, said = (Counter(keys(side, parts)) for side in (gold, pred))
        tp = (true & said).total()
        assert counts(f"events.{name}", gold, pred) == (tp, said.total() - tp, true.total() - tp), name


@st.composite
def partitions(draw, mentions=6, clusters=3):
    """Clusters of some of the mentions 0 … 5."""
    homes = draw(st.lists(st.integers(-1, clusters - 1), min_size=mentions, max_size=mentions))
    found = [frozenset(m for m, home in enumerate(homes) if home == one) for one in range(clusters)]
    return [cluster for cluster in found if cluster]


def divided(numerator, denominator):
    return Fraction(numerator) / denominator if denominator else None


def rates(name, gold, pred):
    found = getattr(cluster_counts(gold, pred), name)
    return found.exact_recall, found.exact_precision


def both_ways(recall, gold, pred):
    return recall(gold, pred), recall(pred, gold)


@SMALL
@given(gold=partitions(), pred=partitions())
def test_muc(gold, pred):
    """Vilain et al. 1995: Σ(|K| - parts of K) / Σ(|K| - 1); a mention that the other side lacks is a part."""

    def recall(keys, responses):
        known = frozenset().union(*responses)
        parts = [len([r for r in responses if r & key]) + len(key - known) for key in keys]
        kept = sum(len(key) - number for key, number in zip(keys, parts, strict=True))
        return divided(kept, sum(len(key) - 1 for key in keys))

    assert rates("muc", gold, pred) == both_ways(recall, gold, pred)


@SMALL
@given(gold=partitions(), pred=partitions())
def test_b_cubed(gold, pred):
    """Bagga and Baldwin 1998, mention by mention: the share of its cluster that its cluster on the other side has."""

    def recall(keys, responses):
        shares = []
        for key in keys:
            homes = [next((r for r in responses if mention in r), frozenset()) for mention in key]
            shares += [Fraction(len(key & home), len(key)) for home in homes]
        return divided(sum(shares), len(shares))

    assert rates("b3", gold, pred) == both_ways(recall, gold, pred)


@SMALL
@given(gold=partitions(), pred=partitions())
def test_lea(gold, pred):
    """Moosavi and Strube 2016: Σ|K|·resolved(K) / Σ|K|, links as sets of pairs, a singleton linked to itself."""

    def links(cluster):
        return set(combinations(sorted(cluster), 2)) if len(cluster) > 1 else {(one, one) for one in cluster}

    def recall(keys, responses):
        everything = set().union(*map(links, responses))
        resolved = [len(key) * Fraction(len(links(key) & everything), len(links(key))) for key in keys]
        return divided(sum(resolved), sum(map(len, keys)))

    assert rates("lea", gold, pred) == both_ways(recall, gold, pred)


@SMALL
@given(gold=partitions(), pred=partitions())
def test_ceaf(gold, pred):
    """Luo 2005: the best one-to-one pairing of clusters under φ3 (mentions) and φ4 (entities), over self-similarity."""
    phis = {"ceafm": lambda k, r: len(k & r), "ceafe": lambda k, r: Fraction(2 * len(k & r), len(k) + len(r))}
    for name, phi in phis.items():
        best = greatest(gold, pred, phi)
        assert rates(name, gold, pred) == tuple(divided(best, sum(phi(k, k) for k in side)) for side in (gold, pred))


@SMALL
@given(gold=partitions(), pred=partitions())
def test_blanc_link_by_link(gold, pred):
    """Luo et al. 2014: links within clusters, and between them, as sets of pairs; BLANC is the mean of both."""

    def within(clusters):
        return {pair for cluster in clusters for pair in combinations(sorted(cluster), 2)}

    def between(clusters):
        return {tuple(sorted(pair)) for one, other in combinations(clusters, 2) for pair in product(one, other)}

    found = cluster_counts(gold, pred)
    kinds = []
    for links, ratio in ((within, found.coreference_links), (between, found.non_coreference_links)):
        key, response = links(gold), links(pred)
        common = len(key & response)
        assert (ratio.exact_recall, ratio.exact_precision) == (
            divided(common, len(key)),
            divided(common, len(response)),
        )
        if key or response:
            kinds.append(Fraction(2 * common, len(key) + len(response)))
    assert found.blanc.exact_f1 == (sum(kinds) / len(kinds) if kinds else None)


@SMALL
@given(gold=partitions(), pred=partitions())
def test_conll_average(gold, pred):
    """CoNLL-2012: the mean of three F1; undefined where one of them is."""
    found = cluster_counts(gold, pred)
    parts = []
    for name in ("muc", "b3", "ceafe"):
        recall, precision = rates(name, gold, pred)
        one = None if recall is None and precision is None else Fraction(0)
        parts.append(2 * recall * precision / (recall + precision) if recall and precision else one)
    expected = None if None in parts else float(sum(parts) / 3)
    assert found.conll.f1 == expected
