"""The tasks of lm-evaluation-harness, offline: with its dummy model, and with a model that knows the answers."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from hudna_eval.answers.scoring import METRICS

# Of a module inside it: where the harness is not installed, the folder of its tasks can be imported by its name.
pytest.importorskip("lm_eval.evaluator", reason="lm-evaluation-harness is not installed: pip install hudna[lm-eval]")
import lm_eval

TASKS = Path(__file__).resolve().parents[2] / "eval" / "lm_eval"
NAMES = {task: f"hudna_{task}" for task in METRICS}

pytestmark = pytest.mark.filterwarnings("default")  # of its own dependencies' deprecations


@pytest.fixture(scope="module")
def manager():
    from lm_eval.tasks import TaskManager

    return TaskManager(include_path=str(TASKS), include_defaults=False)


@pytest.fixture(scope="module")
def run(manager):
    """Runs the tasks. The harness's report of the machine, which asks dozens of programs, is left out."""

    def once(model, **choices):
        return lm_eval.simple_evaluate(
            model, task_manager=manager, bootstrap_iters=0, **{"tasks": ["hudna"], **choices}
        )

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("lm_eval.evaluator.add_env_info", lambda *_: None)
        patch.setattr("lm_eval.evaluator.add_tokenizer_info", lambda *_: None)
        yield once


@pytest.fixture(scope="module")
def dummy(run):
    return run("dummy")


def model_of(answers):
    """A model that gives `answers(request)` to each request."""
    from lm_eval.api.model import LM

    class Knowing(LM):
        def generate_until(self, requests, disable_tqdm=False):
            return [answers(request) for request in requests]

        def loglikelihood(self, requests, disable_tqdm=False):
            raise NotImplementedError

        def loglikelihood_rolling(self, requests, disable_tqdm=False):
            raise NotImplementedError

    return Knowing()


def right(request):
    from hudna.formats.decode import decode
    from hudna.model import Record
    from hudna_eval.answers.scoring import right_answer

    task = request.task_name.removeprefix("hudna_")
    return right_answer(decode(Record, request.doc["gold"], "gold", 1), task)


def test_the_harness_is_not_hidden_by_the_folder_of_its_tasks():
    assert not Path(lm_eval.__file__).is_relative_to(TASKS.parent)


def test_the_dummy_model_runs_and_finds_nothing(dummy):
    for task, metrics in METRICS.items():
        own = dummy["results"][NAMES[task]]
        assert {metric: own[f"{metric},none"] for metric in metrics} == dict.fromkeys(metrics, 0.0)
        assert own["valid,none"] == 0.0


def test_the_right_answers_score_one(run, dataset):
    out = run(model_of(right))
    for task, metrics in METRICS.items():
        own = out["results"][NAMES[task]]
        assert {metric: own[f"{metric},none"] for metric in metrics} == dict.fromkeys(metrics, 1.0)
        assert own["valid,none"] == 1.0
        texts = [record.text for record in dataset.records if record.edition == "open"]
        assert [sample["doc"]["text"] for sample in out["samples"][NAMES[task]]] == texts


def test_scores_are_of_the_corpus_as_hudna_eval_gives_them(run, dataset):
    """A model that answers for three articles alone, against `evaluate` on the same mentions."""
    from hudna_eval import evaluate

    def some(request):
        return right(request) if request.doc["article_id"] < "003" else json.dumps({"mentions": []})

    gold = [record for record in dataset.records if record.edition == "open"]
    pred = [replace(r, mentions=r.mentions if r.article_id < "003" else (), events=(), numeric_claims=()) for r in gold]
    expected = evaluate(gold, pred).scores["entities.strict"].f1
    own = run(model_of(some), tasks=["hudna_entities"])["results"]["hudna_entities"]
    assert own["entities.strict,none"] == pytest.approx(expected)
    assert 0 < expected < 1
    assert own["valid,none"] == 1.0


def test_requests_are_generation_without_sampling_to_a_blank_line(dummy):
    (asked, choices), *_ = dummy["samples"]["hudna_events"][0]["arguments"]
    assert choices["until"] == ["\n\n"]
    assert choices["do_sample"] is False
    assert asked.endswith("Answer:")


def test_answers_of_other_articles_can_be_shown_first(run):
    """Few-shot: the answer of another article comes before the question, and never the answer itself."""
    out = run("dummy", tasks=["hudna_numeric_claims"], num_fewshot=1, limit=1)
    sample = out["samples"]["hudna_numeric_claims"][0]
    asked = sample["arguments"][0][0]
    assert asked.count("Article (published on") == 2
    assert sample["target"] not in asked


def test_every_metric_of_a_task_file_is_one_of_the_harness():
    import yaml

    for task, name in NAMES.items():
        text = (TASKS / f"{name}.yaml").read_text(encoding="utf-8").replace("!function ", "")
        config = yaml.safe_load(text)
        assert [entry["metric"] for entry in config["metric_list"]] == [*METRICS[task], "valid"]
        assert config["task"] == name
