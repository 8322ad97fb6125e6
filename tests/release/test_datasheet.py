"""The datasheet: no number in it is typed, each is what the data say, and drift is seen."""

import json
import re
import tomllib
from collections import Counter

import pytest
from click.testing import CliRunner

from hudna.build.corpus import read_corpus
from hudna.docs.command import command
from hudna.docs.documents import DATASHEET, Document, _finding, datasheet_of, outdated, template_text
from hudna.docs.facts import facts_of
from hudna.docs.words import laid_out, listed, rate, spelled, thousands
from hudna.findings import InvalidDataError
from hudna.release import citation

QUESTIONS = (
    """
For what purpose was the dataset made|Who made it|Who paid for it|What is an instance|How much is there
Is it a sample of something larger|Is anything missing|Are there recommended splits|What errors and gaps are known
Is it self-contained|Is anything in it confidential|Could it upset readers|Does it concern people
Does it identify subpopulations|Does it hold sensitive attributes
How were the texts obtained|How was the open edition written|How was it annotated|What did humans check|Who was paid
Over what time|Was there an ethical review, notice or consent|Can consent be withdrawn|Was the impact on people analysed
What was done to the texts|Is the raw annotation kept
What is it for|What has it been used for|What should it not be used for|How does it frame a live conflict
How is it distributed|Under what licence|On what ground are words of the source texts here|Has it a DOI
Are there other restrictions|Who maintains it, and how are they reached|How are errors corrected|Will it be updated
How can something be taken down|How are versions told apart|Can others extend it
""".strip()
    .replace("\n", "|")
    .split("|")
)
STATEMENT = (
    "Curation rationale", "Language variety", "Speaker demographic", "Annotator demographic", "Speech situation",
    "Text characteristics", "Provenance",
)  # fmt: skip

