"""The options of `hudna eval` and of `evaluate` that are not about one metric: each reaches what it is about."""

import json
import re
from dataclasses import replace

import pytest
from click.testing import CliRunner
from eval_cases import claim, event, mention, record

from hudna.findings import InvalidDataError
from hudna.formats.interchange import record_line, write_records
from hudna.model import Zone
from hudna_eval import evaluate
from hudna_eval.command import command
from hudna_eval.views import VIEWS

TEXT = "قالت أذربيجان إن 44 أسيرا عادوا إلى باكو اليوم"
GOLD = [
    record(
        f"{number:03}",
        text=TEXT,
        mentions=[
            mention(5, 13, "GPE", "T1", "az", text="أذربيجان"),
            mention(20, 25, "NORP", "T2"),
            mention(36, 40, "GPE", "T3", "az"),
            mention(41, 46, "DATE", "T4"),
        ],
        events=[event("E1", "Movement.Transport", (26, 31), args=[("Person", "T2"), ("Destination", "T3")])],
        claims=[claim(17, 25, "44", number=(17, 19), id_="N1")],
    )
    for number in range(4)
]
PRED = [
    replace(item, text=None, mentions=item.mentions[: 2 + number % 2], events=()) for number, item in enumerate(GOLD)
]


@pytest.fixture
def files(tmp_path):
    write_records(GOLD, tmp_path / "gold.jsonl")
    write_records(PRED, tmp_path / "pred.jsonl")
    return tmp_path


def run(folder, *arguments, pred="pred.jsonl"):
    said = [str(folder / pred), "--gold", str(folder / "gold.jsonl"), *map(str, arguments)]
    return CliRunner().invoke(command, said, catch_exceptions=False)


def data(folder, *arguments, **rest):
    return json.loads(run(folder, *arguments, "--json", **rest).stdout)


@pytest.mark.parametrize(
    "choices",
    [(), ("--seed", "7"), ("--ci", "bca"), ("--edition", "open"), ("--ci", "bca", "--seed", "3")],
    ids=" ".join,
)
def test_a_run_is_repeated_from_its_signature_alone(files, choices):
    first = run(files, *choices, "--json")
    signature = json.loads(first.stdout)["signature"]
    again = run(files, "--signature", signature, "--json")
    assert (again.exit_code, again.stdout) == (0, first.stdout)


def test_gold_triggers_and_tags_are_in_the_signature_and_repeated(files):
    write_records([replace(item, mentions=item.mentions, text=None) for item in GOLD], files / "args.jsonl")
    first = data(files, "--gold-triggers", pred="args.jsonl")
    assert "|ev:gold-triggers|" in first["signature"]
    assert data(files, "--signature", first["signature"], pred="args.jsonl") == first
    assert "|tags:seqeval-default|" in data(files, "--tags", "seqeval-default")["signature"]


def test_a_signature_of_other_data_or_another_version_is_refused(files):
    signature = data(files)["signature"]
    other = re.sub(r"sha256:\w+", "sha256:0123456789ab", signature)
    with pytest.raises(
        InvalidDataError, match=r"--signature:0: \[other-signature\] ds: found sha256:\w+ against sha256:0123"
    ):
        run(files, "--signature", other)
    older = re.sub(r"hudna:[^|]+", "hudna:0.0.1", signature)
    with pytest.raises(InvalidDataError, match=r"hudna: found .* against 0.0.1. Install the version that made"):
        run(files, "--signature", older)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hudna:1.0",
        "a|b",
        "hudna:x|ds:y|edition:z|ent:strict|ev:nope|arg:strict|num:rtol0|ci:c|seed:0",
        "hudna:x|ds:y|edition:z|ent:strict|ev:e2e|arg:strict|num:rtol0|ci:c|seed:-1",
    ],
)
def test_what_is_no_signature_is_wrong_usage(files, text):
    result = run(files, "--signature", text)
    assert result.exit_code == 2
    assert "against a signature that `hudna eval` of this version prints" in result.output


def test_the_citation_names_version_and_digest_of_the_embedded_dataset(dataset):
    result = CliRunner().invoke(command, ["--citation"])
    assert result.exit_code == 0
    assert result.stdout.startswith("@misc{hudna,\n")
    assert f"dataset {dataset.version}, SHA-256 {dataset.digest}" in result.stdout
    assert result.stdout.count("{") == result.stdout.count("}")


def test_views_are_scored_where_they_are_asked_for(files):
    assert data(files)["views"] == {}
    every = data(files, "--view", "all")["views"]
    assert list(every) == sorted(VIEWS)
    assert every["textee.tc"]["fn"] == 4
    some = run(files, "--view", "seqeval", "--view", "word.strict").stdout
    assert [line.split()[0] for line in some.splitlines()[-4:-1]] == [
        "word.strict",
        "seqeval.default",
        "seqeval.strict",
    ]


