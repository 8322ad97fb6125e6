"""brat standoff: what is written, what comes back, what a person may correct, and what is refused and where."""

import filecmp
import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from hudna.exchange.brat.config import annotation_conf, tools_conf, visual_conf
from hudna.exchange.brat.names import CLAIM, LINK, from_brat
from hudna.exchange.command import export_group, import_group
from hudna.findings import InvalidDataError
from hudna.formats.annotation import AnnotationFile, write_annotation
from hudna.model import Mention, Record
from hudna.ontology import EVENT_TYPES, MENTION_TYPES
from hudna.texts import sha256

MINIATURE = Path(__file__).parents[1] / "rules" / "canonical-form" / "valid"
GOLDEN = """\
T1	OCC 4 21	وزير خارجية فرنسا
T2	GPE 16 21	فرنسا
T3	GPE 22 27	بيروت
T4	DATE 31 42	3 مايو 2019
T5	NORP 58 64	جنديًا
T6	Mention_Head 4 8	وزير
T7	Contact-Meet 0 3	زار
T8	Life-Die 50 54	مقتل
T9	Numeric_Claim 55 64	12 جنديًا
T10	Claim_Number 55 57	12
T11	Claim_Unit 58 64	جنديًا
T12	Claim_Attribution 45 49	أعلن
T13	Hudna_Article 0 3	زار
T14	Zone_BODY 0 3	زار
E1	Contact-Meet:T7 Participant:T1 Place:T3 Time:T4
E2	Life-Die:T8 Victim:T5
E3	Numeric_Claim:T9 Number:T10 Unit:T11 Quantified:T5 About_Victim:E2 Attribution:E4
E4	Claim_Attribution:T12 Source:T1
R1	Head Arg1:T1 Arg2:T6
A1	Form T1 NOM
A2	Form T2 NAM
A3	Form T3 NAM
A4	Form T5 NOM
A5	Polarity E1 POS
A6	Realis E1 ACTUAL
A7	Polarity E2 POS
A8	Realis E2 ACTUAL
A9	ClaimKind E3 COUNT
A10	ClaimMod E3 EXACT
#1	AnnotatorNotes T1	entity_id=french-minister
#2	AnnotatorNotes T2	entity_id=france
#3	AnnotatorNotes T3	entity_id=beirut
#4	AnnotatorNotes T4	value=2019-05-03
#5	AnnotatorNotes T5	entity_id=dead-soldiers
#6	AnnotatorNotes E1	event_id=visit
#7	AnnotatorNotes E2	event_id=deaths
#8	AnnotatorNotes E3	id=N1 value=12 low=12 high=12 unit_norm=soldier
#9	AnnotatorNotes T13	article_id=900 edition=open guidelines=0.1 text_sha256=\
a451149cf347c62f08c802a1d63395014bc54995dccbeeb466249ef978b343b7
""".replace("Arg2:T6", "Arg2:T6\t")  # brat ends a relation with a tab


def run(group, *arguments):
    return CliRunner().invoke(group, list(map(str, arguments)))


@pytest.fixture(autouse=True)
def _no_source_texts(request, monkeypatch, tmp_path):
    if "articles_folder" not in request.fixturenames:
        (tmp_path / "none").mkdir()
        monkeypatch.setenv("HUDNA_ARTICLES", str(tmp_path / "none"))


@pytest.fixture
def exported(tmp_path):
    """The miniature as brat files; its source edition has no text."""
    result = run(export_group, "brat", MINIATURE, "--out", tmp_path / "brat")
    assert result.exit_code == 0, result.output
    return tmp_path / "brat"


def imported(folder, tmp_path):
    """The annotation lines that an import of `folder` gives, by id or layer."""
    result = run(import_group, "brat", folder, "--out", tmp_path / "in")
    if result.exception:
        raise result.exception
    lines = (tmp_path / "in" / "gold" / "open" / "900.jsonl").read_text(encoding="utf-8").splitlines()
    return {line.get("id", line["layer"]): line for line in map(json.loads, lines)}


