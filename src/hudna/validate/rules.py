"""The table of rules: id, level, what it asks, and the function that holds it.

A record is checked level by level; a fault at one level stops the later ones, which rely on what it should have held.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from hudna.findings import Finding
from hudna.passes.reasons import unreasoned_decision
from hudna.validate import across, boundaries, claims, consistency, coverage, labels, structure, surfaces
from hudna.validate.across import Folder
from hudna.validate.subject import Fault, Subject

LEVELS = {
    1: "form",
    2: "text and surfaces",
    3: "structure",
    4: "labels",
    5: "boundaries",
    6: "claims",
    7: "coverage",
    8: "across articles",
    9: "consistency (--strict)",
}

STRICT = 9
"""Rules of this level run only when asked for: they need whole, finished articles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule. Exactly one of the two functions is set, except at level 1, where reading itself is the check."""

    id: str
    level: int
    explanation: str
    of_record: Callable[[Subject], Iterator[Fault]] | None = None
    of_folder: Callable[[Folder], Iterator[Finding]] | None = None
    needs_text: bool = False


def _form(id_: str, explanation: str) -> Rule:
    return Rule(id=id_, level=1, explanation=explanation)


def _record(level: int, check: Callable[[Subject], Iterator[Fault]], explanation: str, *, text: bool = False) -> Rule:
    id_ = check.__name__.replace("_", "-")
    return Rule(id=id_, level=level, explanation=explanation, of_record=check, needs_text=text)


def _folder(check: Callable[[Folder], Iterator[Finding]], explanation: str, *, level: int = 8) -> Rule:
    return Rule(id=check.__name__.replace("_", "-"), level=level, explanation=explanation, of_folder=check)


RULES: tuple[Rule, ...] = (
    _form("unreadable-file", "The file can be read."),
    _form("empty-file", "The file has a line."),
    _form("utf8", "A text is UTF-8."),
    _form("json", "A line is one JSON object, without a key that comes twice."),
    _form("layer", "A line of an annotation file names its layer."),
    _form("header", "An annotation file begins with one article line."),
    _form("missing-key", "Required keys are there."),
    _form("unknown-key", "No other keys are there."),
    _form("bad-value", "Values have their type, their range and their notation."),
    _form("duplicate-article", "An article and edition comes once."),
    _record(2, surfaces.text_hash, "The text has the stored SHA-256.", text=True),
    _record(2, surfaces.span_outside_text, "Spans end within the text.", text=True),
    _record(2, surfaces.surface_missing, "Gold spans store their words."),
    _record(2, surfaces.surface_mismatch, "The stored words are the text's words.", text=True),
    _record(3, structure.zone_type, "Zones are of a known type."),
    _record(3, structure.zone_tiling, "Zones cover the text without gap or overlap, in order."),
    _record(3, structure.unscored_zone, "FURNITURE and TEASER are not annotated."),
    _record(3, structure.zone_crossing, "A span lies inside one zone."),
    _record(3, structure.duplicate_id, "Ids are unique; mentions and events share one namespace."),
    _record(3, structure.duplicate_annotation, "No two mentions, and no two events, share span and type."),
    _record(3, structure.dangling_reference, "References name an annotation of the article, of the right layer."),
    _record(3, structure.cycle, "Event fillers and subset_of do not lead back to themselves."),
    _record(4, labels.mention_type, "Mention types are those of the guidelines."),
    _record(4, labels.mention_fields, "TIMEX have a value; all other mentions head, form and entity_id."),
    _record(4, labels.event_type, "Event types are those of the guidelines."),
    _record(4, labels.event_fields, "Events have polarity, realis and event_id, OTHER a realis_kind."),
    _record(4, labels.role, "Roles are those of the event's type."),
    _record(4, labels.duplicate_argument, "A role has a filler once."),
    _record(4, labels.filler_kind, "Only roles that take an event have one, and so for mentions."),
    _record(4, labels.timex_role, "TIMEX fill Time, Start, End and Duration, and only they do."),
    _record(4, labels.unknown_entity, "Entity ids are in entities.jsonl."),
    _record(4, labels.unknown_event, "Event ids are in events.jsonl, with the same type."),
    _record(5, boundaries.edge_character, "A span begins and ends with a letter or digit.", text=True),
    _record(5, boundaries.word_boundary, "Words are cut only at proclitics and pronouns.", text=True),
    _record(5, boundaries.proclitic_inside, "Proclitics stay outside.", text=True),
    _record(5, boundaries.head_outside, "The head lies in the mention."),
    _record(5, boundaries.crossing_mentions, "Mentions nest or are apart."),
    _record(5, boundaries.nested_timex, "No TIMEX lies inside another."),
    _record(5, boundaries.split_trigger, "Adjacent words of a trigger are one fragment.", text=True),
    _record(6, claims.interval, "Value and bounds agree with the modifier."),
    _record(6, claims.value_range, "Counts and proportions are in their range."),
    _record(6, claims.unit, "The unit belongs to the kind."),
    _record(6, claims.number_missing, "Only an implicit unit of time has no number."),
    _record(6, claims.quantified, "A count has what it counts: one, or several if conjoint; a duration none."),
    _record(6, claims.about_role, "A number fills a role that the event's type has."),
    _record(6, claims.stance_source, "A source has one stance."),
    _record(7, coverage.numeral_uncovered, "Every numeral is in a claim, a TIMEX or an exception.", text=True),
    _record(7, coverage.needless_exception, "An exception is of a numeral that nothing covers.", text=True),
    _folder(across.unknown_article, "Articles are in articles.toml."),
    _folder(across.file_name, "A gold file is named by edition and article."),
    _folder(across.source_hash, "A source annotation is of the text in articles.toml."),
    _folder(across.canonical_form, "Gold files are in canonical order and form."),
    _folder(across.edition_difference, "What only one edition has is listed with a reason."),
    _folder(across.register_reference, "Registers name ids that exist."),
    _folder(across.register_order, "Registers are sorted, without repetition."),
    _folder(across.register_unused, "Registers hold only what is used."),
    _folder(across.source_words, "Token offsets of the source texts are stored and right."),
    _folder(
        across.comparison_claims, "Comparisons are of two claims of one kind that exist, without a typed relation."
    ),
    _folder(consistency.unmarked_name, "A name that is marked somewhere is marked everywhere.", level=STRICT),
    _folder(consistency.edition_facts, "Both editions tell the same facts.", level=STRICT),
    _folder(consistency.edition_claims, "A claim says the same in both editions.", level=STRICT),
    _folder(unreasoned_decision, "A decision between the passes names its rule and its reason.", level=STRICT),
)
