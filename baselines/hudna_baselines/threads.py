"""One thread of numerical libraries: with so few examples more threads only wait for each other."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import contextmanager

_LOADED_FIRST = ("scipy.linalg", "sklearn.utils")
"""What brings pools of threads: OpenBLAS, and OpenMP. A pool that is loaded later would not be limited."""


@contextmanager
def one_thread() -> Iterator[None]:
    """Keep BLAS and OpenMP to one thread; results then do not depend on how many cores there are."""
    from threadpoolctl import threadpool_limits

    for module in _LOADED_FIRST:
        importlib.import_module(module)
    with threadpool_limits(limits=1):
        yield
