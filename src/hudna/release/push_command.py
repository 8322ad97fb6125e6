"""`hudna push`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from hudna.findings import plural

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


def _repo(_: click.Context, __: click.Parameter, repo: str) -> str:
    from huggingface_hub.errors import HFValidationError
    from huggingface_hub.utils import validate_repo_id  # type: ignore[attr-defined]  # no __all__

    try:
        validate_repo_id(repo)
    except HFValidationError as error:
        raise click.BadParameter(str(error)) from error
    if "/" not in repo:
        raise click.BadParameter(f"found {repo} against ORG/NAME")
    return repo


@contextmanager
def _clear_errors(repo: str) -> Iterator[None]:
    """What the Hub or the network answers, in one line; exit code 1."""
    from huggingface_hub.errors import HTTPError, RepositoryNotFoundError  # type: ignore[attr-defined]  # no __all__

    try:
        yield
    except RepositoryNotFoundError as error:
        create = f"hf repos create {repo} --type dataset"
        raise click.ClickException(f"found no {repo} that you may write to; `hf auth login`, `{create}`") from error
    except (HTTPError, OSError) as error:
        raise click.ClickException(f"{repo}: {(str(error) or type(error).__name__).splitlines()[0]}") from error


@click.command(help="Upload the dataset folder DATASET to the Hugging Face Hub, if every check lets it pass.")
@click.argument("dataset", default="dataset", type=_FOLDER)
@click.option("--repo", required=True, metavar="ORG/NAME", callback=_repo, help="The dataset repository on the Hub.")
@click.option(
    "--annotations", default="annotations", type=_FOLDER, show_default=True, help="What the dataset follows from."
)
@click.option("--dry-run", is_flag=True, help="List what would go, path, bytes and SHA-256, and send nothing.")
def command(dataset: Path, repo: str, annotations: Path, dry_run: bool) -> None:
    """The list, or the address of the commit, goes to stdout."""
    from hudna.release.push import message, require_pushable, staged, upload, uploads

    checked, compared = require_pushable(dataset, annotations)
    said = message(checked)
    if compared < len(checked.articles):
        known = plural(len(checked.articles), "source text")
        click.echo(f"compared with {compared} of {known}: the others are not at hand", err=True)
    with staged(dataset, annotations, checked, repo) as copy:
        planned = uploads(copy)
        if dry_run:
            for file in planned:
                click.echo(f"{file.path}\t{file.size}\t{file.sha256}")
        else:
            with _clear_errors(repo):
                click.echo(upload(copy, repo, planned, said))
    size = sum(file.size for file in planned)
    what = "would go" if dry_run else "went"
    click.echo(f"{plural(len(planned), 'file')}, {size} bytes, {what} to {repo}: {said}", err=True)
