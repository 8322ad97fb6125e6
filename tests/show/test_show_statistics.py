"""Counts: of the miniature by hand, of the committed annotations against the files themselves."""

import json
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from hudna.show.statistics import statistics
from hudna.show.stats_command import command

MINIATURE = Path(__file__).parents[1] / "rules" / "canonical-form" / "valid"
COUNTS = {
    "articles": 1,
    "words": 13,
    "tokens": 15,
    "layer": {"zone": 1, "mention": 5, "event": 2, "argument": 4, "numeric_claim": 1, "exception": 0},
    "distinct": {"entity": 4, "event": 2},
    "zone_type": {"BODY": 1},
    "mention_type": {"DATE": 1, "GPE": 2, "NORP": 1, "OCC": 1},
    "mention_form": {"NAM": 2, "NOM": 2},
    "mention_depth": {"0": 4, "1": 1},
    "mention_zone": {"BODY": 5},
    "event_type": {"Contact.Meet": 1, "Life.Die": 1},
    "event_zone": {"BODY": 2},
    "polarity": {"POS": 2},
    "realis": {"ACTUAL": 2},
    "realis_kind": {},
    "role": {"Participant": 1, "Place": 1, "Time": 1, "Victim": 1},
    "claim_kind": {"COUNT": 1},
    "claim_mod": {"EXACT": 1},
    "claim_unit": {"soldier": 1},
    "claim_zone": {"BODY": 1},
    "claim_links": {"1": 1},
    "stance": {},
    "exception_reason": {},
}
BOTH = {"open": COUNTS, "source": {**COUNTS, "words": None}}


def test_the_miniature_is_counted_right():
    assert statistics(MINIATURE) == {"version": "0.0.1", "total": BOTH, "articles": {"900": BOTH}}


def lines_of(root):
    for path in sorted((root / "annotations" / "gold").rglob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield path.parent.name, json.loads(line)


@pytest.mark.parametrize("edition", ["open", "source"])
def test_totals_are_what_the_files_hold(root, edition):
    total = statistics(root / "annotations")["total"][edition]
    own = [line for where, line in lines_of(root) if where == edition]
    layers = Counter(line["layer"] for line in own)
    assert {name: count for name, count in total["layer"].items() if name != "argument"} == {
        name: layers[name] for name in ("zone", "mention", "event", "numeric_claim", "exception")
    }
    assert total["mention_type"] == Counter(line["type"] for line in own if line["layer"] == "mention")
    assert total["realis"] == Counter(line["realis"] for line in own if line["layer"] == "event")
    assert total["claim_kind"] == Counter(line["kind"] for line in own if line["layer"] == "numeric_claim")
    assert total["distinct"]["entity"] == len({line["entity_id"] for line in own if "entity_id" in line})


def test_totals_are_sums_over_articles(root):
    counted = statistics(root / "annotations")
    for edition, total in counted["total"].items():
        parts = [article[edition] for article in counted["articles"].values() if edition in article]
        assert total["articles"] == len(parts)
        assert total["tokens"] == sum(part["tokens"] for part in parts)
        for name in set(total) - {"articles", "words", "tokens", "distinct"}:
            summed = sum((Counter(part[name]) for part in parts), Counter())
            assert {label: count for label, count in total[name].items() if count} == summed


def test_the_texts_at_hand_make_no_difference(root, monkeypatch, tmp_path):
    before = statistics(root / "annotations")
    (tmp_path / "none").mkdir()
    monkeypatch.setenv("HUDNA_ARTICLES", str(tmp_path / "none"))
    assert statistics(root / "annotations") == before


def test_the_command_prints_json_or_tables():
    as_json = CliRunner().invoke(command, [str(MINIATURE), "--json"])
    assert json.loads(as_json.stdout) == statistics(MINIATURE)
    assert as_json.stdout == CliRunner().invoke(command, [str(MINIATURE), "--json"]).stdout
    shown = [" ".join(line.split()) for line in CliRunner().invoke(command, [str(MINIATURE)]).stdout.splitlines()]
    assert "900 open 13 15 5 2 4 1" in shown
    assert "900 source 15 5 2 4 1" in shown
    assert "count of open source" in shown
    assert "mention_depth 1 1 1" in shown
    assert "words 13" in shown
