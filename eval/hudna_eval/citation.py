"""How to cite a score: the harness and the data by version and digest, and the signature that repeats it."""

from __future__ import annotations

from hudna.release.citation import Citation, bibtex
from hudna_eval.options import Identity


def citation(identity: Identity) -> str:
    """BibTeX of this version of the harness and of the dataset that it scores by, as `hudna cite` prints it."""
    return bibtex(Citation(version=identity.version or "without a version", digest=identity.digest))
