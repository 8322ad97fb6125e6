"""Names of editions that mean something to commands; apart, so that their help loads nothing."""

from __future__ import annotations

EDITION = "open"
"""The edition of the embedded dataset to score by unless another is asked for: the one whose texts are here."""

ALL_EDITIONS = "all"
"""What asks for every edition of gold."""
