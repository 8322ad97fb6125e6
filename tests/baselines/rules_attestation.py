"""In which articles of the benchmark the entries of a lexicon stand, matched as the rules match them.

An article is both its editions. Where the source texts are absent, the surfaces of the source gold stand for them, and
show a part of what the texts do.
"""

import ast
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path

from hudna.arabic.normalise import comparison_form
from hudna.dataset import embedded_dataset, read_dataset
from hudna.model import Record
from hudna.texts import source_folder, texts_by_hash
from hudna_baselines.rules.conjugation import verb_forms
from hudna_baselines.rules.lexicon import adjective_forms, forms, nisba_forms, noun_forms, rows
from hudna_baselines.rules.matcher import PhraseMatcher
from hudna_baselines.rules.regions import variants
from hudna_baselines.rules.view import sentences

PORTFOLIO = "{PORTFOLIO}"
CUES_OF_VERBS = ("verb", "told_in", "document")
_WORD = re.compile("[\u0621-\u064a]{3,}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as a file writes it: file, the cells before its own, and the forms that the rules look for."""

    file: str
    row: tuple[str, ...]
    text: str
    forms: frozenset[str]


def has_source_texts():
    return source_folder() is not None


@cache
def sentences_by_article():
    """Article id → the sentences of its editions that the rules read."""
    found = defaultdict(list)
    known = texts_by_hash(source_folder()) if has_source_texts() else {}
    for record in read_dataset(embedded_dataset()).records:
        found[record.article_id] += _sentences(record, known)
    return dict(found)


def _sentences(record, known):
    if record.text is not None:
        return sentences(record)
    if record.text_sha256 in known:
        return sentences(replace(record, text=known[record.text_sha256][1].decode()))
    surfaces = [mention.text for mention in record.mentions]
    surfaces += [text for event in record.events for text in event.trigger_text]
    surfaces += [claim.text for claim in record.numeric_claims]
    surfaces += [link.cue_text for claim in record.numeric_claims for link in claim.attribution]
    return sentences(Record(article_id="s", text="\n".join(filter(None, surfaces))))


def articles_with(entries):
    """Entry → ids of the articles that it stands in, behind clitics and before pronouns too."""
    looked_for = defaultdict(list)
    for entry in entries:
        for form in entry.forms:
            looked_for[form].append(entry)
    matcher = PhraseMatcher(looked_for, enclitics=True, future=True)
    found = {entry: set() for entry in entries}
    for article, own in sentences_by_article().items():
        for match in (match for sentence in own for match in matcher.find(sentence)):
            for entry in match.entry:
                found[entry].add(article)
    return found


def entries_of(file):
    """Every entry of a lexicon of the rules."""
    return [
        Entry(
            file, row[:-1], text.strip(), frozenset(form for one in _written(text) for form in _forms(file, row, one))
        )
        for row in rows(file)
        for text in row[-1].split("|")
    ]


def _written(text):
    """The forms that an entry lists, with the variants of brackets; «X … Y» only where it has no other."""
    listed = [form.strip() for form in text.split("/")]
    for form in [form for form in listed if "…" not in form] or listed:
        for variant in variants(form) if "," in form else [comparison_form(form)]:
            yield variant.partition("…")[0].replace("[", "").replace("]", "").replace("!", "").strip()


def _forms(file, row, entry):
    if PORTFOLIO in entry:
        fields = [field for row in rows("portfolios") for field in forms(row[0])]
        return {entry.replace(PORTFOLIO, f"{the}{field}") for field in fields for the in ("", "ال")}
    if file == "adjectives":
        return adjective_forms(entry)
    if file == "demonyms":
        return {entry, f"ال{entry}"}
    if file == "region_adjectives":
        return nisba_forms(entry)
    if file in ("counted", "nominals", "portfolios"):
        return noun_forms(entry)
    if file == "triggers":
        return noun_forms(entry) if row[1] == "noun" else verb_forms(entry)
    if file == "cues" and row[0] in CUES_OF_VERBS:
        return verb_forms(entry)
    return {entry, entry.replace(" ", "_")}


def words_in_code():
    """Every word of three letters or more that a module of the rules writes itself, docstrings apart: module, word."""
    for path in sorted(Path(str(files("hudna_baselines.rules"))).glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in told)
        texts = (node.value for node in constants if isinstance(node.value, str))
        yield from ((path.name, word) for word in sorted({word for text in texts for word in _WORD.findall(text)}))
