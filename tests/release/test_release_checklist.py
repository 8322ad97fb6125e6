"""RELEASING.md: every command is known, and those that need no network and little time are run, in their order."""

import inspect

import pytest
from release_documents import blocks, shell

LOCAL = (
    "data=$(sed ",
    "code=$(hudna --version",
    "echo ",
    "check-jsonschema ",
    "reuse lint",
    "hudna cite",
    "hudna push --repo ORG/NAME --dry-run",
)
"""How the commands begin that are run here."""

ELSEWHERE = {
    "hudna check --release": "test_release_generated.py runs it, and .ci/run",
    ".ci/run": "it runs this test",
    "python -m build ": "the tests of the data build the wheel, and README's first command installs it",
    "python -m venv dist/venv ": "installs from the network",
    "dist/venv/bin/hudna cite": "what the line before installed",
    "git ": "changes the repository",
    "hf ": "the Hub",
    "python -c ": "the Hub, with no way back",
    "hudna push --repo ORG/NAME": "the Hub; test_push_command.py has its own",
    "hudna cite --dataset released": "what came from the Hub",
}
"""How the others begin, and why they are not run."""


def lines(root):
    return [line for block in blocks(root / "RELEASING.md") for line in block.splitlines()]


def is_local(line):
    """The longest beginning that fits decides."""
    known = [start for start in (*LOCAL, *ELSEWHERE) if line.startswith(start)]
    assert known, line
    return max(known, key=len) in LOCAL


def test_every_command_is_run_or_there_is_a_reason_why_not(root):
    found = lines(root)
    assert len(found) > 15
    chosen = [max((start for start in (*LOCAL, *ELSEWHERE) if line.startswith(start)), key=len) for line in found]
    assert set(chosen) == {*LOCAL, *ELSEWHERE}


def test_what_is_local_runs(root):
    """One after the other, at the top of the checkout; `reuse` is in another extra than the tests."""
    chosen = [line for line in lines(root) if is_local(line)]
    if shell("command -v reuse", root).returncode:
        chosen.remove("reuse lint")
    result = shell("\n".join(chosen), root)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "ok -- validation done" in result.stdout
    assert "@misc{hudna," in result.stdout
    assert "\nREADME.md\t" in result.stdout


def test_the_versions_are_read_off(root, dataset):
    import hudna

    first = blocks(root / "RELEASING.md")[0]
    assert shell(first, root).stdout == f"data {dataset.version}, code {hudna.__version__}\n"


def test_what_it_says_of_the_hub_is_in_the_client(root):
    from huggingface_hub import HfApi

    text = (root / "RELEASING.md").read_text(encoding="utf-8")
    named = {"super_squash_history", "list_lfs_files", "permanently_delete_lfs_files"}
    assert all(name in text and callable(getattr(HfApi, name)) for name in named)
    assert {"repo_id", "repo_type"} <= inspect.signature(HfApi.super_squash_history).parameters.keys()


@pytest.mark.parametrize("line", ["rm -rf /", "hudna hydrate"])
def test_a_command_that_is_not_known_is_not_run(line):
    with pytest.raises(AssertionError, match=line.split(maxsplit=1)[0]):
        is_local(line)
