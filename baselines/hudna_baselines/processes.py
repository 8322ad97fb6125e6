"""Long tasks, several at a time, in processes of their own that end with this one's interest in them."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from typing import TypeVar

T = TypeVar("T")


def done(tasks: Sequence[Callable[[], T]], jobs: int) -> Iterator[tuple[int, T]]:
    """The number of each task, from 0, with its result, as they are done, `jobs` at a time.

    Where one fails, or the user breaks off, the others are ended at once: an hour of training is not waited for.

    Raises: what a task raises; BrokenProcessPool where a process ends by itself.
    """
    if not tasks:
        return
    context = multiprocessing.get_context("spawn")  # the process may have threads, which no fork takes along
    before = set(multiprocessing.active_children())
    with ProcessPoolExecutor(min(jobs, len(tasks)), context, initializer=_leave_interrupts) as pool:
        begun = {pool.submit(task): number for number, task in enumerate(tasks)}
        try:
            for future in as_completed(begun):
                yield begun[future], future.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for process in set(multiprocessing.active_children()) - before:
                process.terminate()
            raise


def _leave_interrupts() -> None:
    """Ctrl-C reaches every process of a terminal; what to do then is for the first one to say."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
