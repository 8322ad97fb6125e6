"""Gold changed by hand, as decisions: with the printed rows in the adjudication file, gold follows again."""

import json
import shutil
from dataclasses import replace

import pytest
from click.testing import CliRunner

from hudna.exchange.brat.canonical import canonical
from hudna.findings import InvalidDataError
from hudna.formats.annotation import annotation_text, read_annotation, write_annotation
from hudna.passes.command import command
from hudna.passes.corrections import correction_rows
from hudna.passes.folder import gold_of
from hudna.validate.command import command as check

TEXTS = [f"{edition}/{number:03d}" for edition in ("open", "source") for number in range(5)]


@pytest.fixture
def folder(root, tmp_path):
    shutil.copytree(root / "annotations", tmp_path / "annotations")
    return tmp_path / "annotations"


def correct(folder, text, **layers):
    """Write the text's gold with other layers of annotation, each a function of the old."""
    path = folder / "gold" / f"{text}.jsonl"
    gold = read_annotation(path)
    changed = {name: tuple(change(getattr(gold.record, name))) for name, change in layers.items()}
    write_annotation(canonical(replace(gold, record=replace(gold.record, **changed))), path)


def rows_of(folder, text):
    return list(correction_rows(folder, text))


def decide(folder, text, rows):
    with (folder / "adjudication" / f"{text}.jsonl").open("a", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps({**row, "rule": "3.1", "why": "An example."}, ensure_ascii=False) + "\n")


def follows(folder, text):
    return annotation_text(gold_of(folder, text)) == (folder / "gold" / f"{text}.jsonl").read_text(encoding="utf-8")


def referred(record):
    """Ids of the mentions that something refers to."""
    yield from (argument.filler for event in record.events for argument in event.arguments)
    yield from (mention.anchor for mention in record.mentions)
    for claim in record.numeric_claims:
        yield from claim.quantified
        yield from (link.source for link in [*claim.attribution, *claim.stance])


def shortened(mention):
    """Without its last word."""
    text = mention.text.rpartition(" ")[0]
    return replace(mention, end=mention.start + len(text), text=text)


def test_nothing_changed_is_no_row(folder):
    assert list(correction_rows(folder, None)) == []


def test_the_row_of_a_changed_part_to_the_letter(folder):
    """Both passes say what gold said; the row quotes them."""
    old = read_annotation(folder / "gold" / "open" / "001.jsonl").record.events[0]
    correct(folder, "open/001", events=lambda events: [replace(events[0], polarity="NEG"), *events[1:]])
    assert old.polarity == "POS"
    (span,) = old.trigger
    unit = f"event {old.type} {span.start}-{span.end} / polarity"
    row = {"unit": unit, "a": "POS", "b": "POS", "decision": "other", "value": "NEG", "rule": "", "why": ""}
    assert rows_of(folder, "open/001") == [row]
    assert rows_of(folder, "open/002") == []


def test_what_is_dropped_goes_with_its_parts_in_one_row(folder):
    record = read_annotation(folder / "gold" / "open" / "002.jsonl").record
    unused = next(mention for mention in record.mentions if mention.id not in set(referred(record)))
    correct(folder, "open/002", mentions=lambda mentions: [item for item in mentions if item != unused])
    (row,) = rows_of(folder, "open/002")
    assert row["unit"] == f"mention {unused.start}-{unused.end} {unused.type}"
    assert row["decision"] == "none"
    assert "value" not in row


def test_a_new_boundary_comes_with_its_words(folder):
    record = read_annotation(folder / "gold" / "open" / "003.jsonl").record
    at, old = next((at, item) for at, item in enumerate(record.mentions) if " " in item.text and item.head is None)
    correct(folder, "open/003", mentions=lambda mentions: [*mentions[:at], shortened(old), *mentions[at + 1 :]])
    rows = rows_of(folder, "open/003")
    new = shortened(old)
    whole = next(row for row in rows if row["unit"] == f"mention {new.start}-{new.end} {new.type}")
    assert (whole["value"], whole["text"]) == (True, {f"{new.start}-{new.end}": new.text})
    assert {"unit": f"mention {old.start}-{old.end} {old.type}", "decision": "none"}.items() <= next(
        row for row in rows if row["unit"] == f"mention {old.start}-{old.end} {old.type}"
    ).items()
    decide(folder, "open/003", rows)
    assert follows(folder, "open/003")


