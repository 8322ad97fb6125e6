"""`hudna build`."""

from __future__ import annotations

from pathlib import Path

import click

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command(help="Derive a dataset folder from an annotation folder. The same input gives the same bytes.")
@click.argument("annotations", default="annotations", type=_FOLDER)
@click.option("--out", default="dataset", type=click.Path(file_okay=False, path_type=Path), show_default=True)
def command(annotations: Path, out: Path) -> None:
    """Check, then build: what breaks a rule is not built."""
    from hudna.build.configs import configs
    from hudna.build.corpus import read_corpus
    from hudna.build.results import checkout_of
    from hudna.build.write import BUILT, write_dataset
    from hudna.files import require_replaceable
    from hudna.validate.folder import require_valid

    require_replaceable(out, BUILT)
    require_valid(annotations)
    dataset = read_corpus(annotations)
    tables = write_dataset(dataset, out, checkout_of(annotations))
    for config in configs(tables):
        click.echo(f"{config.name}\t{', '.join(f'{split} {rows}' for split, rows in config.rows.items())} rows")
