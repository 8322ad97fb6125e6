"""One contestant measured, in a process of its own unless told otherwise.

Python has no say in when the machine is busy with something else, so the best of some runs counts. The garbage
collector is left on, as users have it, but what the input consists of is taken out of its sight: the input is not the
scorer's doing, and how many objects it has differs from scorer to scorer.
"""

from __future__ import annotations

import gc
import multiprocessing
import re
import resource
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmark.contestant import Contestant, Measurement, Prepared

_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024
_STATUS, _CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def measured(contestant: Contestant, options: Any, *, repeats: int, isolated: bool = True) -> Measurement:
    """The best of some runs. Without `isolated` the peak of memory is that of all that ran here before."""
    if not isolated:
        return measured_here(contestant.entry, options, repeats)
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(measured_here, contestant.entry, options, repeats).result()


def measured_here(entry: str, options: Any, repeats: int) -> Measurement:
    """As `measured`, in this process."""
    module, _, function = entry.partition(":")
    prepared: Prepared = getattr(import_module(module), function)(options)
    with _frozen():
        before = _reset_peak()
        runs = [_timed(prepared) for _ in range(repeats)]
    own = _peak()
    return Measurement(
        items=prepared.items,
        cpu=min(cpu for cpu, _, _ in runs),
        wall=min(wall for _, wall, _ in runs),
        peak=max(own, _maxrss(resource.RUSAGE_CHILDREN)),
        added=None if before is None else own - before,
        score=runs[-1][2],
    )


def _timed(prepared: Prepared) -> tuple[float, float, float | None]:
    """CPU and wall time of a run, and its score."""
    fresh = prepared.fresh()
    gc.collect()
    wall, cpu = time.perf_counter(), _cpu()
    score = prepared.run(fresh)
    return _cpu() - cpu, time.perf_counter() - wall, score


def _cpu() -> float:
    """CPU seconds of this process and of those that it has waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


@contextmanager
def _frozen() -> Iterator[None]:
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _reset_peak() -> int | None:
    """Resident bytes now, from which the peak is taken anew; None where the system cannot do that (it is not Linux)."""
    with suppress(OSError):
        _CLEAR.write_text("5", encoding="ascii")
        return _of_status("VmRSS")
    return None


def _peak() -> int:
    """The largest resident memory of this process, in bytes.

    From `/proc` where there is one: `ru_maxrss` there begins with the size of the process that started this one.
    """
    found = None
    with suppress(OSError):
        found = _of_status("VmHWM")
    return _maxrss(resource.RUSAGE_SELF) if found is None else found


def _maxrss(who: int) -> int:
    return resource.getrusage(who).ru_maxrss * _MAXRSS_UNIT


def _of_status(name: str) -> int | None:
    found = re.search(rf"^{name}:\s*(\d+) kB$", _STATUS.read_text(encoding="ascii", errors="replace"), re.MULTILINE)
    return None if found is None else int(found[1]) * 1024
