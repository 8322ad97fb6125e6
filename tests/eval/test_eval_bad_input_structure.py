"""Files that are no JSON Lines, lines that are no record, and paths that are no file: what each gets."""

import gzip
import json
import os
import subprocess
import sys
import threading

import pytest
from bad_input_cases import GOLD, HEADING, both_sides, mention, refused, said, scores, written

from hudna.findings import InvalidDataError
from hudna_eval import evaluate

LINE = f"{{{HEADING}}}"
WRITTEN = '{"article_id": "001", "edition": "open"}'
NO_JSON = "found no JSON: {}."
NO_UTF8 = NO_JSON.format("invalid unicode code point")
TWICE = "found key {!r} twice in one object against once. The later one would hide the other."

CONTENTS = {
    "a number": ("5", [(1, "bad-value", "found 5; input should be an object.")]),
    "a string": ('"x"', [(1, "bad-value", 'found "x"; input should be an object.')]),
    "null": ("null", [(1, "bad-value", "found null; input should be an object.")]),
    "an array": ("[]", [(1, "bad-value", "found []; input should be an object.")]),
    "records in an array": (
        f"[{LINE}, {LINE}]",
        [(1, "bad-value", f"found {f'[{WRITTEN}, {WRITTEN}]':.57}...; input should be an object.")],
    ),
    "an empty object": ("{}", [(1, "missing-key", "article_id: found no such key, which is required.")]),
    "a cut line": (LINE[:-5], [(1, "json", NO_JSON.format("EOF while parsing a string"))]),
    "two records in a line": (LINE + LINE, [(1, "json", NO_JSON.format("trailing characters"))]),
    "a record in two lines": (
        f'{{"article_id":"001",\n"edition":"open"}}',  # noqa: F541
        [
            (1, "json", NO_JSON.format("EOF while parsing a value")),
            (2, "json", NO_JSON.format("trailing characters")),
        ],
    ),
    "a comment": (f"# x\n{LINE}", [(1, "json", NO_JSON.format("expected value"))]),
    "a comma too many": (LINE[:-1] + ",}", [(1, "json", NO_JSON.format("trailing comma"))]),
    "other quotes": (LINE.replace('"', "'"), [(1, "json", NO_JSON.format("key must be a string"))]),
    "nested arrays": (f'{{{HEADING},"x":{"[" * 100_000}', [(1, "json", NO_JSON.format("recursion limit exceeded"))]),
    "nested objects": ('{"a":' * 100_000, [(1, "json", NO_JSON.format("recursion limit exceeded"))]),
    "a control character": (
        LINE.replace("001", "0\x0001"),
        [(1, "json", r"found no JSON: control character (\u0000-\u001F) found while parsing a string.")],
    ),
    "null for lists": (
        f'{{{HEADING},"events":null,"mentions":null}}',
        [
            (1, "bad-value", "events: found null; input should be a valid array."),
            (1, "bad-value", "mentions: found null; input should be a valid array."),
        ],
    ),
    "null for a name": (
        '{"article_id":null}', [(1, "bad-value", "article_id: found null; input should be a valid string.")]
    ),
    "an unknown key": (
        f'{{{HEADING},"tokens":[]}}', [(1, "unknown-key", "tokens: found a key that the form does not know.")]
    ),
    "a key twice": (f'{{{HEADING},"mentions":[],"mentions":[]}}', [(1, "json", TWICE.format("mentions"))]),
    "a key twice, once escaped": (
        rf'{{{HEADING},"mentions":[],"\u006dentions":[]}}', [(1, "json", TWICE.format("mentions"))]
    ),
    "a key twice within": (
        f'{{{HEADING},"mentions":[{{"id":"T1","type":"X","start":0,"start":1,"end":2}}]}}',
        [(1, "json", TWICE.format("start"))],
    ),
    "the id twice": ('{"article_id":"009","article_id":"001"}', [(1, "json", TWICE.format("article_id"))]),
    "nothing": ("", [(1, "empty-file", "found no line against at least one JSON object.")]),
    "blank lines": (" \n\n\t\n", [(1, "empty-file", "found no line against at least one JSON object.")]),
    "a byte order mark": ("\ufeff", [(1, "empty-file", "found no line against at least one JSON object.")]),
    "UTF-16": ((LINE + "\n" + LINE).encode("utf-16"), [(1, "utf8", "found UTF-16 against lines of UTF-8.")]),
    "gzip": (gzip.compress(LINE.encode()), [(1, "utf8", "found gzip data against lines of UTF-8.")]),
    "ZIP": (b"PK\x03\x04\n\n\n", [(1, "utf8", "found a ZIP archive against lines of UTF-8.")]),
    "Parquet": (b"PAR1\n\n\n", [(1, "utf8", "found Parquet data against lines of UTF-8.")]),
    "a wrong byte": (LINE.encode().replace(b"open", b"\xff"), [(1, "json", NO_UTF8)]),
    "an overlong letter": (LINE.encode().replace(b"open", b"\xc0\xaf"), [(1, "json", NO_UTF8)]),
    "null bytes": (b"\0" * 1000, [(1, "json", NO_JSON.format("expected value"))]),
}  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), CONTENTS.values(), ids=CONTENTS)
def test_what_is_no_record_is_refused_on_either_side(tmp_path, content, expected):
    for outcome in both_sides(tmp_path, content):
        assert refused(outcome) == expected


