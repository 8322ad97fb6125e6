"""`hudna schema`."""

from __future__ import annotations

import click


@click.command(name="schema")
@click.argument("form", type=click.Choice(["interchange", "annotation"]))
def command(form: str) -> None:
    """Print the JSON Schema (draft 2020-12) of a line of FORM.

    The interchange form is for gold and predictions alike; the annotation form is what annotators write.
    """
    from hudna.schemas.generate import schema_text

    click.echo(schema_text(form), nl=False)
