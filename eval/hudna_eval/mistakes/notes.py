"""Notes of the tables of errors and of the slices by training; none of these is a rate."""

from __future__ import annotations

from hudna_eval.note import Note

_COUNTS = "Numbers of annotations; they add over articles."
_NEVER = "Never: a class that does not occur is 0."

ERROR_NOTES = {
    "entity_errors": Note(
        definition="Every mention of both sides in one class. Mentions are aligned one-to-one: most pairs of equal "
        "span and type, then of equal span, then of equal type, then the greatest sum of character IoU, "
        "then first in text order. Pairs are correct, type (of two types, whatever the edges), left_edge, "
        "right_edge or both_edges. Without partner a gold mention is merge, a predicted one split, if it "
        "lies over a mention of its type whose partner is another part of it; else missed or spurious. "
        "muc5 counts COR, INC, PAR, MIS and SPU; confusion has gold type and predicted type with ∅; "
        "clitics has what entities.clitic forgives: letters in front, or edge.",
        formula=f"{_COUNTS} gold = pairs + merge + missed, predictions = pairs + split + spurious; cor = correct, "
        "inc = type, par = edges, mis = missed + merge, spu = spurious + split",
        undefined=_NEVER,
        source="MUC-5 (Chinchor and Sundheim 1993), with one slot a mention and an optimal alignment.",
    ),
    "event_errors": Note(
        definition="Every event of both sides in one class. Events are aligned one-to-one: most pairs of equal "
        "trigger and type, then of equal trigger, then of equal type with overlapping triggers, then the greatest "
        "sum of character IoU of triggers, then the first in text order. Pairs are correct, type (right trigger, "
        "wrong type), trigger_edge (right type, triggers overlap) or type_and_edge. Without partner an event is "
        "merged (gold) or repeated (predicted) if another one of its side on the same trigger and of the same type "
        "has a partner, else missed or spurious. The confusions of polarity and realis are those of correct events.",
        formula=f"{_COUNTS} gold = pairs + merged + missed, predictions = pairs + repeated + spurious; "
        "correct = tp of events.tc, correct + type = tp of events.ti",
        undefined=_NEVER,
        source="Of this project; edges and repetitions are told apart beyond Das et al. 2022 (ACL), who analyse "
        "templates.",
    ),
    "argument_errors": Note(
        definition="Every argument of both sides in one class, on the alignment of event_errors. Within aligned "
        "events, as many pairs as can be of each kind in turn: correct, role (right filler, other role), coreferent "
        "(right role, another mention of the gold entity), boundary (right role, the filler overlaps). Then "
        "wrong_event: event type, role and filler are equal, but on another event. The rest is event_missed or "
        "event_spurious where the event has no partner, else missed or spurious. by_event tells arguments of correct "
        "events from those of events that are aligned by overlap or with another type only; implicit counts the gold "
        "arguments that are implicit.",
        formula=f"{_COUNTS} gold = pairs + event_missed + missed, predictions = pairs + event_spurious + spurious",
        undefined=_NEVER,
        source="Role-filler errors of Das et al. 2022 (ACL), one-to-one and on an alignment of triggers instead of "
        "templates.",
    ),
    "claim_errors": Note(
        definition="Every numeric claim of both sides in one class, on the alignment of the claim metrics: correct, "
        "the first fault of an aligned claim, missed or spurious. Faults in the order of the ladder: span (numbers "
        "overlap only), digit (another value), magnitude (gold times a power of ten), modifier, bound (low or high, "
        "the value being right), unit, counted (quantified or about), attribution. `faults` counts every fault of a "
        "claim.",
        formula=f"{_COUNTS} gold = correct + first faults + missed, predictions = correct + first faults + spurious; "
        "tp of a rung = aligned claims whose first fault lies behind it",
        undefined=_NEVER,
        source="Of this project.",
    ),
    "seen": Note(
        definition="entities.strict by whether training has the surface of the mention: seen:yes with its type, "
        "seen:type_differs with other types only, seen:no; seen:unknown where the surface is not known. Surfaces are "
        "compared without diacritics, tatweel and invisible signs, and with unified alef, yeh, kaf, teh marbuta and "
        "digits; clitics are not cut. Gold's slice decides for found and missed mentions, its own for a false one.",
        source="Unseen tokens and unseen types of Tu and Lignos 2021 (Tough Mentions Recall); here with false "
        "positives, and on normalised surfaces.",
    ),
}
"""Name of a table or of a group of slices → note."""
