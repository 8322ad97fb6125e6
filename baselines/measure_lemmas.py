"""How well lemmas of simplemma and the paradigms of the rules join the forms of one lexeme, and what they confuse.

    pip install simplemma==2.0.0
    python baselines/measure_lemmas.py

The forms are those that `triggers.tsv`, `nominals.tsv` and `cues.tsv` list as of one lexeme («قتيل / قتلى»). simplemma
joins two where their lemmas are equal, paradigms where they have an inflected form in common. The second column is of
the same forms as running text has them, behind «و»: the matcher cuts it where the rest is listed, and a lemma has to
be found without that. Confused are two lexemes of different event types that share a lemma or an inflected form.
"""

from __future__ import annotations

import importlib
import sys
import time
from collections.abc import Callable, Iterable
from itertools import combinations

from hudna.arabic.normalise import comparison_form
from hudna_baselines.rules.conjugation import verb_forms
from hudna_baselines.rules.lexicon import noun_forms, rows

Keys = Callable[[str, bool], set[str]]
"""A form, and whether it is a verb → what it is looked up by; two forms are joined where they share one."""


def main() -> None:
    """Print a Markdown table."""
    try:
        lemmatize = importlib.import_module("simplemma").lemmatize
    except ImportError:
        sys.exit("found no simplemma against simplemma 2.0; `pip install simplemma==2.0.0` installs it")

    def by_lemma(form: str, _: bool) -> set[str]:
        return {comparison_form(lemmatize(form, lang="ar")).removeprefix("ال")}

    words = [form for _, _, forms in lexemes() for form in forms]
    lemmatize(words[0], lang="ar")  # loads the dictionary
    began = time.process_time()
    for word in words:
        lemmatize(word, lang="ar")
    print(f"{len(words)} forms; simplemma reads {len(words) / (time.process_time() - began):,.0f} a second\n")  # noqa: T201
    print("| | joined | behind «و» | confused |\n|---|---|---|---|")  # noqa: T201
    for name, keys, clitic in (("lemmas of simplemma", by_lemma, "و"), ("paradigms", by_paradigm, "")):
        bare, behind = joins(keys), joins(keys, clitic)
        print(f"| {name} | {bare[0]} of {bare[1]} | {behind[0]} | {confused(keys)} |")  # noqa: T201


def lexemes() -> Iterable[tuple[str, bool, list[str]]]:
    """Event type ("" of a noun phrase or a cue), whether it is a verb, and the listed forms of one word."""
    for file in ("triggers", "nominals", "cues"):
        for row in rows(file):
            is_verb = row[1] == "verb" if file == "triggers" else file == "cues"
            for entry in row[-1].split("|"):
                forms = [form.strip() for form in entry.split("/")]
                if all(form.isalpha() for form in forms):
                    yield row[0] if file == "triggers" else "", is_verb, forms


def by_paradigm(form: str, is_verb: bool) -> set[str]:
    """The inflections that the rules know of a form."""
    compared = comparison_form(form)
    return set(verb_forms(compared)) if is_verb else noun_forms(compared)


def joins(keys: Keys, clitic: str = "") -> tuple[int, int]:
    """Of the pairs of a first listed form and another of its lexeme: how many are joined, and how many there are."""
    pairs = [(forms[0], clitic + other, verb) for _, verb, forms in lexemes() for other in forms[1:]]
    return sum(not keys(first, verb).isdisjoint(keys(other, verb)) for first, other, verb in pairs), len(pairs)


def confused(keys: Keys) -> int:
    """Pairs of trigger lexemes of different event types that share a key."""
    found = [(type_, {key for form in forms for key in keys(form, verb)}) for type_, verb, forms in lexemes() if type_]
    return sum(one[0] != other[0] and not one[1].isdisjoint(other[1]) for one, other in combinations(found, 2))


if __name__ == "__main__":
    main()
