"""Nothing in the tests reaches a network; source texts are used where they are at hand."""

import os
import socket
from pathlib import Path

import pytest

os.environ["HF_HUB_OFFLINE"] = "1"  # before anything imports huggingface_hub
os.environ["HF_HUB_DISABLE_PROGRESS_BARS"] = "1"
os.environ["HF_DATASETS_DISABLE_PROGRESS_BARS"] = "1"

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    def refuse(*_):
        raise OSError("the tests use no network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture(scope="session")
def root():
    return ROOT


@pytest.fixture(scope="session")
def articles_folder():
    """The folder of the publishers' texts, which are not in the repository."""
    from hudna.texts import ARTICLES_VARIABLE, source_folder

    folder = source_folder()
    if folder is None:
        pytest.skip(f"the source articles are not at hand; {ARTICLES_VARIABLE} can name their folder")
    return folder


@pytest.fixture(scope="session")
def dataset():
    from hudna.dataset import read_dataset

    return read_dataset(ROOT / "dataset")
