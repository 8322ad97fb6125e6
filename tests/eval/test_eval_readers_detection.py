"""Which form a path is, and reading it without saying so."""

import json
import os
import threading

import pytest
from eval_cases import mention, record

from hudna.findings import InvalidDataError
from hudna.formats.interchange import write_records
from hudna_eval.readers import FORMATS, TAGS, Reading, collected, detect, read

SENTENCE = {"doc_id": "d", "tokens": ["a"], "entity_mentions": []}


def lines(*objects):
    return "".join(json.dumps(item) + "\n" for item in objects)


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("a.jsonl", lines({"article_id": "1"}), "hudna"),
        ("a.jsonl", f"\n{lines({'article_id': '1'})}", "hudna"),
        ("a.jsonl", "\ufeff" + lines({"article_id": "1"}), "hudna"),
        ("predictions", lines({"article_id": "1"}), "hudna"),
        ("a.jsonl", "", "hudna"),
        ("a.jsonl", "{", "hudna"),
        ("a.jsonl", "[]\n", "hudna"),
        ("a.jsonl", lines({**SENTENCE, "sent_id": 1}), "oneie"),
        ("a.json", lines(SENTENCE), "oneie"),
        ("a.json", lines({"doc_id": "d", "sent_id": 1, "graph": {}}), "oneie"),
        ("a.json", lines({**SENTENCE, "wnd_id": 1}), "textee"),
        ("a.jsonl", lines({"doc_id": "d", "wnd_id": 1, "events": []}), "textee"),
        ("a.conll", "# article_id = 1\n\na\tO\n", "conll"),
        ("a.BIO", "-DOCSTART- O\n", "conll"),
        ("a.txt", "a O\n", "conll"),
        ("a.ann", "", "brat"),
    ],
)
def test_a_file_is_told_by_its_first_line(tmp_path, name, content, form):
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert detect(tmp_path / name) == form
    if not name.startswith("pred"):
        assert detect(tmp_path) == form


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.jsonl", lines({"id": 1})), ("a.txt", "word\n"), ("a.csv", "a,b\n"), ("a.json", "[\n"), ("a.md", "# a b\n")],
)
def test_what_is_not_known_is_one_finding_that_names_the_option(tmp_path, name, content):
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(InvalidDataError) as caught:
        detect(tmp_path / name)
    [finding] = caught.value.findings
    assert (finding.rule, finding.line) == ("unknown-format", 1)
    assert finding.hint == "Say which by --format: hudna, brat, conll, oneie, textee."
    [item] = read(tmp_path / name)
    assert item.findings == (finding,)


def test_a_folder_of_brat_files_is_not_taken_for_columns(tmp_path):
    (tmp_path / "a.txt").write_text("a O\n", encoding="utf-8")
    assert detect(tmp_path) == "conll"
    (tmp_path / "a.ann").write_text("", encoding="utf-8")
    assert detect(tmp_path) == "brat"


def test_paths_that_hold_nothing_are_findings(tmp_path):
    [missing], [empty] = read(tmp_path / "none"), read(tmp_path)
    assert [finding.rule for item in (missing, empty) for finding in item.findings] == [
        "unreadable-file", "empty-folder",
    ]  # fmt: skip
    for form in FORMATS:
        [missing], [empty] = read(tmp_path / "none", form), read(tmp_path, form)
        assert {finding.rule for finding in missing.findings} == {"unreadable-file"}
        assert {finding.rule for finding in empty.findings} == {"empty-folder"}


def test_what_can_be_read_once_only_is_not_opened_to_be_told(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert detect(pipe) == "hudna"
    writer = threading.Thread(target=pipe.write_text, args=(lines({"article_id": "1"}),))
    writer.start()
    assert [item.record.article_id for item in read(pipe)] == ["1"]
    writer.join()


def test_the_interchange_form_is_read_as_it_was_written(tmp_path):
    written = [record("001", mentions=[mention(0, 3)]), record("002")]
    write_records(written, tmp_path / "b" / "two.jsonl")
    write_records([record("003")], tmp_path / "a.jsonl")
    assert [item.record for item in collected(read(tmp_path))] == [record("003"), *written]
    assert [item.line for item in read(tmp_path / "b" / "two.jsonl")] == [1, 2]


def test_all_faults_and_repeated_articles_come_at_once(tmp_path):
    (tmp_path / "a.jsonl").write_text(lines({"article_id": "1"}, {"article_id": 2}, {"article_id": "1"}))
    with pytest.raises(InvalidDataError) as caught:
        collected(read(tmp_path))
    assert [(finding.line, finding.rule) for finding in caught.value.findings] == [
        (2, "bad-value"), (3, "duplicate-article"),
    ]  # fmt: skip


def test_documents_come_one_at_a_time(tmp_path):
    """The second line is not looked at before it is asked for."""
    path = tmp_path / "a.conll"
    path.write_text("# article_id = 1\na\tO\n# article_id = 2\nb\n", encoding="utf-8")
    items = read(path)
    assert next(items).record.article_id == "1"
    assert [finding.line for finding in next(items).findings] == [4]


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"format": "xml"}, "found format 'xml' against one of hudna, brat, conll, oneie, textee"),
        ({"tags": "bio"}, f"found tags 'bio' against one of {', '.join(TAGS)}"),
        ({"discontinuous": "split"}, "found discontinuous 'split' against one of refuse, cover"),
        ({"label_columns": ()}, "found no label column against at least one"),
    ],
)
def test_choices_that_do_not_exist_are_refused_at_once(tmp_path, choice, message):
    with pytest.raises(ValueError, match=f"^{message}$"):
        read(tmp_path, **choice)


def test_every_form_says_what_it_is():
    assert Reading().tags in TAGS
    assert all(form.description and all(s.startswith(".") for s in form.suffixes) for form in FORMATS.values())
