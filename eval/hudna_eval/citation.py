"""How to cite a score: the harness and the data by version and digest, and the signature that repeats it."""

from __future__ import annotations

import hudna
from hudna_eval.options import Identity

_ENTRY = """\
@misc{{hudna,
  title        = {{Hudna: a benchmark for Arabic information extraction}},
  author       = {{{{Hudna contributors}}}},
  version      = {{{version}}},
  note         = {{{note}}},
}}
"""


def citation(identity: Identity) -> str:
    """BibTeX of this version of the harness and of the dataset that it scores by."""
    dataset = f"dataset {identity.version}" if identity.version is not None else "dataset"
    note = f"Evaluation harness {hudna.__version__}; {dataset}, SHA-256 {identity.digest}"
    return _ENTRY.format(version=hudna.__version__, note=note)
