"""`--device`: refused before any work where it cannot be, by every command that has it."""

import sys
from types import SimpleNamespace

import click
import pytest
from click.testing import CliRunner

from hudna_baselines import base, benchmark, devices, predict, train
from hudna_baselines.devices import require_device


def run(command, *arguments):
    return CliRunner().invoke(command, [str(argument) for argument in arguments], catch_exceptions=False)


@pytest.fixture
def gpus(monkeypatch):
    """Sets how many GPUs there seem to be."""
    monkeypatch.setattr(base, "find_spec", lambda _: object())

    def there_are(count):
        cuda = SimpleNamespace(is_available=lambda: count > 0, device_count=lambda: count)
        monkeypatch.setitem(sys.modules, "torch", SimpleNamespace(cuda=cuda))

    return there_are


@pytest.mark.parametrize("device", ["auto", "cpu", "cuda", "cuda:0", "cuda:1"])
def test_a_device_that_is_there_is_taken(gpus, device):
    gpus(2)
    require_device(device, ["linear", "transformer"])


@pytest.mark.parametrize(
    ("count", "device", "said"),
    [
        (0, "cuda", "found cuda, but PyTorch has no GPU here"),
        (0, "cuda:0", "found cuda:0, but PyTorch has no GPU here"),
        (2, "cuda:7", "found cuda:7 against one of cuda:0, cuda:1"),
        (2, "cuda:", "found 'cuda:' against auto, cpu, cuda"),
        (2, "cuda:-1", "found 'cuda:-1' against auto"),
        (2, "gpu", "found 'gpu' against auto"),
        (2, "", "found '' against auto"),
    ],
)
def test_a_device_that_is_not_there_is_refused(gpus, count, device, said):
    gpus(count)
    with pytest.raises(click.BadParameter, match=said):
        require_device(device, ["transformer"])


def test_a_gpu_is_refused_for_baselines_that_have_no_use_for_it_and_torch_is_not_imported(monkeypatch):
    monkeypatch.setattr(base, "find_spec", lambda _: object())
    monkeypatch.setitem(sys.modules, "torch", None)  # an import of it would raise
    with pytest.raises(click.BadParameter, match="found cuda, which is of use to transformer only, against auto"):
        require_device("cuda", ["rules", "linear"])
    require_device("cpu", ["rules", "linear", "transformer"])
    require_device("auto", ["transformer"])


def test_packages_that_lack_are_said_first(monkeypatch):
    monkeypatch.setattr(base, "find_spec", lambda name: None if name == "torch" else object())
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(click.UsageError, match=r'pip install "hudna\[transformer\]"'):
        require_device("nonsense", ["transformer"])


@pytest.fixture
def nothing_read(monkeypatch):
    def read(*_):
        raise AssertionError("the dataset is read before the device is looked at")

    monkeypatch.setattr("hudna.dataset.read_dataset", read)


@pytest.mark.usefixtures("nothing_read")
@pytest.mark.parametrize("device", ["cuda:99", "mps"])
def test_every_command_ends_with_2_before_it_reads_anything(tmp_path, device, monkeypatch):
    monkeypatch.setattr(devices, "require_extra", lambda _: None)
    cuda = SimpleNamespace(is_available=lambda: True, device_count=lambda: 1)
    monkeypatch.setitem(sys.modules, "torch", SimpleNamespace(cuda=cuda))
    (tmp_path / "hudna.json").write_text('{"baseline": "transformer"}', encoding="utf-8")
    for command, arguments in (
        (benchmark.command, ("--baseline", "transformer")),
        (train.command, ("--baseline", "transformer", "--out", tmp_path / "new")),
        (predict.command, ("--model", tmp_path)),
    ):
        result = run(command, *arguments, "--device", device)
        assert result.exit_code == 2
        assert f"--device: found {device}" in result.stderr.replace("'", "")


@pytest.mark.usefixtures("nothing_read")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--model", "a/b"), "--model and --random-start are of baselines with an encoder: transformer"),
        (("--random-start",), "--model and --random-start are of baselines with an encoder: transformer"),
        (("--seed", "1"), "--seed is of baselines that draw at random: transformer"),
        (("--device", "cuda"), "found cuda, which is of use to transformer only"),
    ],
)
def test_train_refuses_options_that_the_baseline_has_no_use_for(tmp_path, arguments, said):
    result = run(train.command, "--baseline", "linear", "--out", tmp_path / "model", *arguments)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())
    assert not (tmp_path / "model").exists()
