"""What a run says of its making: versions, code, device; and that unlike runs are never one recipe."""

import hashlib
import sys
from dataclasses import replace
from importlib.metadata import version

import pytest

from hudna.findings import InvalidDataError
from hudna_baselines import base
from hudna_baselines.base import CODE, LIBRARIES, Settings, load_baseline, registry
from hudna_baselines.results import origin
from hudna_baselines.results.documents import card_block
from hudna_baselines.results.plan import Plan
from hudna_baselines.results.run import Run
from hudna_baselines.results.scores import Kept, Mean, scored, shares
from hudna_baselines.results.tables import Tables
from hudna_eval.options import Identity
from hudna_eval.sources.embedded import Gold

RUN = Run(
    baseline="transformer", model=None, pretrained=True, seed=0, train_editions=("open",), train_articles=None,
    edition="open", arguments={"epochs": 3}, data_version="1.0", data_sha256="ab", code="0.1", code_sha256="cd",
    computed={"device": "cpu", "precision": "fp32"}, libraries={"torch": "2.0", "numpy": "2.0"}, python="3.11",
)  # fmt: skip
GOLD = Gold(records=[], comparisons=(), identity=Identity(digest="ab" * 32, version="1.0"))


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package of two files that decide something, one in a folder, and two that do not."""
    folder = tmp_path / "sample_of_code"
    (folder / "lexicons").mkdir(parents=True)
    files = {"__init__.py": b"a = 1\n", "lexicons/names.tsv": b"x\ty\n", "README.md": b"#", "lexicons/x.pyc": b"0"}
    for name, content in files.items():
        (folder / name).write_bytes(content)
    monkeypatch.syspath_prepend(tmp_path)
    return folder


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def test_the_digest_is_of_code_and_lexicons_by_path(package):
    lines = (
        f"{sha256(b'a = 1' + bytes([10]))}  sample_of_code/__init__.py\n"
        f"{sha256(b'x' + bytes([9]) + b'y' + bytes([10]))}  sample_of_code/lexicons/names.tsv\n"
    )
    found = origin.digest_of_packages(["sample_of_code"])
    assert found == sha256(lines.encode())
    assert "sample_of_code" not in sys.modules
    (package / "README.md").write_bytes(b"other")
    assert origin.digest_of_packages(["sample_of_code"]) == found
    (package / "lexicons" / "names.tsv").rename(package / "names.tsv")
    assert origin.digest_of_packages(["sample_of_code"]) != found
    with pytest.raises(ModuleNotFoundError, match="found no package sample_of_nothing"):
        origin.digest_of_packages(["sample_of_nothing"])


def test_every_baseline_says_what_its_code_and_libraries_are():
    assert set(CODE) == set(LIBRARIES) == set(registry)
    assert len({origin.code_digest(name) for name in registry}) == len(registry)
    assert all(registry[name].partition(":")[0] in CODE[name] for name in registry)


def test_only_libraries_that_are_installed_are_named(monkeypatch):
    monkeypatch.setitem(base.LIBRARIES, "linear", ("no-such-distribution", "numpy"))
    assert origin.libraries("linear") == {"numpy": version("numpy")}


class OnGpu:
    """A system that says how it computes."""

    name = "linear"
    computed = {"device": "cuda", "precision": "bf16"}  # noqa: RUF012  nobody changes it

    def fit(self, records):
        return self

    def predict(self, record):
        return record


def test_the_device_is_what_the_system_says_and_else_the_cpu(dataset):
    own = Plan(
        baseline="linear", settings=Settings(model="a/b", pretrained=False, seed=3), train_editions=("open",),
        train_articles=None, editions=("open",),
    )  # fmt: skip
    run = own.runs(OnGpu(), dataset)["open"]
    assert run.computed == {"device": "cuda", "precision": "bf16"}
    assert own.runs(load_baseline("linear"), dataset)["open"].computed == {"device": "cpu"}
    assert run.python == f"{sys.version_info[0]}.{sys.version_info[1]}"
    assert run.libraries["scikit-learn"] == version("scikit-learn")
    assert run.code_sha256 == origin.code_digest("linear")
    assert (run.name, run.model, run.pretrained, run.seed) == ("linear.open", None, True, None), "linear has no encoder"


def test_models_whose_names_look_alike_have_folders_of_their_own():
    names = {replace(RUN, model=model).name for model in ("a/b-c", "a-b/c", "a/b_c", "x/b-c", "B-C")}
    assert len(names) == 5
    assert replace(RUN, model="a/b-c").name == replace(RUN, model="a/b-c").name
    assert all(name.startswith("transformer.") and "/" not in name for name in names)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"arguments": {"epochs": 4}}, "arguments {'epochs': 4} against {'epochs': 3}"),
        ({"data_sha256": "ef"}, "data_sha256 'ef' against 'ab'"),
        ({"code_sha256": "ef"}, "code_sha256 'ef' against 'cd'"),
        ({"computed": {"device": "cpu", "precision": "bf16"}}, "computed {'precision': 'bf16'} against {'precision'"),
        ({"computed": {"device": "cuda", "precision": "fp32"}}, "computed {'device': 'cuda'} against {'device'"),
        ({"libraries": {"torch": "2.1", "numpy": "2.0"}}, "libraries {'torch': '2.1'} against {'torch': '2.0'}"),
        ({"python": "3.12"}, "python '3.12' against '3.11'"),
    ],
)
def test_seeds_that_differ_in_more_are_not_averaged(tmp_path, changes, said):
    runs = (RUN, replace(RUN, seed=1), replace(RUN, seed=2, **changes), replace(RUN, seed=3, **changes))
    with pytest.raises(InvalidDataError) as error:
        scored([Kept(run=run, records=(), folder=tmp_path) for run in runs], GOLD)
    assert [(own.rule, own.path) for own in error.value.findings] == [
        ("mixed-seeds", str(tmp_path / f"transformer.open.seed{seed}" / "run.json")) for seed in (2, 3)
    ]
    assert f"found {said}" in str(error.value)


def test_another_model_whose_name_is_shortened_alike_is_another_recipe():
    runs = [replace(RUN, model=model) for model in ("a/b-c", "a-b/b-c")]
    assert len({run.recipe for run in runs}) == 2


class Seeded:
    """A recipe as far as `shares` looks at it before there is anything to pair."""

    def __init__(self, *seeds):
        self.runs = tuple(replace(RUN, seed=seed) for seed in seeds)


def test_without_a_seed_in_common_nothing_is_shared():
    assert shares(Seeded(0, 1), Seeded(2)) == {}


class Scores:
    """A recipe as far as a card looks at it."""

    clusters = ("1", "2")
    tallies = ()

    def __init__(self, **changes):
        self.run = replace(RUN, **changes)
        self.runs = (self.run,)
        self.name = self.run.recipe

    def score(self, _):
        return Mean(mean=None, low=None, high=None, ci95=None, seeds=1)


def test_a_card_shows_the_errors_of_the_baselines_own_encoder(monkeypatch):
    recipes = {own.name: own for own in (Scores(model="a/a"), Scores())}
    assert next(iter(sorted(recipes))) == Scores(model="a/a").name, "by name the other one is first"
    tables, shown = Tables(recipes=recipes, signatures={"open": "s"}), []
    monkeypatch.setattr(Tables, "errors", lambda _, recipe: shown.append(recipe.run.model) or "")
    monkeypatch.setattr(Tables, "comparisons", lambda *_: "")
    card_block("transformer")(tables)
    assert shown == [None]
