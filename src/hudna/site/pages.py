"""Every page of the site as text, by file name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from hudna.dataset import Dataset
from hudna.model import Record
from hudna.ontology import MENTION_TYPES
from hudna.registers import Article
from hudna.site import claim_rows, mistakes, names, palette, plots, scores, shared, style, words
from hudna.site.edition import edition
from hudna.site.scores import SHOWN, Result

GENERATOR = "hudna site"
"""What marks a folder as a site, so that a new one may take its place."""

_Drawn = tuple[str, str, Markup]
"""(what a metric is, its name, its plot)"""

_NOTHING: Mapping[str, Any] = {}
_ENTITIES = "Every entity cluster, and each place that mentions it, in both editions. An id means the same everywhere."
_EVENTS = "Every real-world event, and each place that tells of it, in both editions. An id means the same everywhere."


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a site is made of. `results` have a page of plots, `systems` a page of errors each."""

    dataset: Dataset
    results: Sequence[Result] = ()
    systems: Sequence[Result] = ()


def pages(contents: Contents) -> Iterator[tuple[str, str]]:
    """(file name, HTML) of every page, the index first. The same contents give the same text."""
    maker = _Maker(contents)
    dataset = contents.dataset
    yield "index.html", maker.page("index.html", values=_index(dataset))
    for article in dataset.articles:
        yield maker.article(article)
    yield "claims.html", maker.page("claims.html", values=_claims(dataset))
    yield "entities.html", maker.page("register.html", here="entities.html", values=_entities(dataset))
    yield "events.html", maker.page("register.html", here="events.html", values=_events(dataset))
    yield "results.html", maker.page("results.html", values=_results(contents.results))
    for number, system in enumerate(contents.systems, start=1):
        yield names.system_page(number), maker.system(names.system_page(number), system)


@dataclass(slots=True)
class _Maker:
    contents: Contents
    script: str = field(init=False)
    sheet: str = field(init=False)
    environment: Environment = field(init=False)

    def __post_init__(self) -> None:
        self.script = files("hudna.site").joinpath("templates/site.js").read_text(encoding="utf-8")
        self.sheet = style.sheet()
        self.environment = _environment()

    def page(
        self, template: str, *, here: str | None = None, rules: str = "", values: Mapping[str, Any] = _NOTHING
    ) -> str:
        """A page by its template, which `here` names where it is not the file's own name."""
        sheet = self.sheet + rules
        made = self.environment.get_template(f"{template}.jinja").render(
            dataset=self.contents.dataset,
            navigation=self._navigation(),
            here=here or template,
            generator=GENERATOR,
            policy=_policy(sheet, self.script),
            style=Markup(sheet),  # noqa: S704 - of this package; ids and labels from data are escaped
            script=Markup(self.script),  # noqa: S704 - a file of this package
            **values,
        )
        return made + "\n"

    def article(self, article: Article) -> tuple[str, str]:
        """The page of an article with all its editions, the open one first."""
        dataset = self.contents.dataset
        english = {entity.entity_id: entity.name_en for entity in dataset.entities}
        editions = [edition(record, english) for record in _editions(dataset, article)]
        name = names.article_page(article.id)
        families = palette.families()
        values = {"article": article, "editions": editions, "mention_types": MENTION_TYPES, "families": families}
        return name, self.page("article.html", here=name, rules=style.page_rules(editions), values=values)

    def system(self, name: str, result: Result) -> str:
        """The page of the errors of a system."""
        values = {
            "result": result, "metrics": list(SHOWN), "layers": mistakes.LAYERS, "counts": mistakes.counts(result),
            "articles": mistakes.faulty(self.contents.dataset, result),
        }  # fmt: skip
        return self.page("system.html", here=name, values=values)

    def _navigation(self) -> list[tuple[str, str]]:
        articles = [(names.article_page(article.id), article.id) for article in self.contents.dataset.articles]
        systems = [
            (names.system_page(number), f"Errors: {system.name}")
            for number, system in enumerate(self.contents.systems, start=1)
        ]
        tables = [("claims.html", "Claims"), ("entities.html", "Entities"), ("events.html", "Events")]
        return [*articles, *tables, ("results.html", "Results"), *systems]


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("hudna.site"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    environment.filters |= {
        "article_page": names.article_page, "factuality": words.factuality,
        "bounds": claim_rows.bounds, "family": palette.family_of, "link": names.link, "place": names.place,
        "quantity": claim_rows.quantity, "spelled": claim_rows.spelled, "token": names.token,
    }  # fmt: skip
    return environment


def _policy(sheet: str, script: str) -> str:
    """Nothing from anywhere; of what stands in the page, only the style and the script with these hashes."""
    return (
        f"default-src 'none'; style-src {style.source_hash(sheet)}; script-src {style.source_hash(script)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _editions(dataset: Dataset, article: Article) -> list[Record]:
    own = [record for record in dataset.records if record.article_id == article.id]
    return sorted(own, key=lambda record: (record.edition != "open", record.edition))


def _index(dataset: Dataset) -> dict[str, Any]:
    hydrated = any(record.text is not None for record in dataset.records if record.edition == "source")
    return {
        "articles": [(article, _editions(dataset, article)) for article in dataset.articles],
        "hydrated": hydrated,
    }


def _claims(dataset: Dataset) -> dict[str, Any]:
    named = shared.claims(dataset)
    return {
        "named": named,
        "quantities": shared.quantities(dataset, named),
        "compared": list(shared.compared(dataset, named)),
    }


def _entities(dataset: Dataset) -> dict[str, Any]:
    return {"heading": "Entities", "lead": _ENTITIES, "told_entries": shared.entities(dataset), "distinct": ()}


def _events(dataset: Dataset) -> dict[str, Any]:
    told = shared.events(dataset)
    return {"heading": "Events", "lead": _EVENTS, "told_entries": told, "distinct": dataset.distinct}


def _results(results: Sequence[Result]) -> dict[str, Any]:
    metrics = [metric for metric in SHOWN if any(metric in result.scores for result in results)]
    return {
        "results": results, "metrics": metrics, "caveats": scores.caveats(results),
        "plots": _plots(results, metrics) if plots.available() else {},
    }  # fmt: skip


def _plots(results: Sequence[Result], metrics: Sequence[str]) -> dict[str, list[_Drawn]]:
    """Edition → its plots, the open one first: scores of different texts are no ranking."""
    editions = sorted({result.edition for result in results}, key=lambda name: (name != "open", name))
    return {
        name: list(_drawn([result for result in results if result.edition == name], metrics, name, f"plot{number}"))
        for number, name in enumerate(editions, start=1)
    }


def _drawn(results: Sequence[Result], metrics: Sequence[str], edition_name: str, place: str) -> Iterator[_Drawn]:
    for number, metric in enumerate(metrics, start=1):
        title = f"{SHOWN[metric]}, {edition_name} edition"
        if (svg := plots.plot(results, metric, title, f"{place}-{number}")) is not None:
            yield SHOWN[metric], metric, svg
