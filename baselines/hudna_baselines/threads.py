"""One thread of numerical libraries: with so few examples more threads only wait for each other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def one_thread() -> Iterator[None]:
    """Keep BLAS and OpenMP to one thread; results then do not depend on how many cores there are."""
    from threadpoolctl import threadpool_limits

    with threadpool_limits(limits=1):
        yield
