"""Level 7: no number of an annotated zone is passed over in silence."""

from __future__ import annotations

from collections.abc import Iterator

from hudna.arabic.numerals import numerals
from hudna.model import Span
from hudna.ontology import TIMEX_TYPES, UNSCORED_ZONES
from hudna.validate.subject import Fault, Subject


def numeral_uncovered(subject: Subject) -> Iterator[Fault]:
    covering = [*_annotated(subject), *(exception.span for exception in subject.exceptions)]
    unscored = [zone.span for zone in subject.record.zones if zone.type in UNSCORED_ZONES]
    for numeral in numerals(subject.text):
        if not any(span.overlap(numeral) for span in (*covering, *unscored)):
            message = f"found numeral «{numeral.of(subject.text)}» at {numeral.start} in no claim, TIMEX or exception"
            hint = "Annotate it, or list an exception with its reason."
            yield Fault(rule="numeral-uncovered", message=message, hint=hint)


def needless_exception(subject: Subject) -> Iterator[Fault]:
    annotated = _annotated(subject)
    found = numerals(subject.text)
    for index, exception in enumerate(subject.exceptions):
        covered = any(span.overlap(exception.span) for span in annotated)
        if covered or not any(numeral.overlap(exception.span) for numeral in found):
            reason = "which a claim or TIMEX covers" if covered else "which is no numeral"
            message = f"found an exception for «{exception.text}», {reason}"
            yield Fault(rule="needless-exception", message=message, layer="exception", index=index)


def _annotated(subject: Subject) -> list[Span]:
    timex = [mention.span for mention in subject.record.mentions if mention.type in TIMEX_TYPES]
    return [*timex, *(claim.span for claim in subject.record.numeric_claims)]
