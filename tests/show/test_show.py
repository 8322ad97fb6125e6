"""What a reader sees of the miniature folder, to the letter."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

from hudna.build.corpus import read_corpus
from hudna.build.write import write_dataset
from hudna.model import Attribution, Event, Mention, NumericClaim, Record, Span
from hudna.show.command import group
from hudna.show.layouts import CLAIM_COLUMNS, cell
from hudna.show.marked import marked_text
from hudna.show.rows import claims

MINIATURE = Path(__file__).parents[1] / "rules" / "canonical-form" / "valid"

ARTICLE = (Path(__file__).parent / "miniature.txt").read_text(encoding="utf-8")
CLAIMS_CSV = """\
article,id,words,value,interval,modifier,unit,quantified,about,attribution,stance
900,N1,12 جنديًا,12,"[12, 12]",EXACT,soldier,جنديًا,Life.Die Victim,وزير خارجية فرنسا ← أعلن,
"""
EVENTS_CSV = """\
article,id,type,trigger,realis,arguments,event
900,E1,Contact.Meet,زار,ACTUAL,Participant: وزير خارجية فرنسا | Place: بيروت | Time: 3 مايو 2019,visit
900,E2,Life.Die,مقتل,ACTUAL,Victim: جنديًا,deaths
"""
ENTITIES_CSV = """\
entity,type,name,English,Wikidata,mentions,articles,surfaces
beirut,GPE,بيروت,Beirut,,1,900,بيروت
dead-soldiers,NORP,جنود قتلى,dead soldiers,,1,900,جنديًا
france,GPE,فرنسا,France,,1,900,فرنسا
french-minister,OCC,وزير,minister,,1,900,وزير خارجية فرنسا
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    out = tmp_path_factory.mktemp("show") / "dataset"
    write_dataset(read_corpus(MINIATURE), out)
    return out


def run(folder, *arguments):
    return CliRunner().invoke(group, [*arguments, "--dataset", str(folder)])


def plain(output):
    return "\n".join(line.rstrip() for line in output.splitlines()).strip() + "\n"


def test_an_article_with_its_annotation(folder):
    result = run(folder, "900")
    assert result.exit_code == 0
    assert plain(result.stdout) == ARTICLE
    assert "\x1b" not in result.stdout
    assert run(folder, "article", "900").stdout == result.stdout


def test_an_article_without_text_says_why_and_shows_the_tables(folder):
    result = run(folder, "900", "--edition", "source")
    assert result.exit_code == 0
    assert "No text here: it is the publisher's. `hudna hydrate` joins it" in result.stdout
    assert plain(result.stdout).partition("Mentions")[2] == ARTICLE.partition("Mentions")[2]


@pytest.mark.parametrize(
    ("name", "expected"), [("claims", CLAIMS_CSV), ("events", EVENTS_CSV), ("entities", ENTITIES_CSV)]
)
def test_tables_as_csv(folder, name, expected):
    assert run(folder, name, "--csv").stdout == expected


def test_a_text_that_was_joined_is_shown(articles_folder, tmp_path):
    from hudna.hydrate.command import command

    out = str(tmp_path / "full")
    CliRunner().invoke(command, ["--articles", str(articles_folder), "--out", out], catch_exceptions=False)
    result = CliRunner().invoke(group, ["002", "--edition", "source", "--dataset", out])
    assert result.exit_code == 0
    assert "No text here" not in result.stdout
    assert "{Contact.Request:" in result.stdout


@pytest.mark.parametrize("name", ["claims", "events", "entities"])
def test_tables_say_the_same_in_every_layout(folder, name):
    header, *rows = run(folder, name, "--csv").stdout.splitlines()
    shown = run(folder, name).stdout
    assert all(column in shown for column in header.split(","))
    assert len(json.loads(run(folder, name, "--json").stdout)) == len(rows)


def test_claims_as_json_keep_their_structure(folder):
    (claim,) = json.loads(run(folder, "claims", "--json").stdout)
    assert claim["attribution"] == [{"source": "وزير خارجية فرنسا", "cue": "أعلن"}]
    assert claim["quantified"] == ["جنديًا"]
    assert (claim["about_type"], claim["about_role"]) == ("Life.Die", "Victim")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["999"], "found article 999 against those annotated in edition open: 900"),
        (["claims", "--json", "--csv"], "exclude each other"),
        (["claims", "--edition", "third"], "third"),
    ],
)
def test_wrong_usage(folder, arguments, said):
    result = run(folder, *arguments)
    assert result.exit_code == 2
    assert said in result.stderr


def test_the_embedded_dataset_is_the_default(dataset):
    for record in dataset.records:
        result = CliRunner().invoke(group, [record.article_id, "--edition", record.edition])
        assert result.exit_code == 0
        assert all(claim.id in result.stdout for claim in record.numeric_claims)


def test_spans_may_cross_and_triggers_be_apart():
    record = Record(
        article_id="1", text="ab cd ef\u200f\ngh", mentions=(Mention(id="T1", type="NORP", start=3, end=8),),
        events=(Event(id="E1", type="X.Y", trigger=(Span(6, 8), Span(0, 2))),),
        numeric_claims=(NumericClaim(id="N1", start=0, end=5, kind="COUNT", mod="VAGUE"),),
    )  # fmt: skip
    assert marked_text(record).plain == "<N1:{X.Y:ab} [NORP:cd> {X.Y:ef}]<U+200F>\ngh"


def test_the_innermost_mark_gives_the_colour():
    outer, inner = Mention(id="T1", type="OCC", start=0, end=5), Mention(id="T2", type="GPE", start=3, end=5)
    text = marked_text(Record(article_id="1", text="ab cd.", mentions=(outer, inner)))
    styles = {text.plain[span.start : span.end]: span.style for span in text.spans}
    assert (styles["ab "], styles["cd"], styles["[OCC:"]) == ("yellow", "green", "dim")


@pytest.mark.parametrize(
    ("mod", "value", "low", "high", "expected"),
    [
        ("EXACT", "5", "5", "5", "[5, 5]"), ("MORE_THAN", "5", "5", None, "(5, …)"),
        ("EQUAL_OR_MORE", "5", "5", None, "[5, …)"), ("LESS_THAN", "5", None, "5", "(…, 5)"),
        ("EQUAL_OR_LESS", "5", None, "5", "(…, 5]"), ("APPROX", "5", None, None, "≈ 5"),
        ("VAGUE", None, "200", "999", "[200, 999]"), ("VAGUE", None, None, None, None),
    ],
)  # fmt: skip
def test_intervals(mod, value, low, high, expected):
    numbers = {name: number and Decimal(number) for name, number in {"value": value, "low": low, "high": high}.items()}
    claim = NumericClaim(id="N1", start=0, end=1, kind="COUNT", mod=mod, **numbers)
    (row,) = claims(Record(article_id="1", numeric_claims=(claim,)))
    assert row["interval"] == expected


def test_a_chain_shows_who_says_it_and_how():
    said = Attribution(source="T1", cue=Span(0, 1), cue_text="قال")
    claim = NumericClaim(
        id="N1", start=0, end=1, kind="COUNT", mod="VAGUE",
        attribution=(said, replace(said, source=None), Attribution(source="T1")),
    )  # fmt: skip
    mention = Mention(id="T1", type="PERS", start=0, end=1, text="لافروف")
    (row,) = claims(Record(article_id="1", mentions=(mention,), numeric_claims=(claim,)))
    assert cell(CLAIM_COLUMNS["attribution"](row)) == "لافروف ← قال | — ← قال | لافروف"
