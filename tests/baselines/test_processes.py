import os
import signal
import subprocess
import sys
import time
from functools import partial

import pytest

from hudna_baselines.processes import done


def square(number):
    return number * number


def fails():
    raise ValueError("found a fault")


def test_every_result_comes_once_with_the_number_of_its_task():
    assert sorted(done([partial(square, number) for number in range(7)], jobs=3)) == [
        (number, number * number) for number in range(7)
    ]
    assert list(done([], jobs=3)) == []


def test_where_one_fails_the_others_are_not_waited_for():
    begun = time.monotonic()
    with pytest.raises(ValueError, match="found a fault"):
        list(done([fails, *[partial(time.sleep, 600)] * 9], jobs=2))
    assert time.monotonic() - begun < 300


SCRIPT = """
import time
from functools import partial
from hudna_baselines.processes import done

if __name__ == "__main__":
    for number, _ in done([partial(time.sleep, 0.1), *[partial(time.sleep, 600)] * 9], jobs=2):
        print("done", number, flush=True)
"""


def wait_while_there_is(group):
    """Raises: ProcessLookupError when no process is of the group any more; not within a minute: nothing."""
    for _ in range(600):
        os.killpg(group, 0)
        time.sleep(0.1)


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_ctrl_c_ends_all_of_them(tmp_path):
    (tmp_path / "script.py").write_text(SCRIPT, encoding="utf-8")
    command = [sys.executable, str(tmp_path / "script.py")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as process:
        assert process.stdout.readline() == b"done 0\n"
        os.killpg(process.pid, signal.SIGINT)
        process.communicate(timeout=300)
        assert process.returncode != 0
    with pytest.raises(ProcessLookupError):  # soon nobody is left of its group
        wait_while_there_is(process.pid)
