"""`hudna words`."""

from __future__ import annotations

from pathlib import Path

import click

from hudna.texts import ARTICLES_VARIABLE


@click.command(help=f"Write the token offsets of the source texts (default: the folder in ${ARTICLES_VARIABLE}).")
@click.argument("annotations", default="annotations", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--articles", envvar=ARTICLES_VARIABLE, type=click.Path(exists=True, file_okay=False, path_type=Path))
def command(annotations: Path, articles: Path | None) -> None:
    """Needed once a source text is annotated; `hudna build` then works without the texts."""
    from hudna.build.word_offsets import FILE_NAME, offsets_of, write_offsets
    from hudna.formats.registers import read_registers
    from hudna.hydrate.match import match_texts
    from hudna.texts import source_folder

    folder = articles or source_folder()
    if folder is None:
        raise click.UsageError(f"found no source texts; name their folder with --articles or ${ARTICLES_VARIABLE}")
    texts = match_texts(read_registers(annotations).articles, folder)
    write_offsets((offsets_of(article.id, article.source_sha256, text) for article, text in texts), annotations)
    click.echo(f"{annotations / FILE_NAME}\t{len(texts)} texts")
