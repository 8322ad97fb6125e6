"""A run repeated from its signature alone: the choices that it names, and whether the result bears it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hudna.findings import Finding, InvalidDataError
from hudna_eval.options import Options

_PARTS = ("hudna", "ds", "edition", "ent", "ev", "arg", "num", "ci", "seed")
_EVENTS = {"e2e": False, "gold-triggers": True}


class SignatureError(ValueError):
    """A text that is no signature."""


def repeated(signature: str, options: Options) -> Options:
    """The options with which the run of that signature was made; `options` gives those that change no digit.

    Raises: SignatureError where a part is missing, unknown or says what this version cannot do.
    """
    parts = _parts(signature)
    try:
        return replace(
            options,
            edition=_edition(parts["edition"]),
            gold_triggers=_EVENTS[parts["ev"]],
            ci="bca" if parts["ci"].startswith("bca") else "percentile",
            seed=int(parts["seed"]),
            tags=parts.get("tags", "iob2"),
        )
    except (KeyError, ValueError) as error:
        raise SignatureError(f"found {signature:.200} against a signature that `hudna eval` printed") from error


def require_same(signature: str, asked: str) -> None:
    """Raises: InvalidDataError with a finding for each part of a signature that is not as `asked`."""
    found, wanted = _parts(signature), _parts(asked)
    findings = [
        Finding("signature", 0, "other-signature", f"{name}: found {found.get(name)} against {wanted.get(name)}", hint)
        for name, hint in (dict.fromkeys((*found, *wanted), "") | _HINTS).items()
        if found.get(name) != wanted.get(name)
    ]
    if findings:
        raise InvalidDataError(findings)


_HINTS = {
    "hudna": "Install the version that made the signature.",
    "ds": "Score by the gold of the signature.",
    "schema": "Name the schema file of the signature with --schema.",
}


def _parts(signature: str) -> Mapping[str, str]:
    parts = dict(part.partition(":")[::2] for part in signature.strip().split("|"))
    if not set(_PARTS) <= parts.keys():
        raise SignatureError(f"found {signature:.200} against a signature that `hudna eval` printed")
    return parts


def _edition(names: str) -> str | None:
    """One edition, or None for several, which are all that gold has."""
    return None if "+" in names else "" if names == "none" else names
