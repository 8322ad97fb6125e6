"""`hudna agreement`: how far two annotations of the same texts agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click


@click.command(name="agreement")
@click.argument("a", type=click.Path(path_type=Path))
@click.argument("b", type=click.Path(path_type=Path))
@click.option("--common", is_flag=True, help="Compare only the texts that both have; else a missing one is a fault.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, with all by type and by article.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the JSON object to this file too.")
def command(a: Path, b: Path, common: bool, as_json: bool, out: Path | None) -> None:
    """Compare A and B, two files or folders of the annotation form, over the same texts.

    F1 is that of A against B, which is that of B against A; κ is Cohen's, on units that both have.
    """
    from hudna.files import write_file
    from hudna_eval.agreement.files import read_pairs
    from hudna_eval.agreement.measures import agreement, to_json

    data = agreement(read_pairs(a, b, common=common))
    if out is not None:
        write_file(out, f"{to_json(data)}\n".encode())
        click.echo(f"wrote {out}", err=True)
    click.echo(to_json(data) if as_json else "\n".join(_lines(data)))


def _lines(data: Mapping[str, Any]) -> Iterator[str]:
    """The overall numbers as plain tables."""
    from hudna_eval.terminal import UNDEFINED, rate

    overall = data["overall"]
    yield f"{'':26}{'both':>7}{'only A':>8}{'only B':>8}{'F1':>9}"
    for metric, row in overall["marked"].items():
        yield f"{metric:26}{row['both']:7}{row['only_a']:8}{row['only_b']:8}{rate(row['f1']):>9}"
    for layer, scores in overall["coreference"].items():
        name = f"coref.{layer}.conll"
        yield f"{name:26}{UNDEFINED:>7}{UNDEFINED:>8}{UNDEFINED:>8}{rate(scores['conll']):>9}"
    yield ""
    yield f"{'':26}{'units':>7}{'agreed':>8}{'kappa':>9}"
    for category, row in overall["categories"].items():
        yield f"{category:26}{row['units']:7}{row['agreed']:8}{rate(row['kappa']):>9}"
