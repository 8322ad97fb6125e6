"""The results in the documents, as Markdown: every number comes from the runs that are kept, scored anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from hudna.dataset import EDITIONS
from hudna.findings import plural
from hudna.model import Edition
from hudna_baselines.base import CAVEATS, registry
from hudna_eval.consistency.facts import LAYERS
from hudna_eval.entities.seen import SEEN_SLICES
from hudna_eval.statistics.power import smallest_p

from .cells import counted, difference_cell, mean_cell, table
from .run import Run
from .scores import METRICS, Recipe, compared, shares
from .seen import METRIC, is_usual

_SHOWN_LAYERS = ("entities.any", "events.tc", "claims.qv")
"""Of what the overview says how consistent it is; `consistency_table` has all."""

_ERRORS = {
    "entity_errors": "entities", "event_errors": "events", "argument_errors": "arguments", "claim_errors": "claims",
}  # fmt: skip
_LARGEST = 4


@dataclass(frozen=True, kw_only=True)
class Tables:
    """The recipes by name, in the form of tables. A table of nothing is an empty string."""

    recipes: Mapping[str, Recipe]
    signatures: Mapping[Edition, str]

    @cached_property
    def order(self) -> list[Recipe]:
        """The rules first, then the others in the order of the registry, each by name."""
        names = ("rules", *(name for name in registry if name != "rules"))
        return sorted(self.recipes.values(), key=lambda own: (names.index(own.run.baseline), own.name))

    def usual(self, edition: Edition) -> list[Recipe]:
        """The recipes that systems are compared by: trained on all other articles, in the edition that is tested."""
        return [own for own in self.order if is_usual(own.run) and own.run.edition == edition]

    def overview(self) -> str:
        """The table of baselines: F1 on the open edition, and how alike both editions are treated."""
        columns = self.usual("open")
        if not columns:
            return ""
        rows = [[metric, *(mean_cell(own.score(metric)) for own in columns)] for metric in METRICS]
        alike = [self._shares(own) for own in columns]
        rows += [[f"consistency, {layer}", *(own.get(layer, "-") for own in alike)] for layer in _SHOWN_LAYERS]
        return table(["F1", *(_system(own.run) for own in columns)], rows)

    def scores_of_systems(self, recipes: Sequence[Recipe]) -> str:
        """A row a metric, a column a recipe."""
        rows = [[metric, *(mean_cell(own.score(metric)) for own in recipes)] for metric in METRICS]
        return table(["F1", *(_system(own.run) for own in recipes)], rows)

    def scores(self, recipes: Sequence[Recipe]) -> str:
        """A row a recipe, a column a metric."""
        rows = [[_trained(own.run), *(mean_cell(own.score(metric)) for metric in METRICS)] for own in recipes]
        return table(["trained on → tested on", *METRICS], rows) if rows else ""

    def comparisons(self, recipes: Sequence[Recipe]) -> str:
        """A row a metric, a column a pair: the second less the first."""
        pairs = compared(recipes)
        titles = [f"{_short(self.recipes[pair.b].run)} - {_short(self.recipes[pair.a].run)}" for pair in pairs]
        rows = [[metric, *(difference_cell(pair.metrics[metric]) for pair in pairs)] for metric in METRICS]
        return table(["difference of F1", *titles], rows) if pairs else ""

    def seen(self) -> str:
        """A row a slice by whether the other articles have a mention's surface, a column a system; open edition."""
        recipes = [own for own in self.usual("open") if own.seen]
        rows = []
        for name in SEEN_SLICES:
            golds = {int(counts[name][:, [0, 2]].sum()) for own in recipes for counts in own.seen}
            if golds - {0}:  # gold's slice decides for all that gold has, so all systems have one number
                rows.append([name, str(max(golds)), *(mean_cell(own.seen_score(name)) for own in recipes)])
        return table([f"F1 of {METRIC}", "gold", *(_system(own.run) for own in recipes)], rows) if rows else ""

    def consistency(self) -> str:
        """A row a system that was tested on both editions, a column a layer."""
        rows = [[_name_of_system(own.run), *alike.values()] for own in self.order if (alike := self._shares(own))]
        return table(["trained on", *LAYERS], rows) if rows else ""

    def _shares(self, recipe: Recipe) -> dict[str, str]:
        """Of a recipe of the open edition, with that of the same system on the source edition: layer → cell."""
        others = [own for own in self.order if own.run.system == recipe.run.system and own.run.edition == "source"]
        if recipe.run.edition != "open" or not others:
            return {}
        both = shares(recipe, others[0])
        return {layer: f"{mean_cell(alike)}, right {_rate(right.mean)}" for layer, (alike, right) in both.items()}

    def transfer(self, baseline: str) -> str:
        """From which edition to which; with the transformer's random start, if it was run."""
        return self.scores([own for own in self._of(baseline) if own.run.train_articles is None])

    def curve(self, baseline: str) -> str:
        """How scores grow with the number of training articles, where it was varied; open edition."""
        own = [one for one in self._of(baseline) if one.run.train_editions == ("open",) and one.run.edition == "open"]
        own = [one for one in own if one.run.pretrained and one.run.model is None]
        varied = sorted(own, key=lambda one: _articles(one))
        rows = [[str(_articles(one)), *(mean_cell(one.score(metric)) for metric in METRICS)] for one in varied]
        return table(["training articles", *METRICS], rows) if len(rows) > 1 else ""

    def errors(self, recipe: Recipe) -> str:
        """The largest classes of error of each layer, with their numbers, mean over seeds."""
        rows = []
        for layer, title in _ERRORS.items():
            each = [own.scored.totals.sums.errors[layer].plain()["errors"] for own in recipe.tallies]
            largest = list(counted(each))[:_LARGEST]
            digits = 0 if len(each) == 1 else 1
            rows.append([title, ", ".join(f"{name} {mean:.{digits}f}" for name, mean in largest) or "none"])
        return table(["layer", "errors by class"], rows)

    def _of(self, baseline: str) -> list[Recipe]:
        return [own for own in self.order if own.run.baseline == baseline]


