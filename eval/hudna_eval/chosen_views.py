"""The views that a user names."""

from __future__ import annotations

from collections.abc import Iterable

from hudna_eval.views import VIEWS

ALL_VIEWS = "all"


def chosen_views(names: Iterable[str]) -> tuple[str, ...]:
    """The ids, each once, in the order of `VIEWS`; `all` is every view, `seqeval` both that begin so.

    Raises: ValueError for a name that no view has.
    """
    wanted = {names} if isinstance(names, str) else set(names)
    chosen = {id_: {id_, id_.partition(".")[0], ALL_VIEWS} & wanted for id_ in VIEWS}
    unknown = sorted(wanted - {name for found in chosen.values() for name in found})
    if unknown:
        raise ValueError(f"found view {unknown[0]} against {ALL_VIEWS} or one of {', '.join(VIEWS)}")
    return tuple(id_ for id_, found in chosen.items() if found)
