"""How to cite Hudna: the facts in one place, and every form that is printed from them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

import hudna
from hudna.docs.words import spelled

TITLE = "Hudna: a benchmark for Arabic information extraction"
AUTHOR = "The Hudna contributors"
RELEASED: str | None = None
"""The day of the release as YYYY-MM-DD, None before there is one; `RELEASING.md` says when to set it."""
ADDRESS: str | None = None
"""Where the data set lies on the Hub, None before it does; set with `RELEASED`, as is the DOI, if it has one."""
DOI: str | None = None

_ABSTRACT = (
    "Arabic news articles on the 2020 Karabakh ceasefires and prisoner exchanges, in two editions, annotated for "
    "entities, events and numeric claims by language models that followed written guidelines; no human has reviewed "
    "the annotation. With baselines and an evaluation harness."
)
KEYWORDS = ("Arabic", "information extraction", "named entity recognition", "event extraction", "numeric claims")
DATA_LICENSE = "CC-BY-4.0"
CODE_LICENSE = "Apache-2.0"

_CFF_HEAD = "# Written by `hudna cite --format cff --out CITATION.cff`.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What a citation names: the dataset by version and by the SHA-256 (hex) of its records, and the code's version.

    `released` is the day of the release as YYYY-MM-DD; without one a citation has no date. `address` is a URL, `doi` a
    DOI without one. `articles` is how many the
    dataset has, for the abstract; None where that is not known.
    """

    version: str
    digest: str
    articles: int | None = None
    code_version: str = hudna.__version__
    released: str | None = RELEASED
    address: str | None = ADDRESS
    doi: str | None = DOI

    @property
    def year(self) -> str | None:
        """The year of the release, None before there is one."""
        return None if self.released is None else self.released[:4]

    @property
    def abstract(self) -> str:
        """What the dataset is, in a few lines."""
        return _ABSTRACT if self.articles is None else f"{spelled(self.articles).capitalize()} {_ABSTRACT}"


def citation_of(folder: Path) -> Citation:
    """The citation of a dataset folder. Raises: InvalidDataError where it cannot be read."""
    from hudna.dataset import read_dataset

    dataset = read_dataset(folder)
    return Citation(version=dataset.version, digest=dataset.digest, articles=len(dataset.articles))


def bibtex(citation: Citation) -> str:
    """A BibTeX entry, of a type that every style knows."""
    fields = {
        "title": f"{{{TITLE}}}",
        "author": f"{{{{{AUTHOR}}}}}",
        **({} if citation.year is None else {"year": f"{{{citation.year}}}"}),
        "version": f"{{{citation.version}}}",
        "howpublished": "{Data set}",
        **({} if citation.doi is None else {"doi": f"{{{citation.doi}}}"}),
        **({} if citation.address is None else {"url": f"{{{citation.address}}}"}),
        "note": f"{{Code {citation.code_version}; dataset {citation.version}, SHA-256 {citation.digest}}}",
    }
    lines = "".join(f"  {name:<12} = {value},\n" for name, value in fields.items())
    return f"@misc{{hudna,\n{lines}}}\n"


def apa(citation: Citation) -> str:
    """One line in the form of the American Psychological Association, for a data set; `n.d.` where there is no date."""
    year = citation.year or "n.d."
    where = f"https://doi.org/{citation.doi}" if citation.doi is not None else citation.address
    what = f"{AUTHOR}. ({year}). {TITLE} (Version {citation.version}) [Data set]. SHA-256: {citation.digest}"
    return f"{what}\n" if where is None else f"{what}. {where}\n"


def cff(citation: Citation) -> str:
    """`CITATION.cff`, Citation File Format 1.2.0: the code, with the data as what to cite."""
    released = {} if citation.released is None else {"date-released": citation.released}
    facts: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "Cite the data set, with its version and digest: `hudna cite` prints both as BibTeX.",
        "type": "software",
        "title": TITLE,
        "abstract": citation.abstract,
        "authors": [{"name": AUTHOR}],
        "version": citation.code_version,
        **released,
        "license": CODE_LICENSE,
        "keywords": list(KEYWORDS),
        "preferred-citation": _data(citation, released),
    }
    return _CFF_HEAD + yaml.safe_dump(facts, allow_unicode=True, sort_keys=False, width=100)


def zenodo(citation: Citation) -> str:
    """`.zenodo.json`: metadata of a deposit of the data set."""
    facts = {
        "title": TITLE,
        "upload_type": "dataset",
        "description": citation.abstract,
        "creators": [{"name": AUTHOR}],
        "version": citation.version,
        **({} if citation.released is None else {"publication_date": citation.released}),
        "access_right": "open",
        "license": DATA_LICENSE.lower(),
        "language": "ara",
        "keywords": list(KEYWORDS),
        **_published(citation),
        "notes": f"Records: SHA-256 {citation.digest}. Code: {citation.code_version}, {CODE_LICENSE}.",
    }
    return json.dumps(facts, ensure_ascii=False, indent=2) + "\n"


FORMS = {"bibtex": bibtex, "apa": apa, "cff": cff, "zenodo": zenodo}
"""Name of a form → what prints it."""


def _published(citation: Citation) -> dict[str, Any]:
    """The same data elsewhere. A DOI is left out: the deposit gets its own."""
    if citation.address is None:
        return {}
    return {"related_identifiers": [{"identifier": citation.address, "relation": "isIdenticalTo"}]}


def _data(citation: Citation, released: dict[str, str]) -> dict[str, Any]:
    digest = {
        "type": "other",
        "value": f"sha256:{citation.digest}",
        "description": "SHA-256 of the records as JSON lines with sorted keys",
    }
    return {
        "type": "data",
        "title": TITLE,
        "authors": [{"name": AUTHOR}],
        "version": citation.version,
        **released,
        "license": DATA_LICENSE,
        **({} if citation.doi is None else {"doi": citation.doi}),
        **({} if citation.address is None else {"url": citation.address}),
        "identifiers": [digest],
    }
