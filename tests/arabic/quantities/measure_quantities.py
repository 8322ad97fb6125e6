"""Measures how fast quantities are read: `python measure_quantities.py [TEXT FILE]…`. No test.

Prints characters a second for the files together, and for runs of 200,000 characters of one thing.
"""

import sys
import time
from pathlib import Path

from test_quantity_texts import RUNS

from hudna.arabic.quantities import read_quantities


def speed(text):
    """Characters a second, the best of three."""
    times = []
    for _ in range(3):
        began = time.perf_counter()
        read_quantities(text)
        times.append(time.perf_counter() - began)
    return len(text) / min(times)


def main(paths):
    """Print a line for the files and one for each run."""
    texts = "\n".join(Path(path).read_text(encoding="utf-8") for path in paths)
    measured = {"files": texts * (1 + 200_000 // len(texts))} if texts else {}
    measured |= {repr(run[:30]): (run * 200_000)[:200_000] for run in RUNS}
    for name, text in measured.items():
        sys.stdout.write(f"{speed(text):>14,.0f}  {name}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
