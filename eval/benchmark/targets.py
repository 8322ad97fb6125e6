"""What the harness is to reach, and whether it does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmark.contestant import Contestant, Measurement
from benchmark.contestants import CLUSTERS, EVENT_SUITE, SPACY, SPACY_ALIGNED, STRICT, SUITE
from benchmark.plan import CLUSTERED, FLAT, FRAMES, GROWTH, LARGE, ONCE_ABOVE, Line, Section

STRICT_RATE, SUITE_RATE, COREFERENCE_RATE = 1_000_000, 300_000, 100_000
"""Items per CPU-second, at least."""

TIMES_SPACY = 8
FRAMES_SECONDS = 0.050

FLAT_MEMORY = 1.25
"""Memory is flat if the largest corpus takes at most so many times what one of `ONCE_ABOVE` articles takes: beyond
that nothing is kept article by article, but buffers and sums of exact fractions still find their size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A target with what was measured of it: "met", "missed: … of it", or "not measured"."""

    target: str
    measured: str
    verdict: str


def verdicts(found: Sequence[Section]) -> list[Verdict]:
    """All targets."""
    return [*_rates(found), _against_spacy(found), _frames(found), _memory(found)]


def _rates(found: Sequence[Section]) -> Iterator[Verdict]:
    for title, contestant, least, unit in (
        (FLAT, STRICT, STRICT_RATE, "spans"),
        (FLAT, SUITE, SUITE_RATE, "spans"),
        (CLUSTERED, CLUSTERS, COREFERENCE_RATE, "mentions"),
    ):
        target = f"{contestant.name}: {least:,} {unit} per CPU-second"
        own = _of(found, title, contestant)
        yield _unmeasured(target) if own is None else _judged(target, rounded(own.rate), own.rate / least)


def _against_spacy(found: Sequence[Section]) -> Verdict:
    target = f"{STRICT.name}: {TIMES_SPACY} times spaCy `score_spans`, even where spaCy has the alignment"
    own, fresh, kept = (_of(found, FLAT, contestant) for contestant in (STRICT, SPACY, SPACY_ALIGNED))
    if own is None or fresh is None or kept is None:
        return _unmeasured(target)
    times, more = own.rate / kept.rate, own.rate / fresh.rate
    return _judged(target, f"{rounded(times)} times; {rounded(more)} where it has not", times / TIMES_SPACY)


def _frames(found: Sequence[Section]) -> Verdict:
    target = f"all event metrics of {FRAMES} × {FRAMES} frames of one type in {FRAMES_SECONDS * 1000:.0f} ms"
    own = _of(found, LARGE, EVENT_SUITE)
    if own is None:
        return _unmeasured(target)
    return _judged(target, f"{rounded(own.cpu * 1000)} ms", FRAMES_SECONDS / own.cpu)


def _memory(found: Sequence[Section]) -> Verdict:
    target = f"memory is flat from {ONCE_ABOVE:,} articles on: at most {FLAT_MEMORY} times as much"
    peaks = {line.articles: line.measurement.peak for line in _lines(found, GROWTH) if line.measurement is not None}
    largest = max(peaks, default=0)
    if largest <= ONCE_ABOVE or ONCE_ABOVE not in peaks:
        return _unmeasured(target)
    times = peaks[largest] / peaks[ONCE_ABOVE]
    return _judged(target, f"{times:.2f} times at {largest:,}", FLAT_MEMORY / times)


def _unmeasured(target: str) -> Verdict:
    return Verdict(target=target, measured="", verdict="not measured")


def _judged(target: str, measured: str, share: float) -> Verdict:
    """`share` is how much of the target was reached."""
    return Verdict(target=target, measured=measured, verdict="met" if share >= 1 else f"missed: {share:.0%} of it")


def _of(found: Sequence[Section], title: str, contestant: Contestant) -> Measurement | None:
    return next((line.measurement for line in _lines(found, title) if line.contestant == contestant), None)


def _lines(found: Sequence[Section], title: str) -> Sequence[Line]:
    return next((section.lines for section in found if section.title == title), ())


def rounded(value: float) -> str:
    """Three significant digits: more are noise."""
    digits = float(f"{value:.3g}")
    return f"{digits:,.0f}" if digits >= 100 else f"{digits:.3g}"
