"""`hudna cite`."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(help="Print how to cite the dataset, by version and digest.")
@click.option(
    "--format",
    "form",
    default="bibtex",
    type=click.Choice(["bibtex", "apa", "cff", "zenodo"]),
    show_default=True,
    help="BibTeX, one line of APA, CITATION.cff or .zenodo.json.",
)
@click.option(
    "--dataset",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A dataset folder in place of the embedded one.",
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="A file to write in place of printing.")
def command(form: str, dataset: Path | None, out: Path | None) -> None:
    """The same dataset gives the same citation."""
    from hudna.dataset import embedded_dataset
    from hudna.files import write_file
    from hudna.release.citation import FORMS, citation_of

    text = FORMS[form](citation_of(dataset or embedded_dataset()))
    if out is None:
        click.echo(text, nl=False)
    else:
        write_file(out, text.encode())
        click.echo(f"wrote {out}", err=True)
