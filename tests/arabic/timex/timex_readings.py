"""What the tests of the time reader share: its table of cases, and matches as plain tuples."""

import datetime
from pathlib import Path

from hudna.arabic.timex import read_timex

CASES = Path(__file__).with_name("timex_cases.tsv")
NONE = "# none"


def read(text, dateline=None):
    """Surface, type, value and mod of each match."""
    matches = read_timex(text, datetime.date.fromisoformat(dateline) if dateline else None)
    return [(text[match.start : match.end], match.type, _shown(match.value), match.mod) for match in matches]


def cases():
    """Dateline, text and what is expected, line by line of the table."""
    dateline = None
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            first, text, *matches = line.split("\t")
            dateline = {"=": dateline, "-": None}.get(first, first)
            yield dateline, text, [] if matches == [NONE] else [_expected(match) for match in matches]


def _expected(cell):
    surface, _, rest = cell.partition(" | ")
    type_, value, mod = (*rest.split(" "), None)[:3]
    return surface, type_, value, mod


def _shown(value):
    return "NONE" if value is None else str(value)
