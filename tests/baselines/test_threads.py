"""One thread of the numerical libraries, whether they were loaded before or not."""

import json
import subprocess
import sys

from threadpoolctl import threadpool_info

from hudna.model import Mention, Record, Span
from hudna_baselines.linear import LinearBaseline
from hudna_baselines.linear import system as linear_system
from hudna_baselines.threads import one_thread

EXAMPLE = Record(
    article_id="1",
    edition="open",
    text="روما بعيدة.",
    mentions=(Mention(id="T1", type="GPE", start=0, end=4, text="روما", form="NAM", head=Span(0, 4)),),
)


def kinds(pools):
    return {pool["user_api"]: pool["num_threads"] for pool in pools}


def test_a_process_that_has_loaded_nothing_yet_is_limited_too():
    code = (
        "import json, sys\n"
        "from threadpoolctl import threadpool_info\n"
        "from hudna_baselines.threads import one_thread\n"
        "assert not {'sklearn', 'scipy.linalg'} & set(sys.modules)\n"
        "with one_thread():\n"
        "    import sklearn.linear_model\n"
        "    inside = threadpool_info()\n"
        "json.dump([inside, threadpool_info()], sys.stdout)\n"
    )
    environment = {"OMP_NUM_THREADS": "2", "OPENBLAS_NUM_THREADS": "2"}
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    inside, after = json.loads(ended.stdout)
    assert {pool["num_threads"] for pool in inside} == {1}
    assert kinds(inside) == {"blas": 1, "openmp": 1}
    assert kinds(after) == {"blas": 2, "openmp": 2}, "the limit ends with the block"


def test_one_thread_limits_every_pool_of_this_process():
    with one_thread():
        assert {pool["num_threads"] for pool in threadpool_info()} == {1}


def test_the_linear_baseline_is_limited_without_the_command_line(monkeypatch):
    seen, train = [], linear_system.train

    def noted(records, arguments):
        seen.append({pool["num_threads"] for pool in threadpool_info()})
        return train(records, arguments)

    monkeypatch.setattr(linear_system, "train", noted)
    LinearBaseline().fit([EXAMPLE])
    assert seen == [{1}]