def test_an_unknown_view_is_wrong_usage(files):
    result = run(files, "--view", "muc")
    assert result.exit_code == 2
    assert "found view muc against all or one of word.strict, " in result.output
    with pytest.raises(ValueError, match="found view muc against"):
        evaluate(GOLD, PRED, views=["muc"])


def test_a_view_that_needs_a_text_is_null_without_one():
    bare = [replace(item, text=None, mentions=tuple(replace(m, text=None) for m in item.mentions)) for item in GOLD]
    report = evaluate(bare, bare, views=["all"])
    assert {view for view, score in report.views.items() if score is None} == {
        view for view in VIEWS if VIEWS[view].needs_text
    }
    assert "word.strict, seqeval.default, seqeval.strict are null: " in report.warnings[-1]


def test_a_view_named_for_a_reading_of_tags_is_null_beside_another(tmp_path):
    (tmp_path / "tags.conll").write_text("ab\tI-PER\n")
    report = evaluate(tmp_path / "tags.conll", tmp_path / "tags.conll", tags="seqeval-default", views="seqeval")
    assert report.views["seqeval.default"].f1 == 1
    assert report.views["seqeval.strict"] is None


def test_training_data_gives_slices_by_what_was_seen(files):
    write_records([replace(GOLD[0], mentions=GOLD[0].mentions[:1])], files / "train.jsonl")
    slices = data(files, "--train", files / "train.jsonl")["by_slice"]
    assert {name: slices[name]["entities.strict"]["tp"] for name in slices if name.startswith("seen:")} == {
        "seen:yes": 4,
        "seen:no": 6,
    }
    with pytest.raises(InvalidDataError, match=r"none.jsonl:0: \[unreadable-file\]"):
        run(files, "--train", files / "none.jsonl")


def test_a_schema_refuses_other_labels_on_both_sides(files):
    (files / "schema.yaml").write_text("mention_types: [GPE, NORP]\ntimex_types: [DATE]\n")
    assert "|schema:sha256:" in data(files, "--schema", files / "schema.yaml")["signature"]
    (files / "schema.yaml").write_text("mention_types: [GPE]\nevent_types: {Movement.Transport: [Person]}\n")
    with pytest.raises(InvalidDataError) as caught:
        run(files, "--schema", files / "schema.yaml")
    rules = {(finding.path.rpartition("/")[2], finding.rule) for finding in caught.value.findings}
    assert rules == {("gold.jsonl", "unknown-type"), ("gold.jsonl", "unknown-role"), ("pred.jsonl", "unknown-type")}


def test_a_schema_says_which_zones_and_types_are_set_aside(tmp_path):
    (tmp_path / "schema.json").write_text('{"unscored_zones": ["ADVERT"], "timex_types": ["WHEN"]}')
    zones = (Zone(type="FURNITURE", start=0, end=10), Zone(type="ADVERT", start=10, end=20))
    marked = [mention(0, 4, "GPE", "A", "x"), mention(5, 9, "WHEN"), mention(12, 15, "GPE", "C")]
    report = evaluate(
        [record(zones=zones, mentions=marked)], [record(mentions=marked)], schema=tmp_path / "schema.json"
    )
    assert report.scores["entities.strict"].counts.tp == 2
    assert report.scores["coref.entity.b3"].counts.recall_denominator == 1
    assert "in zones that are not scored (ADVERT), left out: 1 of gold, 1 predicted" in report.warnings


def test_comparisons_need_those_of_gold(files):
    row = {"claims": ["000:N1", "001:N1"], "comparability": "same_quantity", "editorial": "agrees"}
    (files / "said.jsonl").write_text(json.dumps(row) + "\n")
    with pytest.raises(
        InvalidDataError, match=r"\[no-gold-comparisons\] .* Name those of gold with --gold-comparisons"
    ):
        run(files, "--comparisons", files / "said.jsonl")
    (files / "true.jsonl").write_text(json.dumps({**row, "id": "C1", "reason": "Both are 44."}) + "\n")
    scored = data(files, "--comparisons", files / "said.jsonl", "--gold-comparisons", files / "true.jsonl")
    assert scored["scores"]["comparisons.f1"]["f1"] == 1
    assert scored["comparisons"]["confusion"] == {"same_quantity": {"same_quantity": 1}}


def test_every_mistake_has_article_offsets_and_surfaces(files):
    mistakes = data(files)["mistakes"]
    assert {mistake["article_id"] for mistake in mistakes} == {item.article_id for item in GOLD}
    missed = [m for m in mistakes if m["layer"] == "entity" and m["article_id"] == "000"]
    assert [(m["kind"], m["gold"]["spans"], m["gold"]["text"], m["pred"]) for m in missed] == [
        ("missed", [[36, 40]], "باكو", None),
        ("missed", [[41, 46]], "اليوم", None),
    ]


