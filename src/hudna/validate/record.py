"""Running the rules over one record."""

from __future__ import annotations

from collections.abc import Iterable

from hudna.findings import Finding
from hudna.formats.annotation import AnnotationFile
from hudna.formats.interchange import Located
from hudna.registers import Registers
from hudna.validate.rules import RULES, Rule
from hudna.validate.subject import Fault, Subject

GOLD_ONLY = frozenset({"surface-missing", "zone-tiling", "mention-fields", "event-fields", "numeral-uncovered"})
"""Rules that a prediction need not keep: they ask for what only gold has."""


def faults(subject: Subject) -> list[Fault]:
    """The faults of the first level that has any."""
    rules = [rule for rule in RULES if rule.of_record is not None and _applies(rule, subject)]
    for level in sorted({rule.level for rule in rules}):
        found = [fault for rule in rules if rule.level == level for fault in _run(rule, subject)]
        if found:
            return found
    return []


def annotation_findings(annotation: AnnotationFile, registers: Registers | None) -> list[Finding]:
    """The findings of an annotation file, each at its line."""
    subject = Subject(record=annotation.record, exceptions=annotation.exceptions, registers=registers)
    return [
        Finding(annotation.path, annotation.line(fault.layer, fault.index), fault.rule, fault.message, fault.hint)
        for fault in faults(subject)
    ]


def prediction_findings(located: Iterable[Located]) -> list[Finding]:
    """The findings of a file in the interchange form, held to what predictions owe."""
    return [
        Finding(item.path, item.line, fault.rule, fault.message, fault.hint)
        for item in located
        for fault in faults(Subject(record=item.record, gold=False))
    ]


def _applies(rule: Rule, subject: Subject) -> bool:
    if rule.needs_text and subject.record.text is None:
        return False
    return subject.gold or rule.id not in GOLD_ONLY


def _run(rule: Rule, subject: Subject) -> Iterable[Fault]:
    return rule.of_record(subject) if rule.of_record else ()
