"""What decides predictions beside settings and data: libraries, Python, the code itself and how it computes."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from hudna_baselines.base import CODE, LIBRARIES, Baseline, Computing

CPU: Mapping[str, str] = {"device": "cpu"}
"""How a baseline computes that says nothing of it."""

PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"

_KINDS = (".py", ".tsv")
"""Files that decide: code and lexicons."""


def computed(system: Baseline) -> dict[str, str]:
    """How a system computes: `device` and, where it has a choice, `precision`."""
    return dict(system.computed if isinstance(system, Computing) else CPU)


def libraries(baseline: str) -> dict[str, str]:
    """Distribution → version, of those that decide what a baseline predicts and are installed."""
    return {name: found for name in LIBRARIES[baseline] if (found := _version(name)) is not None}


def code_digest(baseline: str) -> str:
    """SHA-256 of the code of a baseline, in hexadecimal; see `digest_of_packages`."""
    return digest_of_packages(CODE[baseline])


def digest_of_packages(packages: Iterable[str]) -> str:
    """SHA-256, in hexadecimal, over lines `<SHA-256 of the file>  <package>/<path>`, sorted by the latter.

    The files are those of code and lexicons (`.py`, `.tsv`), in subpackages too. Nothing is imported but parents.
    Raises: ModuleNotFoundError for a package that there is not.
    """
    found = {name: path for package in packages for name, path in _files(package)}
    lines = (f"{hashlib.sha256(found[name].read_bytes()).hexdigest()}  {name}\n" for name in sorted(found))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _files(package: str) -> Iterator[tuple[str, Path]]:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"found no package {package}")
    for folder in map(Path, spec.submodule_search_locations):
        for path in folder.rglob("*"):
            if path.suffix in _KINDS:
                yield f"{package}/{path.relative_to(folder).as_posix()}", path


def _version(distribution: str) -> str | None:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return None
