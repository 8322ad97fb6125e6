"""A run repeated from its signature alone: the choices that it names, and whether the result bears it again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from hudna.findings import Finding, InvalidDataError
from hudna_eval.chosen_views import chosen_views
from hudna_eval.options import Options
from hudna_eval.readers.form import Reading

_FIXED = {"ent": "strict", "arg": "strict", "num": "rtol0"}
_REQUIRED = ("hudna", "ds", "edition", *_FIXED, "ev", "ci", "seed")
_DATA = ("schema", "train", "cmp", "gcmp")
"""Files by their digest: named again by the user, and compared at the end."""

_HINTS = {
    "hudna": "Install the version that made the signature.",
    "ds": "Score by the gold of the signature.",
    "schema": "Name the file of the signature with --schema.",
    "train": "Name the training data of the signature with --train.",
    "cmp": "Name the file of the signature with --comparisons.",
    "gcmp": "Name the file of the signature with --gold-comparisons.",
}


class SignatureError(ValueError):
    """A text that is no signature."""


def repeated(signature: str, options: Options) -> Options:
    """The options with which the run of that signature was made; `options` gives data, and what changes no digit.

    Raises: SignatureError where a part is missing, unknown or says what this version cannot do.
    """
    parts = _parts(signature)
    try:
        reading = {name: read(parts[part]) for part, (name, read) in _READING.items() if part in parts}
        chosen = {name: read(parts[part]) for part, (name, read) in _CHOICES.items() if part in parts}
        return replace(options, **chosen, reading=Reading(**reading))
    except (KeyError, ValueError) as error:
        raise _no_signature(signature) from error


def require_same(signature: str, asked: str) -> None:
    """Raises: InvalidDataError with a finding for each part of a signature that is not as `asked`."""
    found, wanted = _parts(signature), _parts(asked)
    findings = [
        Finding("--signature", 0, "other-signature", _difference(name, found, wanted), _HINTS.get(name, ""))
        for name in dict.fromkeys((*found, *wanted))
        if found.get(name) != wanted.get(name)
    ]
    if findings:
        raise InvalidDataError(findings)


def _difference(name: str, found: Mapping[str, str], wanted: Mapping[str, str]) -> str:
    return f"{name}: found {found.get(name, 'none')} against {wanted.get(name, 'none')}"


def _parts(signature: str) -> dict[str, str]:
    parts = dict(part.partition(":")[::2] for part in signature.strip().split("|"))
    known = {*_REQUIRED, *_CHOICES, *_READING, *_DATA}
    fixed = all(parts.get(name) == value for name, value in _FIXED.items())
    if not set(_REQUIRED) <= parts.keys() <= known or not fixed:
        raise _no_signature(signature)
    return parts


def _no_signature(signature: str) -> SignatureError:
    return SignatureError(f"found {signature:.200} against a signature that `hudna eval` of this version prints")


def _edition(names: str) -> str | None:
    """One edition, or None for several, which are all that gold has."""
    return None if "+" in names else "" if names == "none" else unquote(names)


def _events(mode: str) -> bool:
    return {"e2e": False, "gold-triggers": True}[mode]


def _interval(interval: str) -> str:
    return "bca" if interval.startswith("bca") else "percentile"


def _columns(columns: str) -> tuple[int, ...]:
    return tuple(map(int, columns.split("+")))


def _views(names: str) -> tuple[str, ...]:
    return chosen_views(names.split(","))


_CHOICES: dict[str, tuple[str, Callable[[str], Any]]] = {
    "edition": ("edition", _edition),
    "ev": ("gold_triggers", _events),
    "ci": ("ci", _interval),
    "seed": ("seed", int),
    "views": ("views", _views),
}
_READING: dict[str, tuple[str, Callable[[str], Any]]] = {
    "tags": ("tags", str),
    "tokens": ("token_column", int),
    "labels": ("label_columns", _columns),
    "parts": ("discontinuous", str),
}
"""Part of the signature → the option that it names, and how it is read."""