@pytest.mark.parametrize(
    "content",
    [LINE, f"\n\n{LINE}\n \n\n", f"{LINE}\r\n", f"\ufeff{LINE}\n", f" {LINE} ", LINE.replace(",", " ,\t")],
    ids=["no line end", "blank lines", "two characters of line end", "byte order mark", "spaces", "tabs"],
)
def test_what_surrounds_a_record_is_nothing(tmp_path, content):
    for outcome in both_sides(tmp_path, content):
        assert outcome[::2] == (0, "")


def test_the_lines_behind_a_byte_order_mark_are_read_where_they_are(tmp_path):
    gold = tmp_path / "gold.jsonl"
    lines = [json.dumps(mention() | {"article_id": id_}) for id_ in ("001", "002", "003")]
    gold.write_text("\ufeff" + "\n".join(lines))
    outcome = said(tmp_path, gold, "--gold", gold, "--json")
    assert scores(outcome)["entities.strict"]["tp"] == 3


def test_every_fault_of_many_comes_sorted_with_one_summary(tmp_path):
    lines = [json.dumps(mention(id=f"T{i}", end=32 + i)) for i in range(2000)]
    pred = written(
        tmp_path / "pred.jsonl", "\n".join(line.replace('"001"', f'"{i:04}"') for i, line in enumerate(lines))
    )
    golds = [json.dumps(GOLD).replace('"001"', f'"{i:04}"') for i in range(2000)]
    found = refused(said(tmp_path, pred, "--gold", written(tmp_path / "gold.jsonl", "\n".join(golds))))
    assert [line for line, _, _ in found] == list(range(1, 2001))
    assert {rule for _, rule, _ in found} == {"span-outside-text"}


def test_every_fault_of_one_line_comes(tmp_path):
    mentions = [{"id": f"T{i}", "type": "X", "start": 0, "end": 32 + i} for i in range(3000)]
    pred, _ = both_sides(tmp_path, {**GOLD, "mentions": mentions})
    assert len(refused(pred)) == 3000


def test_a_long_name_is_not_said_as_often_as_it_is_wrong(tmp_path):
    # 3,000 findings that would repeat a megabyte each.
    arguments = [{"role": "r", "filler": f"T{i}"} for i in range(3000)]
    event = {"id": "x" * 1_000_000, "type": "X", "trigger": [[0, 4]], "arguments": arguments}
    pred, _ = both_sides(tmp_path, {**GOLD, "events": [event]})
    assert len(refused(pred)) == 3000


LONG = "x" * 5_000_000
LONG_LINES = {
    "text": ({**GOLD, "text": LONG}, "text-hash"),
    "id": (mention(id=LONG, end=99), "span-outside-text"),
    "key": ({**GOLD, LONG: 1}, "unknown-key"),
    "article": ({**GOLD, "article_id": LONG}, "unknown-article"),
    "string": (f'"{LONG}"', "bad-value"),
    "unclosed": (f'{{"article_id":"{LONG}', "json"),
    "no JSON": (LONG, "json"),
    "brackets": ("[" * 5_000_000, "json"),
}


