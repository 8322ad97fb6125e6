"""`hudna predict` on files of any kind and size: a finding or predictions, the same bytes whatever the processes."""

import hashlib
import json
import os
import re
import subprocess
import sys
import tracemalloc

import pytest
from click.testing import CliRunner

from hudna.findings import InvalidDataError
from hudna.formats.interchange import record_line
from hudna.model import Record
from hudna_baselines import annotating, inputs
from hudna_baselines.annotating import batches
from hudna_baselines.inputs import Size, records_of, surveyed, texts_of_files
from hudna_baselines.predict import command

SENTENCE = "قتل 12 مدنيا في لشبونة أمس. "


def run(*arguments):
    return CliRunner().invoke(command, [str(argument) for argument in arguments], catch_exceptions=False)


def predicted(path):
    return json.loads(run(path, "--baseline", "rules").stdout)


def jsonl(path, number, text=SENTENCE, name="a{}"):
    lines = (record_line(Record(article_id=name.format(at), text=text, dateline="2022-05-13")) for at in range(number))
    path.write_text("".join(lines), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (SENTENCE.encode("utf-16"), "byte order mark of UTF-16"),
        (SENTENCE.encode("utf-16-le"), "byte 0x00 at byte"),
        ("é à Paris".encode("latin-1"), "byte 0xe9 at byte 0"),
        (SENTENCE.encode("cp1256"), "against UTF-8"),
        (b"\x7fELF\x02\x01\x00\x00", "byte 0x00 at byte 6"),
        (b"\xed\xa0\x80", "byte 0xed at byte 0"),
    ],
)
def test_other_encodings_and_binary_files_are_findings(tmp_path, content, expected):
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    with pytest.raises(InvalidDataError, match=expected):
        run(path, "--baseline", "rules")


@pytest.mark.parametrize("text", ["", "\n\n", "The army of France attacked 12 towns on Monday.", "🙂🎉🏳️‍🌈", "١" * 9])
def test_texts_that_are_no_arabic_prose_give_a_line(tmp_path, text):
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    data = predicted(path)
    assert data["article_id"] == "a"
    assert data["text_sha256"] == hashlib.sha256(text.encode()).hexdigest()
    assert data.get("events", []) == []


