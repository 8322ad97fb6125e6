"""Evaluation of Arabic information extraction: entities, events and numeric claims against gold.

Conventions, everywhere: gold before pred; offsets are 0-based, half-open code points; annotations are multisets and
each gold annotation is found once at most; a ratio with denominator 0 is None; rates are fractions in [0, 1].
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hudna_eval.options import Method
    from hudna_eval.readers.form import Discontinuous
    from hudna_eval.report import Report

__all__ = ["evaluate"]


def evaluate(
    gold: str | Path | Iterable[Any],
    pred: str | Path | Iterable[Any],
    *,
    edition: str | None = None,
    gold_triggers: bool = False,
    views: str | Iterable[str] = (),
    form: str | None = None,
    gold_form: str | None = None,
    tags: str = "iob2",
    token_column: int = 0,
    label_columns: Iterable[int] = (-1,),
    discontinuous: Discontinuous = "refuse",
    schema: str | Path | None = None,
    train: str | Path | Iterable[Any] | None = None,
    comparisons: str | Path | None = None,
    gold_comparisons: str | Path | None = None,
    ci: Method = "percentile",
    seed: int = 0,
    jobs: int = 1,
) -> Report:
    """Score predictions against gold: `evaluate("gold.jsonl", "pred.jsonl").scores["entities.strict"].f1`.

    Each side is a path (a file or folder in the interchange form, of brat, CoNLL, OneIE or TextEE; `form` and
    `gold_form` say which, if it cannot be told), records, dictionaries of that form, a `datasets.Dataset` or a
    DataFrame with a row an article. Records are paired by article id and edition; a prediction whose edition is ""
    belongs to the only gold record of its article. Gold articles without prediction count as missed, and
    `Report.warnings` names them. Annotations that touch a zone of type FURNITURE or TEASER of gold are left out on both
    sides, with a warning.

    Scores are fractions in [0, 1], micro-averaged over articles, with the counts they come from and a 95 % bootstrap
    interval of F1 over articles (`ci` is how it is read off the resamples); `seed` matters only above seven articles,
    where resamples are drawn. A ratio with denominator 0 is None, and so is the interval over fewer than two articles.
    Order of input changes nothing, and neither do `jobs`, the processes that score. (With more than one, a script must
    guard its own work by `if __name__ == "__main__"`, as `multiprocessing` asks.) To predict nothing at all is a
    fault, as it is most often a mistake; to predict nothing for an article is not.

    - `edition`: score by that edition of gold alone.
    - `gold_triggers`: the predictions are arguments for given triggers; an event on another trigger or of another type
      than gold's is a fault, and the signature says so.
    - `views`: scores as other scorers would give them, see `hudna_eval.views.VIEWS`; "all" for all of them.
    - `tags`, `token_column`, `label_columns`: how the columns of CoNLL files are read; `discontinuous`: what becomes of
      mentions of brat in several parts. See `hudna_eval.readers.form.Reading`.
    - `schema`: a file of the labels and roles that there are; others are faults then.
    - `train`: training data, for slices by whether a surface was seen in it.
    - `comparisons`, `gold_comparisons`: files that compare numeric claims across articles.

    `entities.clitic` is None, with a warning, unless text or surfaces are known. Metrics of coreference
    (`coref.entity.conll` and the like) are scored within articles, with singletons, and have numerators of their own;
    `Report` says what else there is. Above 1,000 articles nothing is kept of each article by itself, and intervals are
    over groups of articles, so that memory does not grow with the corpus.

    Raises: InvalidDataError with every fault of both sides (unknown or repeated article, repeated id, offset outside
    the text, surface or hash of another text, reference that leads nowhere); nothing is scored then. ValueError for a
    choice that there is not.
    """
    # Imported here, so that importing the package costs nothing: numpy alone takes longer than `hudna --help` may.
    from hudna_eval.chosen_views import chosen_views
    from hudna_eval.evaluation import evaluate_sources
    from hudna_eval.options import Options
    from hudna_eval.readers.form import Reading

    columns = tuple(label_columns)
    reading = Reading(tags=tags, token_column=token_column, label_columns=columns, discontinuous=discontinuous)
    options = Options(
        edition=edition, gold_triggers=gold_triggers, views=chosen_views(views), form=form, gold_form=gold_form,
        reading=reading, schema=_path(schema), train=train, comparisons=_path(comparisons),
        gold_comparisons=_path(gold_comparisons), ci=ci, seed=seed, jobs=jobs,
    )  # fmt: skip
    return evaluate_sources(gold, pred, options)


def _path(path: str | Path | None) -> Path | None:
    return None if path is None else Path(path)