def edit(folder, *changes):
    path = folder / "open" / "900.ann"
    content = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in content
        content = content.replace(old, new)
    path.write_text(content, encoding="utf-8")


def test_the_miniature_is_written_to_the_letter(exported):
    assert (exported / "open" / "900.ann").read_text(encoding="utf-8") == GOLDEN
    assert filecmp.cmp(exported / "open" / "900.txt", MINIATURE / "open" / "900.txt", shallow=False)
    assert {path.name for path in exported.iterdir()} == {"annotation.conf", "visual.conf", "tools.conf", "open"}


def test_what_has_no_text_is_passed_over_and_named(tmp_path):
    result = run(export_group, "brat", MINIATURE, "--out", tmp_path / "brat")
    assert result.stderr == (
        f"{MINIATURE / 'gold' / 'source' / '900.jsonl'}: passed over, because its text is not at hand\n"
    )
    assert result.stdout == f"{tmp_path / 'brat' / 'open' / '900.ann'}\n"


def round_trip(annotations, edition, tmp_path):
    run(export_group, "brat", annotations, "--out", tmp_path / "out")
    result = run(import_group, "brat", tmp_path / "out", "--out", tmp_path / "back")
    assert result.exit_code == 0, result.output
    paths = sorted((annotations / "gold" / edition).glob("*.jsonl"))
    assert paths
    for path in paths:
        back = tmp_path / "back" / path.relative_to(annotations)
        assert back.read_bytes() == path.read_bytes(), path


def test_the_open_gold_comes_back_byte_for_byte(root, tmp_path):
    round_trip(root / "annotations", "open", tmp_path)


@pytest.mark.usefixtures("articles_folder")
def test_the_source_gold_comes_back_byte_for_byte(root, tmp_path):
    round_trip(root / "annotations", "source", tmp_path)


def test_an_export_spares_a_folder_that_is_in_use(exported):
    before = sorted(exported.rglob("*"))
    result = run(export_group, "brat", MINIATURE, "--out", exported)
    assert isinstance(result.exception, InvalidDataError)
    assert "[foreign-folder] found a folder that is there already and not empty" in str(result.exception)
    assert sorted(exported.rglob("*")) == before


def test_a_person_corrects_a_span(exported, tmp_path):
    edit(exported, ("T2\tGPE 16 21\tفرنسا", "T2\tGPE 9 21\tخارجية فرنسا"))
    lines = imported(exported, tmp_path)
    assert lines["T2"]["start"] == 9
    assert lines["T2"]["text"] == "خارجية فرنسا"
    assert lines["T2"]["head"] == [9, 21]


def test_a_person_corrects_a_type_a_role_and_an_attribute(exported, tmp_path):
    edit(
        exported,
        ("T3\tGPE", "T3\tLOC"),
        ("Place:T3", "Topic:T3"),
        ("A9\tClaimKind E3 COUNT", "A9\tClaimKind E3 PROPORTION"),
        ("T8\tLife-Die", "T8\tLife-Injure"),
        ("E2\tLife-Die", "E2\tLife-Injure"),
        ("About_Victim", "About_Time"),
        ("Participant:T1", "Participant_implicit:T1"),
    )
    lines = imported(exported, tmp_path)
    assert lines["T3"]["type"] == "LOC"
    assert lines["E1"]["arguments"][:2] == [
        {"role": "Participant", "filler": "T1", "implicit": True},
        {"role": "Topic", "filler": "T3"},
    ]
    assert lines["E2"]["type"] == "Life.Injure"
    assert lines["N1"]["kind"] == "PROPORTION"
    assert lines["N1"]["about"] == {"event": "E2", "role": "Time"}