def test_offsets_count_a_byte_order_mark_because_the_text_has_it(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("كندا".encode("utf-8-sig"))
    (mention,) = predicted(path)["mentions"]
    assert (mention["start"], mention["end"], mention["text"]) == (1, 5, "كندا")


@pytest.mark.parametrize("line", ['{"article_id": "a", "text": "\\ud800"}', '{"article_id": "\\udfff", "text": "x"}'])
def test_half_a_surrogate_pair_in_json_is_a_finding(tmp_path, line):
    path = tmp_path / "a.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(InvalidDataError, match=r"a\.jsonl:1: \[json\]"):
        run(path, "--baseline", "rules")


@pytest.mark.parametrize("content", [SENTENCE.encode("utf-16"), b"\x00\x01\x02", b"[1, 2]\n", b'"text"\n', b"\xff\n"])
def test_jsonl_that_is_none_is_a_finding(tmp_path, content):
    path = tmp_path / "a.jsonl"
    path.write_bytes(content)
    with pytest.raises(InvalidDataError, match=r"a\.jsonl:1"):
        run(path, "--baseline", "rules")


def test_a_line_that_contradicts_itself_is_a_finding(tmp_path):
    path = tmp_path / "a.jsonl"
    zones = '[{"type": "BODY", "start": 0, "end": 3}, {"type": "BODY", "start": 2, "end": 9}]'
    path.write_text(
        f'{{"article_id": "a", "text": "كندا"}}\n{{"article_id": "b", "text": "كندا", "text_sha256": "{"0" * 64}"}}\n'
        f'{{"article_id": "c", "text": "كندا", "zones": {zones}}}\n{{"article_id": "a", "text": "روما"}}\n',
        encoding="utf-8",
    )
    with pytest.raises(InvalidDataError) as error:
        run(path, "--baseline", "rules")
    assert [(fault.line, fault.rule) for fault in error.value.findings] == [
        (2, "text-hash"),
        (3, "zone-tiling"),
        (4, "duplicate-article"),
    ]


def test_one_long_line_is_annotated(tmp_path):
    path = tmp_path / "a.txt"
    number = 4000
    path.write_text("قتل 12 مدنيا في لشبونة وقال " * number, encoding="utf-8")
    data = predicted(path)
    assert sum(mention["text"] == "لشبونة" for mention in data["mentions"]) == number


def test_what_cannot_be_read_twice_is_a_finding(tmp_path):
    path = tmp_path / "a.jsonl"
    os.mkfifo(path)
    with pytest.raises(InvalidDataError, match="found no regular file"):
        run(path, "--baseline", "rules")


def test_a_file_that_changes_meanwhile_is_found_and_the_old_output_stays(tmp_path, monkeypatch):
    path, out = jsonl(tmp_path / "a.jsonl", 3), tmp_path / "out.jsonl"
    out.write_text("old")

    def spoiled(texts):
        size = surveyed(texts)
        with path.open("ab") as file:
            file.write(b"{\n")
        return size

    monkeypatch.setattr(inputs, "surveyed", spoiled)
    with pytest.raises(InvalidDataError, match=r"a\.jsonl:4"):
        run(path, "--baseline", "rules", "--out", out)
    assert out.read_text() == "old"
    assert sorted(tmp_path.iterdir()) == [path, out]


def test_processes_change_no_byte_and_keep_the_order(tmp_path, monkeypatch):
    path = tmp_path / "a.jsonl"
    texts = [SENTENCE * (1 + at % 7) for at in range(30)]
    lines = (record_line(Record(article_id=f"a{at}", text=text)) for at, text in enumerate(texts))
    path.write_text("".join(lines), encoding="utf-8")
    monkeypatch.setattr(annotating, "_CHARACTERS", 200)
    one, two, out = (
        run(path, "--baseline", "rules", *more) for more in ((), ("--jobs", "2"), ("--out", tmp_path / "o"))
    )
    assert one.stdout_bytes == two.stdout_bytes == (tmp_path / "o").read_bytes()
    assert [json.loads(line)["article_id"] for line in one.stdout.splitlines()] == [f"a{at}" for at in range(30)]
    assert out.stdout == ""


def test_batches_keep_every_record_and_are_as_long_as_they_may_be(monkeypatch):
    monkeypatch.setattr(annotating, "_CHARACTERS", 10)
    records = [Record(article_id=str(at), text="x" * length) for at, length in enumerate((4, 4, 4, 30, 1))]
    assert [[record.article_id for record in batch] for batch in batches(records)] == [["0", "1"], ["2", "3"], ["4"]]


def test_memory_does_not_grow_with_the_number_of_records(tmp_path):
    def peak(number):
        # Ids too long for the JSON reader to keep the most frequent strings of.
        texts = texts_of_files([jsonl(tmp_path / f"{number}.jsonl", number, name="{:0100}")], None)
        tracemalloc.start()
        surveyed(texts)
        for _ in records_of(texts):
            pass
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    peak(10)  # what is loaded once
    assert peak(4000) < peak(400) + 50_000


def test_a_survey_counts_articles_and_characters(tmp_path):
    assert surveyed(texts_of_files([jsonl(tmp_path / "a.jsonl", 3, "كندا")], None)) == Size(articles=3, characters=12)


def test_throughput_is_said_on_stderr_and_no_bar_outside_a_terminal(tmp_path):
    result = run(jsonl(tmp_path / "a.jsonl", 2, "كندا"), "--baseline", "rules")
    assert re.fullmatch(r"2 articles, 8 characters in \d+\.\d s: [\d,]+ a second\n", result.stderr)


def test_lines_come_out_before_the_last_is_read(tmp_path):
    """The process ends at the third record; two lines are on stdout all the same."""
    path = jsonl(tmp_path / "a.jsonl", 3)
    code = (
        "import sys\nfrom hudna_baselines import inputs, predict\n"
        "real = inputs.records_of\n"
        "def cut(texts):\n    records = real(texts)\n    yield next(records)\n    yield next(records)\n"
        "    sys.exit(7)\n"
        "inputs.records_of = cut\npredict.command(sys.argv[1:])\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, str(path), "--baseline", "rules"], capture_output=True, check=False
    )
    assert result.returncode == 7
    assert len(result.stdout.splitlines()) == 2
