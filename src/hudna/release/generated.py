"""Files that a command writes, and whether they are what the command writes now."""

from __future__ import annotations

import contextlib
import io
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from hudna.findings import Finding, InvalidDataError

OUT = "{out}"
"""Stands, among a command's arguments, for the path that it writes."""

RULE = "drifted-file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Generated:
    """A file, or a folder with all that is in it, that a command of `hudna` writes.

    `path` and `arguments` are relative to the top of the checkout, where the command is run. Where `OUT` is not among
    the arguments, the file is what the command prints.
    """

    path: str
    arguments: tuple[str, ...]

    @property
    def command(self) -> str:
        """What to type, at the top of the checkout, to renew it."""
        typed = " ".join(["hudna", *(self.path if argument == OUT else argument for argument in self.arguments)])
        return typed if OUT in self.arguments else f"{typed} > {self.path}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfChecked:
    """Files whose own command can tell whether they are up to date: it ends with a finding, or a line, a file.

    For commands that change parts of files. `arguments` ask, and `renewal` are those that renew.
    """

    arguments: tuple[str, ...]
    renewal: tuple[str, ...]

    @property
    def command(self) -> str:
        """What to type, at the top of the checkout, to renew them."""
        return " ".join(["hudna", *self.renewal])


def drifted(root: Path, entry: Generated | SelfChecked) -> Iterator[Finding]:
    """A finding for each file below `root` that is not what its command writes now."""
    hint = f"Run `{entry.command}`."
    try:
        if isinstance(entry, Generated):
            yield from _compared(root, entry, hint)
        else:
            yield from _asked(root, entry, hint)
    except InvalidDataError as error:
        yield from (replace(finding, path=str(root / finding.path)) for finding in error.findings)


def differences(path: Path, made: Path, hint: str) -> Iterator[Finding]:
    """How the file or folder `path` differs from `made`: files that are missing, other, or too many."""
    expected, found = _contents(made), _contents(path)
    for name in sorted({*expected, *found}):
        where = str(path / name)
        if name not in found:
            yield Finding(where, 0, RULE, "found no file", hint)
        elif name not in expected:
            yield Finding(where, 0, RULE, "found a file that is not generated", hint)
        elif expected[name] != found[name]:
            line = _first_difference(found[name], expected[name])
            yield Finding(where, line, RULE, "found other content than is generated now", hint)


def run_command(arguments: Sequence[str], root: Path = Path()) -> tuple[int, str]:
    """Exit status and standard output of a command of `hudna` that is run at the top of the checkout, in this process.

    Of wrong usage the output is what it says.

    Raises: InvalidDataError as the command does.
    """
    from hudna.cli import group

    printed = io.StringIO()
    with contextlib.chdir(root), contextlib.redirect_stdout(printed), contextlib.redirect_stderr(io.StringIO()):
        try:
            group.main(list(arguments), prog_name="hudna", standalone_mode=False)
        except click.ClickException as error:
            return error.exit_code, error.format_message()
        except SystemExit as end:
            return (end.code if isinstance(end.code, int) else int(end.code is not None)), printed.getvalue()
    return 0, printed.getvalue()


def _compared(root: Path, entry: Generated, hint: str) -> Iterator[Finding]:
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / Path(entry.path).name
        arguments = [str(made) if argument == OUT else argument for argument in entry.arguments]
        status, printed = run_command(arguments, root)
        if status:
            yield Finding(str(root / entry.path), 0, RULE, f"found that its command ends with {status}", hint)
            return
        if OUT not in entry.arguments:
            made.write_text(printed, encoding="utf-8", newline="\n")
        yield from differences(root / entry.path, made, hint)


def _asked(root: Path, entry: SelfChecked, hint: str) -> Iterator[Finding]:
    status, printed = run_command(entry.arguments, root)
    if status:
        for line in printed.splitlines() or ["found files that are not up to date"]:
            yield Finding(str(root), 0, RULE, line.rstrip("."), hint)


def _contents(path: Path) -> dict[str, bytes]:
    """Path below `path` → content, of all files there; of a file, its content under the empty path."""
    if path.is_file():
        return {"": path.read_bytes()}
    return {file.relative_to(path).as_posix(): file.read_bytes() for file in path.rglob("*") if file.is_file()}


def _first_difference(found: bytes, expected: bytes) -> int:
    """The line, from 1, in which two texts begin to differ; 0 where one of them is no text."""
    if b"\0" in found or b"\0" in expected:
        return 0
    pairs = enumerate(zip(found.splitlines(keepends=True), expected.splitlines(keepends=True), strict=False), start=1)
    shorter = min(found.count(b"\n"), expected.count(b"\n")) + 1
    return next((number for number, (one, other) in pairs if one != other), shorter)