def test_what_is_new_in_brat_gets_the_next_ids(exported, tmp_path):
    edit(
        exported,
        ("T13\tHudna", "T77\tPERS 9 15\tخارجية\nT78\tNumeric_Claim 33 37\tمايو\nE9\tNumeric_Claim:T78\nT13\tHudna"),
        ("A9\t", "A77\tClaimKind E9 COUNT\nA78\tClaimMod E9 VAGUE\nA79\tConjoint E9\nA9\t"),
    )
    lines = imported(exported, tmp_path)
    assert [lines[id_]["text"] for id_ in ("T1", "T2", "T3")] == ["وزير خارجية فرنسا", "خارجية", "فرنسا"]
    assert lines["E1"]["arguments"][1] == {"role": "Place", "filler": "T4"}
    assert lines["N2"]["text"] == "مايو"
    assert lines["N2"]["conjoint"] is True
    assert lines["N1"]["quantified"] == ["T6"]


def test_an_edited_trigger_keeps_the_head_that_its_note_names(exported, tmp_path):
    note = ("#6\tAnnotatorNotes E1\tevent_id=visit", "#6\tAnnotatorNotes E1\tevent_id=visit trigger=9-15,0-3")
    edit(exported, ("T7\tContact-Meet 0 3\tزار", "T7\tContact-Meet 0 3;9 15\tزار خارجية"), note)
    assert imported(exported, tmp_path)["E1"]["trigger"] == [[9, 15], [0, 3]]
    edit(exported, ("0 3;9 15\tزار خارجية", "0 3;9 15;44 45\tزار خارجية و"))
    assert imported(exported, tmp_path)["E1"]["trigger"] == [[9, 15], [0, 3], [44, 45]]
    edit(exported, ("0 3;9 15;44 45\tزار خارجية و", "0 3;44 45\tزار و"))
    assert findings_of(exported, tmp_path) == [(7, "brat-head")]


def test_a_zone_that_is_moved_takes_its_border_along(exported, tmp_path):
    edit(exported, ("T14\tZone_BODY 0 3\tزار", "T14\tZone_HEADLINE 0 3\tزار\nT15\tZone_BODY 22 27\tبيروت"))
    run(import_group, "brat", exported, "--out", tmp_path / "in")
    content = (tmp_path / "in" / "gold" / "open" / "900.jsonl").read_text(encoding="utf-8")
    assert '"HEADLINE", "start": 0, "end": 22}' in content
    assert '"BODY", "start": 22, "end": 65}' in content


