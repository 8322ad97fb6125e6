"""`hudna hydrate`."""

from __future__ import annotations

from pathlib import Path

import click

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command(help="Write a complete dataset folder from the embedded one and the source texts that you hold.")
@click.option("--articles", required=True, type=_FOLDER, help="Folder of the source texts, under any file names.")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="A folder to create.")
@click.option("--dataset", type=_FOLDER, help="Dataset folder to complete instead of the embedded one.")
def command(articles: Path, out: Path, dataset: Path | None) -> None:
    """Match by hash, verify every surface, write all or nothing."""
    from hudna.build.write import write_dataset
    from hudna.dataset import embedded_dataset, read_dataset
    from hudna.files import require_replaceable
    from hudna.hydrate.join import hydrated

    require_replaceable(out)
    tables = write_dataset(hydrated(read_dataset(dataset or embedded_dataset()), articles), out)
    click.echo(f"{out}\t{len(tables)} tables")
