"""What a model is asked: instructions in English, the labels with a gloss each, one example of the form, the article.

The examples are set in an invented state, so that they tell nothing about the articles.
"""

from __future__ import annotations

from collections.abc import Mapping

from hudna.ontology import EVENT_ROLES
from hudna_eval.answers.form import Task

TYPE_GLOSSES: Mapping[str, str] = {
    "PERS": "an individual person, by name, kin, age or sex",
    "OCC": "a role, rank or office, bare or before a name",
    "NORP": "a people or a group of people: nationals, civilians, prisoners, the dead, the sides",
    "ORG": "an organised body: ministry, army, organisation, news outlet",
    "GPE": "a place with a government: state, province, district, town, village; also an adjective of nationality",
    "LOC": "a natural or drawn place without a government: border, line, area, continent",
    "FAC": "something built: building, road, corridor, crossing",
    "LAW": "an instrument or official document: agreement, declaration, resolution, list",
    "VEH": "a vehicle or aircraft, armoured ones included",
    "WEA": "a weapon or system of weapons",
    "DATE": "a day, week, month, year or longer, also relative to the day of publication",
    "TIME": "a clock time or a part of a day",
    "DURATION": "a length of time",
}
"""Mention type → what it is for."""

UNITS = (
    "minute", "hour", "day", "week", "month", "year", "percent", "fraction", "body", "prisoner", "detainee", "soldier",
    "civilian", "person", "city", "town", "village", "province", "district", "tank", "aircraft", "air-defence-system",
    "vehicle", "weapon", "thing",
)  # fmt: skip
"""The values of `unit_norm`, from the guidelines."""

_RULES = """\
Answer with one JSON object and nothing else: no comment, no code fence, no blank line.
Quote the article to the letter, in "text". If the same words occur several times, "occurrence" says which one is
meant, counted from 1 (the default) from the beginning of the article. Take the smallest span that is still the thing,
without conjunctions, prepositions or possessive pronouns that are written together with it.
List everything that the article has, every occurrence, headline and captions included. Annotate what the article says,
never what you know."""

EXAMPLE_TEXT = "التقى وفد من كندورا في تلمار أمس 12 أسيرا بقوا هناك أكثر من شهر، ثم رجع إلى كندورا."

EXAMPLES: Mapping[Task, str] = {
    "entities": '{"mentions": [{"text": "كندورا", "type": "GPE"}, {"text": "تلمار", "type": "GPE"}, '
    '{"text": "أمس", "type": "DATE"}, {"text": "كندورا", "occurrence": 2, "type": "GPE"}]}',
    "events": '{"events": [{"type": "Contact.Meet", "trigger": [{"text": "التقى"}], "arguments": '
    '[{"role": "Participant", "filler": [{"text": "أسيرا"}]}, {"role": "Time", "filler": [{"text": "أمس"}]}]}]}',
    "numeric_claims": '{"numeric_claims": [{"text": "12", "kind": "COUNT", "mod": "EXACT", "value": "12", '
    '"low": "12", "high": "12", "unit_norm": "prisoner"}, {"text": "أكثر من شهر", "kind": "DURATION", '
    '"mod": "MORE_THAN", "value": "P1M", "low": "P1M", "unit_norm": "month"}]}',
}
"""Task → an answer about `EXAMPLE_TEXT`."""


def prompt(task: Task, text: str, dateline: str | None) -> str:
    """The whole prompt for an article, up to where the answer begins. `dateline` is the day of publication."""
    published = f" (published on {dateline})" if dateline else ""
    return "\n".join(
        [
            _ASKED[task],
            "",
            _RULES,
            "",
            f"An example of the form, not of everything that is marked. Article: {EXAMPLE_TEXT}",
            f"Answer: {EXAMPLES[task]}",
            "",
            f"Article{published}:",
            text.rstrip("\n"),
            "",
            "Answer:",
        ]
    )


def _entities() -> str:
    types = "\n".join(f"- {type_}: {gloss}" for type_, gloss in TYPE_GLOSSES.items())
    return (
        "Find every mention of an entity and every time expression in the Arabic news article below. A mention may be "
        f"a name, a noun phrase or an adjective, and may lie inside another one: list both. The types are:\n{types}"
    )


def _events() -> str:
    types = "\n".join(f"- {type_}: {', '.join(roles)}" for type_, roles in EVENT_ROLES.items())
    return (
        "Find every event in the Arabic news article below. Its trigger is the word that names it, as a list of quotes "
        "(several only if the trigger is interrupted by other words). Each argument has a role and a filler, a list "
        "of quotes as well: the words of the entity or time, or of the other event's trigger. The event types, each "
        f"with its roles:\n{types}"
    )


def _numeric_claims() -> str:
    return (
        "Find every number that counts something, states a proportion or gives a duration in the Arabic news article "
        'below; dates, clock times and ordinals are none. "text" quotes the number itself, or the whole phrase where '
        'a single unit of time is meant without a number. "kind" is COUNT, PROPORTION or DURATION. "value", "low" and '
        '"high" are strings: a plain decimal, or an ISO 8601 duration for DURATION; leave out what the words leave '
        'open. "mod" is EXACT (value, low and high are the same), APPROX (value only), MORE_THAN or EQUAL_OR_MORE '
        "(value and low), LESS_THAN or EQUAL_OR_LESS (value and high; deadlines too), or VAGUE for a magnitude word "
        "alone (low and high only: the first multiple, and the last number before the next magnitude). "
        f'"unit_norm" is one of: {", ".join(UNITS)}.'
    )


_ASKED: Mapping[Task, str] = {"entities": _entities(), "events": _events(), "numeric_claims": _numeric_claims()}
