"""Commands of a document, and a copy of the checkout to run them in."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

_BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.M | re.S)


def blocks(path):
    """The shell commands of a Markdown document, a string a block."""
    return _BLOCK.findall(path.read_text(encoding="utf-8"))


_LEFT_OUT = ("tests/", "baselines/results/")
"""Results are tables of long runs; their own test holds them to the data."""


def copy_checkout(root, folder):
    """The files of the repository that documents speak of, as a repository of their own."""
    listed = git(root, "ls-files", "-coz", "--exclude-standard").split("\0")
    for name in listed:
        if name and not name.startswith(_LEFT_OUT) and (root / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(root / name, folder / name)
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    identity = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org"]
    git(folder, *identity, "commit", "--quiet", "--message", "A copy")


def git(folder, *arguments):
    """What git prints."""
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


def shell(script, folder):
    """A script run with this environment's commands, as somebody would who has activated it."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    command = ["bash", "-euo", "pipefail", "-c", script]
    return subprocess.run(
        command, cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
