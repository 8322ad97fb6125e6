"""Pairs and groups that are the same, as clusters: the closure of an equivalence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise


def clusters(groups: Iterable[Sequence[str]]) -> dict[str, str]:
    """The name of the cluster of every id that is in a group: its least id. Groups that share an id are one."""
    parent: dict[str, str] = {}

    def root(id_: str) -> str:
        parent.setdefault(id_, id_)
        while parent[id_] != id_:
            parent[id_] = parent[parent[id_]]
            id_ = parent[id_]
        return id_

    for group in groups:
        for one, other in pairwise(group):
            low, high = sorted((root(one), root(other)))
            parent[high] = low
    return {id_: root(id_) for id_ in parent}
