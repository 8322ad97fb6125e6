"""Level 6: values, intervals and links of numeric claims agree with each other."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hudna.model import NumericClaim
from hudna.ontology import COUNT_UNITS_OF_TIME, EVENT_ROLES
from hudna.validate.subject import Fault, Subject


def interval(subject: Subject) -> Iterator[Fault]:
    for index, claim in enumerate(subject.record.numeric_claims):
        expected = _expected_interval(claim)
        if expected is not None:
            found = f"value {claim.value}, low {claim.low}, high {claim.high}"
            message = f"{claim.id}: found {found} with {claim.mod} against {expected}"
            yield Fault(rule="interval", message=message, layer="numeric_claim", index=index)


def _expected_interval(claim: NumericClaim) -> str | None:
    """What the modifier wants of value, low and high; None where the claim has it."""
    value, low, high = claim.value, claim.low, claim.high
    wanted: dict[str, tuple[bool, str]] = {
        "EXACT": (value is not None and low == high == value, "low = high = value"),
        "APPROX": (value is not None and low is None and high is None, "a value and no bounds"),
        "MORE_THAN": (value is not None and low == value and high is None, "low = value and no high"),
        "EQUAL_OR_MORE": (value is not None and low == value and high is None, "low = value and no high"),
        "LESS_THAN": (value is not None and high == value and low is None, "high = value and no low"),
        "EQUAL_OR_LESS": (value is not None and high == value and low is None, "high = value and no low"),
        "VAGUE": (value is None and low is not None, "no value, and a low bound"),
    }
    fits, expected = wanted[claim.mod]
    return None if fits else expected


def value_range(subject: Subject) -> Iterator[Fault]:
    for index, claim in enumerate(subject.record.numeric_claims):
        top = Decimal({"percent": 100, "fraction": 1}.get(claim.unit_norm or "", "Infinity"))
        for value in (claim.value, claim.low, claim.high):
            if isinstance(value, Decimal) and not 0 <= value <= top:
                message = f"{claim.id}: found {value} against 0 to {top} for {claim.kind} in {claim.unit_norm}"
                yield Fault(rule="value-range", message=message, layer="numeric_claim", index=index)


def unit(subject: Subject) -> Iterator[Fault]:
    for index, claim in enumerate(subject.record.numeric_claims):
        is_time = claim.unit_norm in COUNT_UNITS_OF_TIME
        is_ratio = claim.unit_norm in ("percent", "fraction")
        fits = {"DURATION": is_time, "PROPORTION": is_ratio, "COUNT": not is_time and not is_ratio}[claim.kind]
        missing = claim.unit_norm is None
        if (missing and subject.gold) or (not missing and not fits):
            message = f"{claim.id}: found unit_norm {claim.unit_norm} against a unit of {claim.kind}"
            yield Fault(rule="unit", message=message, layer="numeric_claim", index=index)


def number_missing(subject: Subject) -> Iterator[Fault]:
    """Only an implicit singular unit of time has no number («more than a month»)."""
    for index, claim in enumerate(subject.record.numeric_claims):
        if claim.number is None and (claim.kind != "DURATION" or claim.unit is None):
            message = f"{claim.id}: found no number span against one, or a DURATION with a unit span"
            yield Fault(rule="number-missing", message=message, layer="numeric_claim", index=index)


def quantified(subject: Subject) -> Iterator[Fault]:
    for index, claim in enumerate(subject.record.numeric_claims):
        count = len(set(claim.quantified))
        if claim.kind == "DURATION":
            fits, expected = count == 0, "none for a duration"
        elif claim.conjoint:
            fits, expected = count >= 2, "two or more for a conjoint claim"
        else:
            fits, expected = count == 1, "one"
        if not fits and (subject.gold or count > 0):  # a prediction may leave it out
            message = f"{claim.id}: found {count} quantified mentions against {expected}"
            yield Fault(rule="quantified", message=message, layer="numeric_claim", index=index)


def about_role(subject: Subject) -> Iterator[Fault]:
    for index, claim in enumerate(subject.record.numeric_claims):
        event = subject.events.get(claim.about.event) if claim.about else None
        if claim.about is None or event is None or claim.about.role in EVENT_ROLES.get(event.type, {}):
            continue
        message = f"{claim.id}: found about role {claim.about.role}, which {event.type} does not have"
        yield Fault(rule="about-role", message=message, layer="numeric_claim", index=index)


def stance_source(subject: Subject) -> Iterator[Fault]:
    for index, claim in enumerate(subject.record.numeric_claims):
        sources = [stance.source for stance in claim.stance]
        if len(sources) > len(set(sources)):
            message = f"{claim.id}: found two stances of one source against one"
            yield Fault(rule="stance-source", message=message, layer="numeric_claim", index=index)
