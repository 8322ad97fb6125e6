"""Whether a checkout can be released: every generated file is up to date, and the changelog names the versions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import hudna
from hudna.build.corpus import dataset_version
from hudna.findings import Finding
from hudna.formats.decode import read_bytes
from hudna.release.citation import RELEASED
from hudna.release.generated import OUT, Generated, SelfChecked, drifted

_PASSES = ("annotations/passes/a", "annotations/passes/b")
_OUTLINE = ("annotations/passes/outline", "annotations/gold", "--common")

DATASET = Generated(path="dataset", arguments=("build", "annotations", "--out", OUT))

GENERATED: tuple[Generated | SelfChecked, ...] = (
    Generated(path="annotations/statistics.json", arguments=("stats", "--json")),
    Generated(path="annotations/agreement.json", arguments=("agreement", *_PASSES, "--out", OUT)),
    Generated(path="annotations/agreement_outline.json", arguments=("agreement", *_OUTLINE, "--out", OUT)),
    SelfChecked(arguments=("results", "--check"), renewal=("results", "--write")),
    DATASET,
    SelfChecked(arguments=("docs", "--check"), renewal=("docs",)),
    Generated(path="eval/METRICS.md", arguments=("eval", "--explain", "all")),
    Generated(path="CITATION.cff", arguments=("cite", "--format", "cff", "--dataset", "dataset", "--out", OUT)),
    Generated(path=".zenodo.json", arguments=("cite", "--format", "zenodo", "--dataset", "dataset", "--out", OUT)),
)
"""All that commands write. What another entry's command reads comes before it: renewed in this order, all is new."""


def release_findings(root: Path) -> list[Finding]:
    """What at the top of a checkout keeps it from being released, though its annotation keeps every rule.

    They come in the order in which to renew the files. A file that one command has named is not named again by a later
    one, which reads it or shows it too; of one command all findings are there.
    """
    found: list[Finding] = []
    named: set[str] = set()
    for entry in GENERATED:
        own = sorted({finding for finding in drifted(root, entry) if finding.path not in named})
        found += own
        named |= {finding.path for finding in own} - {str(root)}
    return [*found, *changelog_findings(root)]


def changelog_findings(root: Path) -> Iterator[Finding]:
    """What the changelog lacks: a heading for the version of the data and of the code, and the day of the release."""
    path = root / "CHANGELOG.md"
    headings = [line for line in read_bytes(path).decode().splitlines() if line.startswith("#")]
    for what, version in (("Data", dataset_version(root / "annotations")), ("Code", hudna.__version__)):
        heading = f"### {what} {version}"
        if heading not in headings:
            hint = f"Say under `{heading}` what changed."
            yield Finding(str(path), 0, "version-unnamed", f"found no heading `{heading}`", hint)
    wanted = f"## {RELEASED or 'Unreleased'}"
    first = next((line for line in headings if line.startswith("## ")), "nothing")
    if first != wanted:
        hint = "The day of a release stands there and as RELEASED in hudna.release.citation, and before it in neither."
        yield Finding(str(path), 0, "release-date", f"found `{first}` as its first heading against `{wanted}`", hint)
