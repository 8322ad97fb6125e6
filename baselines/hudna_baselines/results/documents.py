"""The documents that show results, and the block that each has between its markers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from hudna.files import write_file
from hudna.findings import Finding, InvalidDataError
from hudna_baselines.model_card import BEGIN, END, rewritten

from .scores import Recipe
from .tables import Tables, caveats, how_to_read

COMMAND = "hudna results --write"
_CODE = Path("baselines") / "hudna_baselines"


def overview_block(tables: Tables) -> str:
    """For the README of the project: the table of baselines and their paired comparisons, on the open edition."""
    usual = tables.usual("open")
    said = (
        "Leave-one-article-out on the open edition, trained on the open texts of the other articles. "
        f"{how_to_read(tables)}",
        *(f"*{caveat}*" for caveat in caveats(usual)),
        tables.overview(),
        tables.comparisons(usual),
        f"Scored as `{tables.signatures.get('open', '-')}`.",
    )
    return _paragraphs(said)


def all_block(tables: Tables) -> str:
    """For the README of the baselines: every table."""
    sections = (
        ("Open edition", overview_block(tables)),
        ("Source edition", _paragraphs(_source(tables))),
        ("Without training", tables.scores([own for own in tables.order if not own.run.train_editions])),
        ("Names that training has, and names that it has not", _paragraphs(_seen(tables))),
        ("Both editions, facts told alike", tables.consistency()),
        *((f"From one edition to the other: {name}", tables.transfer(name)) for name in ("linear", "transformer")),
        *((f"Number of training articles: {name}", tables.curve(name)) for name in ("linear", "transformer")),
        ("With and without pretraining", tables.comparisons(_starts(tables))),
    )
    return "\n".join(f"### {title}\n\n{content}" for title, content in sections if content)


def _source(tables: Tables) -> Iterator[str]:
    usual = tables.usual("source")
    if usual:
        yield tables.scores_of_systems(usual)
        yield tables.comparisons(usual)
        yield f"Scored as `{tables.signatures['source']}`."


def _seen(tables: Tables) -> Iterator[str]:
    if content := tables.seen():
        yield (
            "Mentions by whether gold of the other articles, which is what a system is trained on, has their words "
            "with the same type (`seen:yes`), with another one only, or not at all; open edition. `gold` counts them."
        )
        yield content


def card_block(baseline: str) -> Callable[[Tables], str]:
    """For the model card of a baseline: how it was trained and tested, where it stands, and what goes wrong."""

    def block(tables: Tables) -> str:
        own = [recipe for recipe in tables.usual("open") if recipe.run.baseline == baseline]
        own.sort(key=lambda recipe: recipe.run.model is not None)  # the baseline's own encoder before any other
        others = [recipe for recipe in tables.usual("open") if recipe.run.baseline != baseline]
        if not own:
            return f"No run of it is kept yet. `{COMMAND}` writes this part.\n"
        return _paragraphs((
            how_to_read(tables),
            tables.transfer(baseline),
            _titled("By number of training articles, open edition:", tables.curve(baseline)),
            _titled("Beside the other baselines, open edition:", tables.comparisons([*others, own[0]])),
            _titled("With and without pretraining:", tables.comparisons(_starts(tables, baseline))),
            _titled("The largest classes of error, open edition:", tables.errors(own[0])),
            f"Scored as `{tables.signatures['open']}`.",
        ))  # fmt: skip

    return block


DOCUMENTS: Mapping[Path, Callable[[Tables], str]] = {
    Path("README.md"): overview_block,
    Path("baselines") / "README.md": all_block,
    _CODE / "linear" / "README.md": card_block("linear"),
    _CODE / "transformer" / "README.md": card_block("transformer"),
}
"""Path from the top of a checkout → what it shows."""


def rewritten_documents(root: Path, tables: Tables) -> Iterator[tuple[Path, str, str]]:
    """Each document that is there: its path, what it says, and what it should say.

    Raises: InvalidDataError for one without its markers.
    """
    for name, block in DOCUMENTS.items():
        path = root / name
        if path.exists():
            text = path.read_text(encoding="utf-8")
            yield path, text, _with_block(path, text, block(tables))


def write_documents(root: Path, tables: Tables) -> list[Path]:
    """Rewrite what has changed; the paths of it. Raises: as `rewritten_documents`; nothing is written then."""
    changed = [(path, new) for path, old, new in rewritten_documents(root, tables) if new != old]
    for path, new in changed:
        write_file(path, new.encode())
    return [path for path, _ in changed]


def stale_documents(root: Path, tables: Tables) -> list[Finding]:
    """A finding for each document that does not say what the runs come to."""
    hint = f"Run `{COMMAND}`."
    found = "found other results than those of the runs that are kept"
    return [
        Finding(str(path), 0, "stale-results", found, hint)
        for path, old, new in rewritten_documents(root, tables)
        if new != old
    ]


def _with_block(path: Path, text: str, block: str) -> str:
    try:
        return rewritten(text, block)
    except ValueError:
        found, hint = f"found no {BEGIN} with {END} after it, once each", "Put both where the results belong."
        raise InvalidDataError([Finding(str(path), 0, "markers", found, hint)]) from None


def _starts(tables: Tables, baseline: str = "transformer") -> list[Recipe]:
    """The random start, and after it the pretrained one, where both were run as usual."""
    own = [recipe for recipe in tables.order if recipe.run.baseline == baseline and recipe.run.model is None]
    own = [recipe for recipe in own if recipe.run.train_editions == ("open",) and recipe.run.edition == "open"]
    both = [recipe for recipe in own if recipe.run.train_articles is None]
    return sorted(both, key=lambda recipe: recipe.run.pretrained) if len(both) > 1 else []


def _titled(title: str, content: str) -> str:
    return f"{title}\n\n{content}" if content else ""


def _paragraphs(parts: Iterator[str] | tuple[str, ...]) -> str:
    return "\n".join(f"{part.rstrip()}\n" for part in parts if part)
