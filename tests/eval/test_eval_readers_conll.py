"""Columns of tokens and labels as records."""

import re

import pytest

from hudna.exchange.conll import conll_text
from hudna.findings import InvalidDataError
from hudna.model import Mention, Record
from hudna_eval import evaluate
from hudna_eval.readers import collected, read

ARABIC = "زار\tO\nمحمد\tB-PER\nعلي\tI-PER\nبغداد\tB-LOC\n"


@pytest.fixture
def made(tmp_path):
    def write(content, name="corpus.conll"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def records(path, **choices):
    return [item.record for item in collected(read(path, "conll", **choices))]


def mentions(record):
    return [(mention.type, mention.text) for mention in record.mentions]


def findings(path, **choices):
    with pytest.raises(InvalidDataError) as caught:
        collected(read(path, "conll", **choices))
    return [str(finding).replace(str(path), path.name) for finding in caught.value.findings]


def test_spans_are_code_points_of_the_tokens_joined(made):
    [record] = records(made(f"{ARABIC}\nو\tO\nالقاهرة\tB-LOC\n"))
    assert record.article_id == "1"
    assert record.text == "زار محمد علي بغداد\nو القاهرة"
    assert record.mentions == (
        Mention(id="T1", type="PER", start=4, end=12, text="محمد علي"),
        Mention(id="T2", type="LOC", start=13, end=18, text="بغداد"),
        Mention(id="T3", type="LOC", start=21, end=28, text="القاهرة"),
    )


def test_spaces_part_columns_where_there_is_no_tab_and_the_last_is_the_label(made):
    text = "-DOCSTART- -X- -X- O\n\nHani NNP B-NP B-PER\nleft VBD B-VP O\n"
    [record] = records(made(text))
    assert (record.article_id, record.text, mentions(record)) == ("1", "Hani left", [("PER", "Hani")])


def test_a_token_may_hold_a_space_where_tabs_part_columns(made):
    [record] = records(made("10 000\tB-NUM\n"))
    assert mentions(record) == [("NUM", "10 000")]


def test_documents_begin_at_docstart_or_where_they_are_named(made):
    text = "-DOCSTART- O\n\na O\n\n-DOCSTART- O\n\nb B-X\n-DOCSTART- O\n# newdoc id = third\n# edition = open\nc O\n"
    assert [(r.key, r.text) for r in records(made(text))] == [
        (("1", ""), "a"), (("2", ""), "b"), (("third", "open"), "c"),
    ]  # fmt: skip


def test_lines_of_findings_are_those_of_the_file_and_the_line_of_a_record_is_where_it_begins(made):
    path = made("# article_id = x\na\tO\n\n# article_id = y\nb\tO\n")
    assert [item.line for item in collected(read(path))] == [1, 4]


def test_a_named_document_without_tokens_is_there(made):
    assert [(r.article_id, r.text) for r in records(made("# article_id = x\n# article_id = y\na\tO\n"))] == [
        ("x", ""), ("y", "a"),
    ]  # fmt: skip


def test_articles_of_a_folder_are_named_by_their_files(made, tmp_path):
    made(ARABIC, "in/b/two.tsv")
    made(f"-DOCSTART-\tO\n\n{ARABIC}\n-DOCSTART-\tO\n\n{ARABIC}", "in/one.bio")
    made("not of the corpus", "in/.hidden/three.bio")
    assert [record.article_id for record in records(tmp_path / "in")] == ["b/two", "one/1", "one/2"]


def test_comments_are_passed_over_and_the_sign_is_a_token(made):
    [record] = records(made("# sent_id = 7\n# a remark\n# O\n#وسم B-TAG\na O\n"))
    assert (record.text, mentions(record)) == ("# #وسم a", [("TAG", "#وسم")])


def test_layers_are_taken_together(made):
    [record] = records(made("جامعة\tB-ORG\tO\nبغداد\tI-ORG\tB-GPE\n"), label_columns=(1, 2))
    assert mentions(record) == [("ORG", "جامعة بغداد"), ("GPE", "بغداد")]
    [twice] = records(made("a\tB-X\tB-X\n"), label_columns=(1, -1))
    assert mentions(twice) == [("X", "a"), ("X", "a")]


def test_any_columns_can_be_read(made):
    [record] = records(made("B-X\t1\ta\tO\n"), token_column=2, label_columns=(0,))
    assert mentions(record) == [("X", "a")]


GOLD, ILL_FORMED = "محمد\tB-PER\nعلي\tI-PER\n", "محمد\tI-PER\nعلي\tI-PER\n"


def test_an_ill_formed_sequence_is_refused_unless_a_reading_is_named(made):
    """Exploit 13: what another program scores as 1 without saying so."""
    gold, pred = made(GOLD, "gold.bio"), made(ILL_FORMED, "pred.bio")
    assert findings(pred) == [
        "pred.bio:1: [tag] found 'I-PER' against a B-PER or I-PER before it. Another reading is chosen by --tags."
    ]
    scores = {
        tags: evaluate(records(gold, tags=tags), records(pred, tags=tags)).scores["entities.strict"]
        for tags in ("seqeval-default", "seqeval-strict")
    }
    assert (scores["seqeval-default"].f1, scores["seqeval-strict"].f1) == (1, 0)
    assert (scores["seqeval-strict"].counts.fp, scores["seqeval-strict"].counts.fn) == (0, 1)


def test_other_tokens_in_the_prediction_are_found(made):
    gold, pred = records(made(GOLD)), records(made(GOLD.replace("علي", "عليّ")))
    with pytest.raises(InvalidDataError, match="text-hash"):
        evaluate(gold, pred)


def test_the_schemes_of_four_letters_are_read_by_name(made):
    for letters in ("BIES", "BILU"):
        first, inside, last, single = letters
        path = made(f"a {first}-X\nb {inside}-X\nc {last}-X\nd {single}-X\n")
        [record] = records(path, tags="bioes")
        assert mentions(record) == [("X", "a b c"), ("X", "d")]
        assert "[tag]" in findings(path)[0]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", ["1: [empty-file] found no token against at least one."]),
        ("\n\n", ["1: [empty-file] found no token against at least one."]),
        ("-DOCSTART- O\n", ["1: [empty-file] found no token against at least one."]),
        (
            "a\n",
            ["1: [missing-column] found 1 columns against token column 0 and label columns -1. "
             "Columns are parted by tabs, else by spaces."],
        ),
        (
            "a\tO\nb\tx\tO\n",
            ["2: [columns] found 3 columns against 2 in the lines before. All lines of a file have the same columns."],
        ),
        ("\tO\n", ["1: [missing-column] found an empty token or label against both."]),
        ("a\t\n", ["1: [missing-column] found an empty token or label against both."]),
        ("a\tO\n\u00a0\tO\n", ["2: [missing-column] found an empty token or label against both."]),
        ("# article_id =\na\tO\n", ["1: [missing-key] article_id: found nothing against a name."]),
        (
            "a\tO\rb\tO\r",
            ["1: [line-end] found a carriage return within a line against lines that end in \\n or \\r\\n."],
        ),
        (b"a\tO\n\xed\xa0\x80\tO\n", ["2: [utf8] found byte 0xed at byte 0 of the line against UTF-8."]),
    ],
)  # fmt: skip
def test_faulty_files(made, content, expected):
    assert findings(made(content, "f.bio")) == [f"f.bio:{found}" for found in expected]


