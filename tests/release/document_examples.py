"""What a document shows to be run: its Python blocks, and the lines of its shell blocks that call `hudna`."""

import os
import re
import shlex
import subprocess
import sys

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PLACEHOLDER = re.compile(r"\b[A-Z]{2,}\b(?!=)")
_NO_NETWORK = """
import socket
def refuse(*_):
    raise OSError("the examples use no network")
socket.socket.connect = refuse
"""
_HUDNA = f"{_NO_NETWORK}from hudna.cli import main; main()"


def blocks(text, language):
    """The contents of the fenced blocks of a language."""
    return [content for name, content in _BLOCK.findall(text) if name == language]


def command_lines(text):
    """The lines of shell blocks that call `hudna`, as words; without comments, and without those of a placeholder."""
    lines = [line for block in blocks(text, "sh") for line in block.splitlines() if line.startswith("hudna ")]
    return [shlex.split(line, comments=True) for line in lines if not _PLACEHOLDER.search(line.partition("#")[0])]


def named_commands(text):
    """The commands that a document names, in blocks or in running text."""
    return set(re.findall(r"(?:^|`)hudna ([a-z]+)", text, re.MULTILINE))


def run_python(code, folder):
    """Run code as a script in a folder, with no network and with warnings as errors."""
    return _run([sys.executable, "-W", "error", "-c", _NO_NETWORK + code], folder)


def run_hudna(words, folder):
    """Run a command line in a folder, with no network."""
    return _run([sys.executable, "-c", _HUDNA, *words[1:]], folder)


def _run(command, folder):
    home = {"HF_HOME": str(folder / "hf"), "HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1"}
    return subprocess.run(
        command, cwd=folder, env={**os.environ, **home}, capture_output=True, text=True, check=False, timeout=900
    )