def findings_of(folder, tmp_path):
    with pytest.raises(InvalidDataError) as raised:
        imported(folder, tmp_path)
    assert all(finding.path == str(folder / "open" / "900.ann") for finding in raised.value.findings)
    return [(finding.line, finding.rule) for finding in raised.value.findings]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("T2\tGPE 16 21\tفرنسا", "T2\tGPE 16 22\tفرنسا", [(2, "surface-mismatch")]),
        ("T2\tGPE 16 21\tفرنسا", "T2\tGPE 16 99\tفرنسا", [(2, "span-outside-text")]),
        ("T2\tGPE 16 21\t", "T2 GPE 16 21 ", [(2, "brat-line")]),
        ("T2\tGPE 16 21", "T2\tGPE 16-21", [(2, "brat-line")]),
        ("T2\tGPE 16 21", "T2\tGPE 21 16", [(2, "brat-line")]),
        ("T2\tGPE 16 21\tفرنسا", "T2\tGPE 16 19;18 21\tفرن نسا", [(2, "brat-line")]),
        ("T2\tGPE 16 21\tفرنسا", "T2\tGPE 16 17;19 21\tف سا", [(2, "brat-fragments")]),
        ("T3\tGPE", "T2\tGPE", [(3, "duplicate-id")]),
        ("Victim:T5", "Victim:T55", [(16, "dangling-reference")]),
        ("Victim:T5", "Victim:T6", [(16, "dangling-reference")]),
        ("Victim:T5", "Victim=T5", [(16, "brat-line")]),
        ("E2\tLife-Die:T8", "E2\tLife-Injure:T8", [(16, "brat-trigger")]),
        ("Quantified:T5", "Quantified:E1", [(17, "dangling-reference")]),
        ("Quantified:T5", "Counted:T5", [(17, "brat-role")]),
        ("Unit:T11", "Number2:T10", [(11, "brat-unused"), (17, "brat-role")]),
        ("Attribution:E4", "", [(18, "brat-unused")]),
        ("Source:T1", "Source:T1 Cue:T1", [(18, "brat-role")]),
        ("R1\tHead", "R1\tEquals", [(6, "brat-unused"), (19, "brat-relation")]),
        ("Arg2:T6", "Arg2:T2", [(6, "brat-unused"), (19, "dangling-reference")]),
        ("Arg2:T6", "", [(19, "brat-line")]),
        ("A2\tForm T2 NAM", "A2\tForm T2 PROPER", [(2, "bad-value")]),
        ("A2\tForm T2 NAM", "A2\tForm T2", [(21, "brat-attribute")]),
        ("A2\tForm T2 NAM", "A2\tForm T1 NAM", [(21, "brat-attribute")]),
        ("A2\tForm T2 NAM", "A2\tColour T2 NAM", [(21, "brat-attribute")]),
        ("A2\tForm T2 NAM", "A2\tForm E1 NAM", [(21, "brat-attribute")]),
        ("A2\tForm T2 NAM", "A2\tForm T99 NAM", [(21, "dangling-reference")]),
        ("A2\tForm T2 NAM", "N2\tReference T2 Wikidata:Q142\tفرنسا", [(21, "brat-line")]),
        ("A2\tForm T2 NAM", "*\tEquiv T2 T3", [(21, "brat-line")]),
        ("entity_id=france", "perhaps Paris?", [(31, "brat-note")]),
        ("entity_id=france", "entity=france", [(31, "brat-note")]),
        ("entity_id=france", "entity_id=%ff", [(31, "brat-note")]),
        ("value=2019-05-03", "value=yesterday", [(4, "bad-value")]),
        ("#3\tAnnotatorNotes T3", "#3\tAnnotatorNotes T2", [(32, "brat-note")]),
        ("#3\tAnnotatorNotes T3\tentity_id=beirut", "#3\tAnnotatorNotes T8\tentity_id=beirut", [(32, "brat-note")]),
        ("guidelines=0.1 ", "", [(13, "missing-key")]),
        ("text_sha256=a4", "text_sha256=b4", [(13, "text-hash")]),
        ("T13\tHudna_Article", "T13\tGPE", [(1, "header"), (38, "brat-note")]),
        ("About_Victim:E2", "About_Victim:E2 About_Time:E1", [(17, "brat-role")]),
    ],
)  # fmt: skip
def test_what_has_no_place_is_a_finding_at_its_line(exported, tmp_path, old, new, expected):
    edit(exported, (old, new))
    assert sorted(set(findings_of(exported, tmp_path))) == expected
    assert not (tmp_path / "in").exists()


def test_all_faults_come_at_once_and_nothing_is_written(exported, tmp_path):
    shutil.copytree(exported / "open", exported / "source")
    edit(exported, ("Victim:T5", "Victim:T55"), ("A2\tForm T2", "A2\tForm T99"))
    (exported / "source" / "900.txt").unlink()
    result = run(import_group, "brat", exported, "--out", tmp_path / "in")
    rules = [(Path(finding.path).name, finding.rule) for finding in result.exception.findings]
    assert rules == [
        ("900.ann", "dangling-reference"), ("900.ann", "dangling-reference"), ("900.txt", "unreadable-file"),
    ]  # fmt: skip
    assert not (tmp_path / "in").exists()


def test_unknown_labels_are_left_to_the_check(exported, tmp_path):
    edit(exported, ("T3\tGPE", "T3\tCity_Of-Note"), ("Place:T3", "Where:T3"))
    lines = imported(exported, tmp_path)
    assert lines["T3"]["type"] == "City_Of.Note"
    assert lines["E1"]["arguments"][1]["role"] == "Where"