@pytest.mark.parametrize(("content", "rule"), LONG_LINES.values(), ids=LONG_LINES)
def test_a_line_of_millions_of_characters(tmp_path, content, rule):
    pred, _ = both_sides(tmp_path, content)
    assert [found for _, found, _ in refused(pred)] == [rule]


@pytest.fixture
def gold(tmp_path):
    return written(tmp_path / "gold.jsonl", GOLD)


def test_a_folder_without_files(tmp_path, gold):
    (tmp_path / "folder").mkdir()
    assert [rule for _, rule, _ in refused(said(tmp_path, tmp_path / "folder", "--gold", gold))] == ["empty-folder"]


def test_a_folder_that_is_named_as_a_file(tmp_path, gold):
    (tmp_path / "folder" / "a.jsonl").mkdir(parents=True)
    assert [rule for _, rule, _ in refused(said(tmp_path, tmp_path / "folder", "--gold", gold))] == ["empty-folder"]
    outcome = said(tmp_path, tmp_path / "folder", "--gold", gold, "--format", "hudna")
    assert refused(outcome) == [(0, "unreadable-file", "found no readable file: Is a directory.")]


def test_links_that_go_in_circles(tmp_path, gold):
    (tmp_path / "folder").mkdir()
    written(tmp_path / "folder" / "a.jsonl", GOLD)
    (tmp_path / "folder" / "self").symlink_to(".")
    assert said(tmp_path, tmp_path / "folder", "--gold", gold)[0] == 0
    (tmp_path / "loop").symlink_to("loop")
    outcome = said(tmp_path, tmp_path / "loop", "--gold", gold)
    assert refused(outcome) == [(0, "unreadable-file", "found no readable file: Too many levels of symbolic links.")]


@pytest.mark.parametrize("form", [(), ("--format", "hudna"), ("--format", "conll"), ("--format", "oneie")], ids=str)
@pytest.mark.parametrize(
    ("name", "problem"),
    [("absent", "No such file or directory"), ("a" * 300, "File name too long")],
    ids=["absent", "too long"],
)
def test_a_name_that_is_no_file(tmp_path, gold, name, problem, form):
    outcome = said(tmp_path, tmp_path / name, "--gold", gold, *form)
    assert refused(outcome) == [(0, "unreadable-file", f"found no readable file: {problem}.")]


def test_a_name_with_a_null(tmp_path, gold):
    with pytest.raises(InvalidDataError, match=r"\[unreadable-file\] found no readable file: embedded null"):
        evaluate(gold, tmp_path / "a\0b")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path, gold):
    secret = written(tmp_path / "secret.jsonl", GOLD)
    secret.chmod(0)
    outcome = said(tmp_path, secret, "--gold", gold)
    secret.chmod(0o600)
    assert refused(outcome) == [(0, "unreadable-file", "found no readable file: Permission denied.")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
@pytest.mark.parametrize("content", [json.dumps(GOLD), ""], ids=["record", "nothing"])
def test_a_pipe_is_read_once(tmp_path, gold, content):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(content,), daemon=True)
    writer.start()
    outcome = said(tmp_path, pipe, "--gold", gold)
    writer.join(timeout=60)
    assert outcome[0] == 0 if content else [rule for _, rule, _ in refused(outcome)] == ["empty-file"]


@pytest.mark.skipif(sys.platform == "win32", reason="no such devices")
@pytest.mark.parametrize(
    ("device", "expected"),
    [
        ("/dev/null", (1, "empty-file", "found no line against at least one JSON object.")),
        ("/dev/zero", (0, "unreadable-file", "found a device against a file, a folder or a pipe.")),
    ],
)
def test_a_device(tmp_path, gold, device, expected):
    assert refused(said(tmp_path, device, "--gold", gold)) == [expected]


def test_the_command_itself_says_no_more_than_the_findings(tmp_path, gold):
    bad = written(tmp_path / "bad.jsonl", "{")
    command = [sys.executable, "-c", "from hudna.cli import main; main()", "eval", bad, "--gold", gold]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert refused((ended.returncode, ended.stdout, ended.stderr)) == [
        (1, "json", "found no JSON: EOF while parsing an object.")
    ]
