"""The baselines' results on the card, as the project's README has them."""

from __future__ import annotations

import os
from pathlib import Path

from hudna.dataset import Dataset
from hudna.findings import Finding, InvalidDataError
from hudna.formats.decode import read_bytes, read_json
from hudna.texts import decode_text

BEGIN, END = "<!-- results: begin -->", "<!-- results: end -->"
"""What the results stand between in the README; `hudna results --write` puts them there from the runs."""


def checkout_of(annotations: Path) -> Path:
    """The folder in which an annotation folder lies, whatever path was typed for it."""
    return Path(os.path.abspath(annotations)).parent  # noqa: PTH100 - `..` is taken out, links are not followed


def results_block(dataset: Dataset, checkout: Path) -> str | None:
    """The published results on just this data, as Markdown; None where there are none.

    They lie beside the annotation, in the checkout and not in the installed package, and a build only repeats them: it
    scores nothing. Results on other data, by its digest, are left out.
    Raises: InvalidDataError where a `run.json` is no JSON object, or the README cannot be read.
    """
    if not _is_scored(checkout / "baselines" / "results", dataset.digest):
        return None
    readme = checkout / "README.md"
    _, begin, rest = decode_text(read_bytes(readme), readme).partition(BEGIN)
    block, end, _ = rest.partition(END)
    return block.strip() or None if begin and end else None


def _is_scored(results: Path, digest: str) -> bool:
    """Whether there are runs, and every one of them was made on the data of this digest."""
    digests = [_data_digest(path) for path in sorted(results.glob("*/run.json"))]
    return bool(digests) and all(found == digest for found in digests)


def _data_digest(path: Path) -> object:
    """What a run says its data were; None where it does not."""
    run = read_json(path)
    if not isinstance(run, dict):
        found = f"found {type(run).__name__} against an object"
        raise InvalidDataError([Finding(str(path), 1, "bad-value", found)])
    return run.get("data_sha256")