@pytest.mark.parametrize("text", TEXTS)
def test_with_its_rows_gold_follows_from_the_decisions(folder, text):
    """A mention dropped, one shortened, one of another cluster; an event negated, without its first argument; a claim
    dropped: where it is somebody's subset, its value is changed."""

    def mentions(old):
        used = set(referred(read_annotation(folder / "gold" / f"{text}.jsonl").record))
        dropped = next(item for item in old if item.id not in used)
        kept = [item for item in old if item is not dropped]
        one = next(item for item in kept if " " in item.text and "…" not in item.text and item.head is None)
        other = next(item for item in kept if item.entity_id and item is not one)
        new = {one.id: shortened(one), other.id: replace(other, entity_id="somebody-else")}
        return [new.get(item.id, item) for item in kept]

    def events(old):
        polarity = "NEG" if old[0].polarity == "POS" else "POS"
        return [replace(old[0], polarity=polarity, arguments=old[0].arguments[1:]), *old[1:]]

    def claims(old):
        subsets = {item.subset_of for item in old}
        return [item for item in old if item.id in subsets or item is not old[-1]]

    before = (folder / "gold" / f"{text}.jsonl").read_bytes()
    correct(folder, text, mentions=mentions, events=events, numeric_claims=claims)
    assert not follows(folder, text)
    rows = rows_of(folder, text)
    assert len(rows) >= 5
    decide(folder, text, rows)
    assert follows(folder, text)
    assert rows_of(folder, text) == []
    assert (folder / "gold" / f"{text}.jsonl").read_bytes() != before


def test_the_command_prints_rows_and_writes_nothing(folder):
    correct(folder, "open/001", events=lambda events: [replace(events[0], polarity="NEG"), *events[1:]])
    before = {path: path.read_bytes() for path in folder.rglob("*.jsonl")}
    result = CliRunner().invoke(command, [str(folder), "--corrections", "--only", "open/001"])
    assert result.exit_code == 0, result.output
    assert [json.loads(line) for line in result.stdout.splitlines()] == rows_of(folder, "open/001")
    assert {path: path.read_bytes() for path in folder.rglob("*.jsonl")} == before


def test_rows_that_nobody_completed_are_findings_and_write_no_gold(folder):
    """As the command prints them, without rule and reason."""
    correct(folder, "open/001", events=lambda events: [replace(events[0], polarity="NEG"), *events[1:]])
    path, gold = folder / "adjudication" / "open" / "001.jsonl", folder / "gold" / "open" / "001.jsonl"
    lines, before = path.read_text(encoding="utf-8").count("\n"), gold.read_bytes()
    with path.open("a", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows_of(folder, "open/001"))
    result = CliRunner().invoke(command, [str(folder)])
    assert isinstance(result.exception, InvalidDataError)
    found = [str(finding).partition(" in the ")[0] for finding in result.exception.findings]
    where = f"{path}:{lines + 1}: [unreasoned-decision] found no"
    assert found == [f"{where} `rule`", f"{where} `why`"]
    assert gold.read_bytes() == before
    strict = CliRunner().invoke(check, [str(folder), "--strict"])
    assert strict.exit_code == 1
    said = [line.partition(" in the ")[0] for line in strict.stdout.splitlines()]
    assert [line for line in said if "[edition-facts]" not in line][:-1] == found  # that edition alone was changed


def test_pending_and_corrections_are_not_asked_together(folder):
    result = CliRunner().invoke(command, [str(folder), "--corrections", "--pending"])
    assert result.exit_code == 2
    assert "one at a time" in result.output