def test_another_encoding_is_told_by_its_first_byte(made):
    assert "1: [utf8] found byte 0xff" in findings(made("a\tO\n".encode("utf-16")))[0]


def test_a_faulty_document_leaves_the_others(made):
    path = made("# article_id = x\na\tI-A\n\nb\n# article_id = y\nc\tB-A\n")
    first, second = read(path, "conll")
    assert [(finding.line, finding.rule) for finding in first.findings] == [(2, "tag"), (4, "missing-column")]
    assert mentions(second.record) == [("A", "c")]


@pytest.mark.parametrize("column", [7, -3])
def test_a_column_that_is_not_there(made, column):
    assert f"label columns {column}" in findings(made("a\tO\n"), label_columns=(column,))[0]
    assert "missing-column" in findings(made("a\tO\n"), token_column=column)[0]


def test_a_mark_of_byte_order_and_carriage_returns_are_no_part_of_tokens(made):
    [record] = records(made("\ufeff" + ARABIC.replace("\n", "\r\n") + "\r\n"))
    assert record == records(made(ARABIC))[0]


def test_long_lines(made):
    [record] = records(made(f"{'ا' * 500_000}\tB-X\n"))
    assert record.mentions[0].end == 500_000
    [found] = findings(made("# " + " " * 1_000_000 + "x"))
    assert "empty-file" in found
    [found] = findings(made(f"a\t{'x' * 1_000_000}\n"))
    assert len(found) < 300


def test_this_projects_own_columns(made):
    text = "عقد الوزيران لقاء في بغداد.\nثم غادرا."
    place = Mention(id="T1", type="GPE", start=21, end=26)
    written = conll_text(Record(article_id="007", edition="open", text=text, mentions=(place,)), "entities")
    [record] = records(made(written))
    assert (record.key, mentions(record)) == (("007", "open"), [("GPE", "بغداد")])
    assert re.sub(r"\s", "", record.text) == re.sub(r"\s", "", text)