def caveats(recipes: Iterable[Recipe]) -> Iterator[str]:
    """What must be said beside the scores."""
    for baseline in dict.fromkeys(own.run.baseline for own in recipes):
        if baseline in CAVEATS:
            yield f"{baseline}: {CAVEATS[baseline]}."


def how_to_read(tables: Tables) -> str:
    """What the cells of the tables hold."""
    recipes = tables.order
    articles = plural(len(recipes[0].clusters), "article") if recipes else "no article"
    least = smallest_p(len(recipes[0].clusters)) if recipes else 1.0
    return (
        "F1 with its 95 % interval in brackets, by bootstrap over articles; of several seeds the mean, its interval, "
        "and the least and the greatest seed. Consistency: the share of facts told in both editions that a system "
        "trained on the open edition gets right in both or wrong in both, and the share right in both. Differences "
        f"are paired, with p of the randomisation test adjusted over the {len(METRICS)} metrics of the table by Holm's "
        "method (`hudna compare` adjusts over those that it prints): "
        f"{articles} can give no p below {least:g}, so look at the intervals."
    )


def _system(run: Run) -> str:
    """`transformer`, `transformer from MODEL`, with a random start if it had one."""
    model = f" from {run.model}" if run.model is not None else ""
    return f"{run.baseline}{model}{'' if run.pretrained else ', random start'}"


def _short(run: Run) -> str:
    trained = "" if run.train_editions else ", zero-shot"
    return f"{_system(run)}{trained}"


def _name_of_system(run: Run) -> str:
    return f"{_system(run)}: {_editions(run.train_editions)}{_number(run)}"


def _trained(run: Run) -> str:
    start = "" if run.pretrained else ", random start"
    model = f", {run.model}" if run.model is not None else ""
    return f"{_editions(run.train_editions)}{_number(run)} → {run.edition}{start}{model}"


def _editions(editions: Sequence[Edition]) -> str:
    if not editions:
        return "nothing"
    return "both" if set(editions) == set(EDITIONS) else " and ".join(editions)


def _number(run: Run) -> str:
    return "" if run.train_articles is None else f", {plural(run.train_articles, 'article')}"


def _articles(recipe: Recipe) -> int:
    """How many articles it was trained on: all but the one held out, unless fewer were asked for."""
    asked = recipe.run.train_articles
    return len(recipe.clusters) - 1 if asked is None else asked


def _rate(number: float | None) -> str:
    return "-" if number is None else f"{number:.4f}"