def test_an_annotation_of_another_text_is_not_exported(tmp_path):
    shutil.copytree(MINIATURE, tmp_path / "annotations")
    (tmp_path / "annotations" / "open" / "900.txt").write_text("كلام آخر", encoding="utf-8")
    result = run(export_group, "brat", tmp_path / "annotations", "--out", tmp_path / "out")
    assert {finding.rule for finding in result.exception.findings} >= {"text-hash", "span-outside-text"}
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("text", ["\n\n\u2028", "ab\n\ncd"])
def test_what_covers_no_character_that_brat_can_mark_is_refused(tmp_path, text):
    annotations = tmp_path / "annotations"
    (annotations / "open").mkdir(parents=True)
    (annotations / "open" / "1.txt").write_bytes(text.encode())
    mention = Mention(id="T1", type="GPE", start=2, end=3, text=text[2:3])
    record = Record(article_id="1", edition="open", text_sha256=sha256(text.encode()), mentions=(mention,))
    path = annotations / "gold" / "open" / "1.jsonl"
    write_annotation(AnnotationFile(path=str(path), record=record, guidelines="1"), path)
    result = run(export_group, "brat", annotations, "--out", tmp_path / "out")
    (finding,) = result.exception.findings
    assert (finding.path, finding.rule) == (str(path), "brat-blank")
    assert finding.line == (2 if text.isascii() else 1)


def sections(conf):
    found = {}
    for line in conf.splitlines():
        if match := re.fullmatch(r"\[(.*)\]", line):
            found[match[1]] = []
        elif line:
            found[list(found)[-1]].append(line)
    return found


def test_the_configuration_is_what_brat_parses():
    conf = sections(annotation_conf())
    assert list(conf) == ["entities", "relations", "events", "attributes"]
    names = [line.strip() for line in conf["entities"] if line.startswith("\t")]
    assert set(MENTION_TYPES) <= set(names)
    events = {line.split()[0]: line.strip().split(None, 1)[1] for line in conf["events"] if line[0] not in "<!"}
    assert {from_brat(name) for name in events} == {*EVENT_TYPES, from_brat(CLAIM), from_brat(LINK)}
    for name, arguments in events.items():
        assert re.fullmatch(r"[a-zA-Z0-9_-]+", name)
        roles = [re.fullmatch(r"(\S*?)[?*+]?:(\S*)", argument)[1] for argument in arguments.split(", ")]
        assert len(set(roles)) == len(roles)
        assert not any(role[-1].isdigit() for role in roles)
    macros = {line.split("=")[0] for line in conf["events"] if line[0] == "<"}
    assert set(re.findall(r"<[A-Z]+>", "".join(events.values()))) <= macros
    assert "Form\tArg:<MENTION>|<TIMEX>, Value:NAM|NOM|PRO|ADJ" in conf["attributes"]
    assert "Reason\tArg:Numeral_Exception, Value:ORDINAL|IDIOM|NAME|PRONOUN|OTHER" in conf["attributes"]
    visual = sections(visual_conf())
    assert list(visual) == ["labels", "drawing", "options"]
    assert "Text\tdirection:rtl" in visual["options"]
    assert {*names, *events} <= {line.split(" | ")[0] for line in visual["labels"]}
    assert "Sentences\tsplitter:newline" in sections(tools_conf())["options"]


def test_every_label_of_an_export_is_in_the_configuration(root, tmp_path):
    run(export_group, "brat", root / "annotations", "--out", tmp_path / "out")
    conf = sections((tmp_path / "out" / "annotation.conf").read_text(encoding="utf-8"))
    types = {line.split()[0] for name in ("entities", "events") for line in conf[name]}
    roles = {role for line in conf["events"] for role in re.findall(r"(\S+?)[?*]:", line)}
    for path in (tmp_path / "out").rglob("*.ann"):
        for line in path.read_text(encoding="utf-8").splitlines():
            id_, data = line.split("\t")[:2]
            if id_[0] in "TE":
                assert re.split("[ :]", data)[0] in types
            if id_[0] == "E":
                assert {part.split(":")[0].rstrip("0123456789") for part in data.split()[1:]} <= roles