def test_two_editions_are_compared_fact_by_fact():
    def both(records):
        return [replace(item, edition=edition) for item in records for edition in ("open", "source")]

    pred = both(PRED)
    pred[0] = replace(pred[0], mentions=pred[0].mentions[1:])
    (consistency,) = evaluate(both(GOLD), pred).consistency
    assert (consistency.editions, consistency.articles) == (("open", "source"), 4)
    facts = consistency.layers["entities.any"].facts
    assert (facts.both_right, facts.second_only, facts.share, facts.gap) == (3, 1, 3 / 4, -1 / 4)


def test_editions_have_scores_of_their_own_and_a_gap():
    def both(records):
        return [replace(item, edition=edition) for item in records for edition in ("open", "source")]

    pred = both(PRED)
    pred[0] = replace(pred[0], mentions=())
    report = evaluate(both(GOLD), pred)
    strict = {edition: scores["entities.strict"] for edition, scores in report.by_edition.items()}
    assert {edition: score.counts.tp for edition, score in strict.items()} == {"open": 8, "source": 10}
    (gap,) = report.edition_gaps
    assert (gap.editions, gap.articles) == (("open", "source"), 4)
    assert gap.f1["entities.strict"] == strict["open"].f1 - strict["source"].f1
    low, high = gap.ci95["entities.strict"]
    assert low <= gap.f1["entities.strict"] <= high == 0
    assert evaluate(GOLD, PRED).by_edition == {}


def test_macro_averages_stand_beside_the_micro_average():
    macro = evaluate(GOLD, PRED).macro["entities.strict"]
    # Articles find 2 and 3 of 4 by turns: F1 2·2/6 and 2·3/7. Types: GPE 4 of 8 with 2 more, NORP all, DATE none.
    assert macro.articles == (pytest.approx((2 / 3 + 6 / 7) / 2), 4)
    assert macro.types == (pytest.approx((2 * 6 / 14 + 1 + 0) / 3), 3)
    assert evaluate(GOLD, PRED).macro["claims.q"].types == (None, 0)


def test_proportions_at_an_end_have_wilson_intervals(files):
    proportions = data(files)["proportions"]
    low, high = proportions["entities.strict"]["precision"]
    assert (high, round(low, 4)) == (1, 0.7225)  # 10 of 10
    assert "recall" not in proportions["entities.strict"]


def test_sentences_of_one_document_are_resampled_together(tmp_path):
    sentence = {"tokens": ["a", "b"], "sentence": "a b", "entity_mentions": [], "event_mentions": []}
    lines = [
        json.dumps({"doc_id": doc, "sent_id": f"{doc}-{number}", **sentence}) for doc in "xy" for number in range(3)
    ]
    (tmp_path / "all.json").write_text("\n".join(lines) + "\n")
    report = evaluate(tmp_path / "all.json", tmp_path / "all.json")
    assert (len(report.by_article), report.signature.split("|ci:")[1]) == (6, "exact4|seed:0")


def test_both_editions_of_the_embedded_dataset_can_be_asked_for(dataset, tmp_path):
    write_records([replace(item, text=None, zones=()) for item in dataset.records], tmp_path / "all.jsonl")
    result = CliRunner().invoke(command, [str(tmp_path / "all.jsonl"), "--edition", "all"], catch_exceptions=False)
    assert "consistency of open and source" in result.stdout
    assert "|edition:open+source|" in result.stdout


def test_a_pipe_can_be_read(files):
    import os
    import threading

    os.mkfifo(files / "pipe.jsonl")
    lines = "".join(map(record_line, PRED))
    writer = threading.Thread(target=(files / "pipe.jsonl").write_text, args=(lines,))
    writer.start()
    piped = data(files, pred="pipe.jsonl")
    writer.join()
    assert piped == data(files)


def test_tables_and_dictionaries_are_scored_like_files():
    from datasets import Dataset

    rows = [json.loads(record_line(item)) for item in GOLD]
    expected = evaluate(GOLD, PRED).scores
    for gold in (rows, Dataset.from_list(rows), Dataset.from_list(rows).to_pandas()):
        assert evaluate(gold, PRED).scores == expected
    assert evaluate(iter(GOLD), (json.loads(record_line(item)) for item in PRED)).scores == expected
    assert evaluate(GOLD[0], rows[0]).scores["entities.strict"].f1 == 1


def test_brat_and_columns_are_scored_like_files(root, tmp_path, dataset):
    from hudna.exchange.command import export_group

    open_edition = [item for item in dataset.records if item.edition == "open"]
    for layer in (["brat"], ["conll", "--layer", "entities"]):
        folder = tmp_path / layer[0]
        result = CliRunner().invoke(
            export_group, [layer[0], str(root / "annotations"), "--out", str(folder), *layer[1:]]
        )
        assert result.exit_code == 0
    brat = evaluate(tmp_path / "brat" / "open", [replace(item, text=None, zones=()) for item in open_edition])
    assert {score.f1 for metric, score in brat.scores.items() if metric != "comparisons.f1"} == {1}
    columns = evaluate(tmp_path / "conll" / "open", tmp_path / "conll" / "open").scores["entities.strict"]
    assert (columns.f1, columns.counts.tp > 300) == (1, True)