# What a number may be typed in: expressions of the template, code, names of standards and licences, and years.
_NOT_PROSE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<!--.*?-->|`[^`]*`", re.DOTALL)
_NAMES = re.compile(r"\b(?:SHA-256|CC BY 4\.0|Apache-2\.0|F1|(?:19|20)\d\d)\b")
_NUMBER_WORDS = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|\w+teen|twelve|\w+ty-\w+|twenty|thirty|forty|fifty|sixty"
    r"|seventy|eighty|ninety|dozens?|hundreds?|thousands?|twice|half)\b",
    re.IGNORECASE,
)


def typed_numbers(template):
    """The numbers of the prose, in digits or words. «One» is allowed: it is a pronoun as often as a number."""
    prose = _NAMES.sub("", _NOT_PROSE.sub("", template))
    return re.findall(r"\d+", prose) + _NUMBER_WORDS.findall(prose)


@pytest.fixture(scope="module")
def facts(root):
    return facts_of(root / "annotations", read_corpus(root / "annotations"))


@pytest.fixture(scope="module")
def sheet(root):
    return (root / DATASHEET).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def gold(root):
    """Edition → the gold lines as they are stored, read with nothing of the package."""
    return {
        edition: [
            json.loads(line)
            for path in sorted((root / "annotations" / "gold" / edition).glob("*.jsonl"))
            for line in path.read_text(encoding="utf-8").splitlines()
        ]
        for edition in ("open", "source")
    }


def test_every_document_is_up_to_date(root):
    assert outdated(root) == []


def test_no_number_is_typed():
    assert typed_numbers(template_text()) == []


@pytest.mark.parametrize("typed", ["5 articles", "Twelve persons", "1,037", "two editions", "in 3 passes", "F1 0.99"])
def test_a_typed_number_is_seen(typed):
    assert typed_numbers(f"There are {typed}.")


@pytest.mark.parametrize(
    "prose", ["{{ facts.articles | length }} articles", "in 2020", "CC BY 4.0", "`F1 0.9`", "one of them", "SHA-256"]
)
def test_names_and_generated_numbers_are_not_typed(prose):
    assert typed_numbers(prose) == []


def test_every_question_is_answered(sheet):
    asked = re.findall(r"\*\*(.+?)\?\*\*\s+(\S+)", sheet)
    assert {question for question, _ in asked} >= set(QUESTIONS)


def test_the_data_statement_is_the_last_part(sheet):
    title, *_ = sheet.rsplit("\n## ", 1)[1].splitlines()
    last = sheet.rpartition("## Data statement")[2]
    assert title == "Data statement"
    assert tuple(re.findall(r"^\*\*(.+?)\.\*\*", last, re.MULTILINE)) == STATEMENT


def test_it_says_plainly_what_no_human_has_done(sheet):
    assert "**Nothing. No human has reviewed the texts, the annotation or the registers.**" in sheet
    assert "must not be read as agreement between people" in sheet


def test_counts_of_events_are_those_of_the_stored_gold(facts, gold):
    for edition, lines in gold.items():
        events = [line for line in lines if line["layer"] == "event"]
        arguments = [argument for event in events for argument in event.get("arguments", [])]
        assert facts.layer("event")(edition) == len(events)
        assert facts.split_triggers(edition) == sum(len(event["trigger"]) > 1 for event in events)
        assert facts.layer("argument")(edition) == len(arguments)
        assert facts.implicit(edition) == sum(argument.get("implicit", False) for argument in arguments)


def test_counts_of_claims_are_those_of_the_stored_gold(facts, gold):
    for edition, lines in gold.items():
        lengths = [len(line.get("attribution", [])) for line in lines if line["layer"] == "numeric_claim"]
        assert facts.layer("numeric_claim")(edition) == len(lengths)
        assert facts.attributed(edition) == sum(length > 0 for length in lengths)
        assert facts.chains(edition) == sum(length > 1 for length in lengths)


def test_persons_are_those_whom_a_name_names(facts, gold):
    lines = [line for edition in gold.values() for line in edition if line.get("type") == "PERS"]
    assert facts.persons == len({line["entity_id"] for line in lines if line["form"] == "NAM"}) > 0


def test_persons_in_wikidata_are_those_of_the_register(root, facts):
    lines = (root / "annotations" / "entities.jsonl").read_text(encoding="utf-8").splitlines()
    persons = [entry for entry in map(json.loads, lines) if entry["type"] == "PERS"]
    assert facts.persons_in_wikidata == sum("qid" in entry for entry in persons) > 0


def test_the_share_that_is_quoted_is_that_of_the_stored_words(facts, gold):
    """Of each line of gold the spans that have their words beside them, elided ones left out."""
    covered, article = set(), None
    for line in gold["source"]:
        article = line.get("article_id", article)
        if line["layer"] not in ("mention", "event", "numeric_claim"):  # what the dataset has
            continue
        spans = [(line["start"], line["end"])] if "text" in line and "…" not in line["text"] else []
        spans += line.get("trigger", []) + [link["cue"] for link in line.get("attribution", []) if "cue" in link]
        covered |= {(article, offset) for start, end in spans for offset in range(start, end)}
    assert facts.quoted_share == len(covered) / sum(one.source_code_points for one in facts.articles)
    assert 0 < facts.quoted_share < 1


def test_articles_with_an_outlet_are_those_of_the_manifest(root, facts, sheet):
    articles = tomllib.loads((root / "annotations" / "articles.toml").read_text(encoding="utf-8"))["article"]
    named = [article["id"] for article in articles if article["outlet"]]
    assert [article.id for article in facts.with_outlet] == named
    assert 0 < len(named) < len(articles)
    said = f"by its outlet in {spelled(len(named))} of {spelled(len(articles))} cases"
    assert said in " ".join(sheet.split())


def test_it_says_where_the_dataset_lies_once_it_does(root, monkeypatch):
    folder, dataset = root / "annotations", read_corpus(root / "annotations")
    monkeypatch.setattr(citation, "ADDRESS", None)
    monkeypatch.setattr(citation, "DOI", None)
    before = " ".join(datasheet_of(folder, dataset).split())
    assert "It is not on the Hugging Face Hub yet" in before
    assert "**Has it a DOI?** None yet." in before
    monkeypatch.setattr(citation, "ADDRESS", "https://example.org/a/b")
    monkeypatch.setattr(citation, "DOI", "10.5555/12345678")
    after = " ".join(datasheet_of(folder, dataset).split())
    assert "On the Hugging Face Hub `dataset/` lies with this datasheet: <https://example.org/a/b>." in after
    assert "**Has it a DOI?** 10.5555/12345678." in after


def test_shared_events_are_told_in_several_articles(root, facts):
    articles = {}
    for path in (root / "annotations" / "gold").glob("*/*.jsonl"):
        for line in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            if line["layer"] == "event":
                articles.setdefault(line["event_id"], set()).add(path.stem)
    assert facts.events_in_several_articles == sum(len(ids) > 1 for ids in articles.values()) > 0


def test_decisions_are_disagreements_or_corrections(root, facts):
    paths = (root / "annotations" / "adjudication").glob("*/*.jsonl")
    rows = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    decided = [row for row in rows if "decision" in row]
    same = Counter(row.get("a") == row.get("b") for row in decided)
    assert (len(facts.disagreements), len(facts.corrections)) == (same[False], same[True])
    assert len(facts.shared_ids) == len(rows) - len(decided)


def test_drift_is_named_with_its_line(root, tmp_path):
    for name in ("annotations", "baselines", "dataset", "README.md"):
        (tmp_path / name).symlink_to(root / name)
    text = (root / DATASHEET).read_text(encoding="utf-8")
    (tmp_path / DATASHEET).write_text(text.replace("## Uses", "## Use", 1), encoding="utf-8")
    line = text.splitlines().index("## Uses") + 1
    result = CliRunner().invoke(command, [str(tmp_path), "--check"])
    assert isinstance(result.exception, InvalidDataError)
    assert [str(finding) for finding in result.exception.findings] == [
        f"{DATASHEET}:{line}: [outdated-document] found '## Use' against '## Uses'. Run `hudna docs`."
    ]
    (tmp_path / DATASHEET).unlink()
    assert CliRunner().invoke(command, [str(tmp_path)]).output == f"{DATASHEET}\n"
    assert (tmp_path / DATASHEET).read_text(encoding="utf-8") == text


def test_a_missing_end_and_a_missing_file_are_drift():
    document = Document(path="A.md", content="a\nb\n", command="hudna docs")
    assert _finding(document, "a\n").message == "found '(end of file)' against 'b'"
    assert _finding(document, None).message == "found no file"
    assert _finding(document, "a\nb").message == "found 'other line ends' against 'one newline a line'"


def test_a_missing_file_of_counts_is_named(root, tmp_path):
    folder = tmp_path / "annotations"
    folder.mkdir()
    for path in (root / "annotations").iterdir():
        if path.name != "statistics.json":
            (folder / path.name).symlink_to(path)
    with pytest.raises(InvalidDataError, match=r"statistics.json:0: .* found no file. Run `hudna stats --json`"):
        facts_of(folder, read_corpus(folder))


@pytest.mark.parametrize(("count", "words"), [(0, "no"), (1, "one"), (12, "twelve"), (13, "13"), (1234, "1,234")])
def test_counts_in_words(count, words):
    assert spelled(count) == words


def test_numbers_and_lists_of_prose():
    assert (thousands(11204), thousands(None)) == ("11,204", "-")
    assert (rate(2 / 3), rate(None)) == ("0.6667", "-")
    assert [listed(words) for words in ([], ["a"], ["a", "b"], "abc")] == ["none", "a", "a and b", "a, b and c"]


def test_paragraphs_are_filled_and_tables_are_not():
    text = "# A  title\n\none two\nthree four\n\n\n- an item\n  of two\n- b\n\n| a |\n|---|\n"
    filled = "# A  title\n\none two\nthree four\n\n- an item\n  of two\n- b\n\n| a |\n|---|\n"
    assert laid_out(text, width=10) == filled
    assert laid_out("one two\nthree four", width=20) == "one two three four\n"
