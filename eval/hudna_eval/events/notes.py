"""Notes of the event metrics; see `hudna_eval.events.metrics` and `hudna_eval.events.frame_metrics`."""

from __future__ import annotations

from hudna_eval.note import F1, Note

_TEXTEE = "TextEE (Huang et al. 2024)"
_NO_FILLER = "P where no filler was predicted, R where gold has none, F1 where neither side has one."
_NO_CASE = "Where no aligned event has the attribute on either side."

EVENT_NOTES = {
    "events.ti": Note(
        definition="Trigger identification: all fragments of the trigger agree.",
        source=f"TI of {_TEXTEE}, as multisets: two events on one trigger are two.",
    ),
    "events.tc": Note(
        definition="Trigger classification: trigger and event type agree.", source=f"TC of {_TEXTEE}, as multisets."
    ),
    "events.attributes": Note(
        definition="Trigger, event type, polarity and realis agree. An absent attribute equals an absent one only.",
        source="Event nuggets of TAC KBP (Mitamura et al. 2015), with polarity as well.",
    ),
    "events.ai": Note(
        definition="Argument identification: event type and filler span agree, whatever the trigger.",
        undefined=_NO_FILLER,
        source=f"AI of {_TEXTEE}, which makes sets: here two events of a type that share a filler have it each.",
    ),
    "events.ac": Note(
        definition="Argument classification: event type, role and filler span agree, whatever the trigger.",
        undefined=_NO_FILLER,
        source=f"AC of {_TEXTEE}, as multisets.",
    ),
    "events.ai+": Note(
        definition="Event type, trigger and filler span agree.",
        undefined=_NO_FILLER,
        source=f"AI+ of {_TEXTEE}, as multisets: a filler in two roles of an event is two arguments.",
    ),
    "events.ac+": Note(
        definition="Event type, trigger, role and filler span agree. An argument on the wrong trigger is wrong. "
        "`by_slice` has all six argument metrics with fillers up to clitics (`arg:clitic`) and by cluster "
        "(`arg:cluster`: any mention of the gold entity, each entity once).",
        undefined=_NO_FILLER,
        source=f"AC+ of {_TEXTEE}, as multisets.",
    ),
    "events.ai0": Note(
        definition="Trigger and filler span agree, whatever the event type: a wrong type is not charged twice.",
        undefined=_NO_FILLER,
        source=f"Of this project; {_TEXTEE} has no such metric.",
    ),
    "events.ac0": Note(
        definition="Trigger, role and filler span agree, whatever the event type.",
        undefined=_NO_FILLER,
        source=f"Of this project; {_TEXTEE} has no such metric.",
    ),
    "events.frame_exact": Note(
        definition="Type, trigger and the whole multiset of (role, filler span) agree.",
        source="Of this project: the exact frames of the alignment of frames of one type with most fillers matched.",
    ),
    "events.frame_exact_untriggered": Note(
        definition="Type and the whole multiset of (role, filler span) agree, wherever the trigger is.",
        source="Of this project. Two frames of one type without arguments agree.",
    ),
    "events.frame_dice": Note(
        definition="Frames of one type are aligned one-to-one with the greatest number of fillers (role and span) "
        "matched; ties go to equal frames, then to credit. Each pair earns a part of 1.",
        formula="credit = 2·matched / (gold fillers + predicted fillers), for two frames without fillers 1 on one "
        f"trigger and 0 on two; tp = Σ credit, fp = predicted frames - tp, fn = gold frames - tp; {F1}",
        source="Dice 1945 and Sørensen 1948, on frames.",
    ),
    "events.ceaf_ree": Note(
        definition="Entities that fill a role of an event type anywhere in the article, aligned one-to-one. A "
        "predicted entity is right if all its mentions are mentions of the gold entity.",
        formula=f"φ(G, S) = 1 if S ⊆ G, else 0; tp = the greatest Σφ; {F1} over entities",
        undefined=_NO_FILLER,
        source="CEAF-REE of GRIT (Du, Rush and Cardie 2021). Roles belong to event types, and an entity counts once "
        "for each event that it fills a role of. Not symmetric.",
    ),
    "events.ceaf_rme": Note(
        definition="Events of one type are aligned one-to-one, and within them the entities of each role, so that "
        "most mentions are shared.",
        formula=f"φ3(G, S) = |G ∩ S|; tp = the greatest Σφ3; {F1} over mentions of fillers",
        undefined=_NO_FILLER,
        source="CEAF-RME φ3 of IterX (Chen et al. 2023), on spans instead of strings.",
    ),
    "events.ceaf_rme_subset": Note(
        definition="As events.ceaf_rme, but entities are counted: one is right if all its mentions are of gold's.",
        formula=f"φ⊆(G, S) = 1 if S ⊆ G, else 0; tp = the greatest Σφ⊆; {F1} over entities",
        undefined=_NO_FILLER,
        source="CEAF-RME φ⊆ of IterX, one-to-one; its code lets several predicted entities be found by one of gold. "
        "Not symmetric.",
    ),
    "events.muc4": Note(
        definition="Events of one type are aligned one-to-one so that most slots are right. Slots are the type, and "
        "one for each entity in a role: right if it names any mention of the gold entity, each entity once.",
        formula=f"{F1} over slots",
        source="MUC-4 (Chinchor 1992), by assignment; templates of two types are never aligned. Not symmetric.",
    ),
    "events.polarity": Note(
        definition="Accuracy of polarity on events whose trigger and type agree, of those where a side has one.",
        formula="correct / total",
        undefined=_NO_CASE,
        source="Of this project.",
    ),
    "events.realis": Note(
        definition="Accuracy of realis on events whose trigger and type agree, of those where a side has one.",
        formula="correct / total",
        undefined=_NO_CASE,
        source="Event nuggets of TAC KBP (Mitamura et al. 2015).",
    ),
}
