"""What the tests of bad input share: a run of the command, and what every refusal must look like."""

from __future__ import annotations

import io
import json
import re
import sys
import unicodedata
from contextlib import redirect_stderr, redirect_stdout
from unittest.mock import patch

from hudna.cli import main

TEXT = "قالت أذربيجان إن 44 أسيرا عادوا"
GOLD = {"article_id": "001", "edition": "open", "text": TEXT}
HEADING = '"article_id":"001","edition":"open"'

_FINDING = re.compile(r"(?P<path>.+?):(?P<line>\d+): \[(?P<rule>[a-z0-9-]+)\] (?P<message>.+)")
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
_LONGEST = 900
"""Of a line: 400 characters of message, some of which are written as U+XXXX, a hint, and the path."""


def said(folder, *arguments):
    """Exit code, stdout and stderr of `hudna eval`; nothing in the folder may change."""
    before = contents(folder)
    out, err = io.StringIO(), io.StringIO()
    with patch.object(sys, "argv", ["hudna", "eval", *map(str, arguments)]), redirect_stdout(out), redirect_stderr(err):
        try:
            main()
            code = 0
        except SystemExit as ended:
            code = ended.code or 0
    assert contents(folder) == before
    return code, out.getvalue(), err.getvalue()


def contents(folder):
    """Every regular file below a folder, and its bytes."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and not path.is_symlink()}


def written(path, content):
    """The path of a file that holds bytes, text or the JSON of anything else."""
    if isinstance(content, dict):
        content = json.dumps(content)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def refused(outcome):
    """The (line, rule, message) of every finding of a refusal, each of which is one readable line, sorted."""
    code, out, err = outcome
    assert (code, out) == (1, "")
    *lines, summary = err.removesuffix("\n").split("\n")
    assert summary == f"{len(lines)} finding{'' if len(lines) == 1 else 's'}; nothing done."
    found = [_FINDING.fullmatch(line) for line in lines]
    assert all(found), lines
    assert max(map(len, lines)) < _LONGEST
    assert not {unicodedata.category(character) for character in err if character != "\n"} & _HIDDEN
    places = [(match["path"], int(match["line"])) for match in found]
    assert places == sorted(places)
    return [(int(match["line"]), match["rule"], match["message"]) for match in found]


def both_sides(folder, content):
    """What is said of one file, as the prediction and as gold; the other side is sound."""
    file, sound = written(folder / "bad.jsonl", content), written(folder / "sound.jsonl", GOLD)
    return said(folder, file, "--gold", sound), said(folder, sound, "--gold", file)


def scores(outcome):
    """The scores of a run that gave some."""
    code, out, err = outcome
    assert code == 0, err
    return json.loads(out)["scores"]


def mention(**keys):
    return {**HEADING_KEYS, "mentions": [{"id": "T1", "type": "GPE", "start": 5, "end": 13, **keys}]}


def claim(**keys):
    made = {"id": "N1", "start": 17, "end": 19, "kind": "COUNT", "mod": "EXACT", **keys}
    return {**HEADING_KEYS, "numeric_claims": [made]}


HEADING_KEYS = {"article_id": "001", "edition": "open"}
