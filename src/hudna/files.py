"""Writing that leaves either the old state or the new one, never a half."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from hudna.findings import Finding, InvalidDataError, plural

_ELSEWHERE = "Name a new folder."
_NAMED = 10
"""So many files that would be lost are named; of more, their number is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whose a folder must be for a command to put another in its place.

    `what` the command writes, in words; `owns` tells by a mark whether a folder is such a one, and `knows` whether a
    file of it, by its path there, is one that such a folder has.
    """

    what: str
    owns: Callable[[Path], bool]
    knows: Callable[[Path, str], bool]


def require_replaceable(folder: Path, owner: Owner | None = None) -> None:
    """Hold a folder to be written to this: it is new, or empty, or the owner's with no file that is not.

    Raises: InvalidDataError for anything else, and for a link, a file, or the current folder and those around it.
    """
    try:
        findings = [*_misplaced(folder)] or [*_losses(folder, owner)]
    except OSError as error:
        raise _unwritable(folder, error) from None
    if findings:
        raise InvalidDataError(findings)


def write_file(path: Path, content: bytes) -> None:
    """Write `content` to a temporary neighbour and rename it to `path`.

    Raises: InvalidDataError where it cannot be written.
    """
    try:
        _write_file(path, content)
    except OSError as error:
        raise _unwritable(path, error, "file") from None


def _write_file(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def with_block(text: str, block: str, begin: str, end: str) -> str:
    """The text with another block between the markers `begin` and `end`; all else stays.

    Raises: ValueError unless there is one marker of each kind, in order.
    """
    before, first, rest = text.partition(begin)
    _, last, after = rest.partition(end)
    if not first or not last or begin in rest or end in before + after:
        raise ValueError(f"found a README against one with {begin} and, after it, {end}, once each")
    return f"{before}{begin}\n\n{block}\n{end}{after}"


@contextmanager
def replace_folder(path: Path, owner: Owner | None = None) -> Iterator[Path]:
    """Give a temporary neighbour to fill; when the block ends well it takes the place of `path`, else it is removed.

    Raises: InvalidDataError as `require_replaceable`, before the block and once more after it, since files may have
    arrived meanwhile, and where the folder cannot be written.
    """
    require_replaceable(path, owner)
    temporary = _neighbour(path)
    old = temporary.with_name(f"{temporary.name}.old")
    try:
        yield temporary
        require_replaceable(path, owner)
        _put(temporary, path, old)
    except BaseException:
        if old.exists() and not path.exists():
            old.rename(path)
        raise
    finally:
        for leftover in (temporary, old):
            shutil.rmtree(leftover, ignore_errors=True)


def _neighbour(path: Path) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}."))
    except OSError as error:
        raise _unwritable(path, error) from None


def _put(made: Path, path: Path, old: Path) -> None:
    """Move `path`, where there is one, to `old`, and `made` to `path`."""
    try:
        made.chmod(0o755)
        if path.exists():
            path.rename(old)
        made.rename(path)
    except OSError as error:
        raise _unwritable(path, error) from None


def _unwritable(path: Path, error: OSError, what: str = "folder") -> InvalidDataError:
    found = f"found no {what} that can be written: {error.strerror or error}"
    return InvalidDataError([Finding(str(path), 0, f"unwritable-{what}", found, f"Name a new {what}.")])


def _misplaced(folder: Path) -> Iterator[Finding]:
    """What is at the place of a folder that no folder can take."""
    parents = folder.absolute().parents
    above = next((parent for parent in parents if parent.exists() or parent.is_symlink()), folder)
    if folder.is_symlink():
        yield Finding(str(folder), 0, "no-folder", "found a link against a folder", _ELSEWHERE)
    elif folder.exists() and not folder.is_dir():
        yield Finding(str(folder), 0, "no-folder", "found a file against a folder", _ELSEWHERE)
    elif not above.is_dir():
        found = f"found the file {above} against a folder above it"
        if not above.exists():
            found = f"found the link {above}, which leads nowhere, against a folder above it"
        yield Finding(str(folder), 0, "no-folder", found, _ELSEWHERE)
    elif folder.name in ("", "..") or Path.cwd().is_relative_to(os.path.realpath(folder)):
        found = "found the current folder, or one that it lies in, against a folder that may be replaced"
        yield Finding(str(folder), 0, "no-folder", found, _ELSEWHERE)


def _losses(folder: Path, owner: Owner | None) -> Iterator[Finding]:
    """What would be lost with a folder."""
    if not folder.exists() or not any(folder.iterdir()):
        return
    if owner is None:
        found = "found a folder that is there already and not empty against a new one"
        yield Finding(str(folder), 0, "foreign-folder", found, _ELSEWHERE)
    elif not owner.owns(folder):
        found = f"found a folder that is there already and no {owner.what} against a new one or a {owner.what}"
        yield Finding(str(folder), 0, "foreign-folder", found, _ELSEWHERE)
    else:
        yield from _strangers(folder, owner)


def _strangers(folder: Path, owner: Owner) -> Iterator[Finding]:
    files = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    names = sorted(path.relative_to(folder).as_posix() for path in files)
    unknown = [name for name in names if not owner.knows(folder, name)]
    hint = "Move it away, or name a new folder."
    for name in unknown[:_NAMED]:
        found = f"found a file that is no part of a {owner.what}, and would be lost"
        yield Finding(str(folder / name), 0, "foreign-file", found, hint)
    if (more := len(unknown) - _NAMED) > 0:
        yield Finding(str(folder), 0, "foreign-file", f"found {plural(more, 'more file')} of this kind", hint)
