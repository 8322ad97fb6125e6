"""The baselines' results on the card, as the project's README has them."""

from __future__ import annotations

import json
from pathlib import Path

from hudna.dataset import Dataset

BEGIN, END = "<!-- results: begin -->", "<!-- results: end -->"
"""What the results stand between in the README; `hudna results --write` puts them there from the runs."""

CHECKOUT = Path(__file__).resolve().parents[3]


def results_block(dataset: Dataset, checkout: Path = CHECKOUT) -> str | None:
    """The published results on just this data, as Markdown; None where there are none.

    They lie in the checkout, not in the installed package, and a build only repeats them: it scores nothing. Results on
    other data, by its digest, are left out; so are all where the dataset was hydrated.
    """
    if not _is_scored(checkout / "baselines" / "results", dataset.digest):
        return None
    _, begin, rest = (checkout / "README.md").read_text(encoding="utf-8").partition(BEGIN)
    block, end, _ = rest.partition(END)
    return block.strip() or None if begin and end else None


def _is_scored(results: Path, digest: str) -> bool:
    """Whether there are runs, and every one of them was made on the data of this digest."""
    runs = [json.loads(path.read_bytes()) for path in sorted(results.glob("*/run.json"))]
    return bool(runs) and all(run.get("data_sha256") == digest for run in runs)
