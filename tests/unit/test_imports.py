"""Imports point one way, and asking for help loads nothing heavy."""

import ast
import subprocess
import sys

import pytest

LAYERS = {
    "src/hudna": {"hudna"},
    "eval/hudna_eval": {"hudna", "hudna_eval"},
    "eval/benchmark": {"hudna", "hudna_eval", "benchmark"},
    "baselines/hudna_baselines": {"hudna", "hudna_eval", "hudna_baselines"},
}
OURS = {"hudna", "hudna_eval", "hudna_baselines", "benchmark"}


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


@pytest.mark.parametrize("folder", LAYERS)
def test_imports_point_from_the_outer_packages_to_hudna(root, folder):
    paths = sorted((root / folder).rglob("*.py"))
    assert paths
    for path in paths:
        own = {name.split(".")[0] for name in imported(path)} & OURS
        assert own <= LAYERS[folder], path


def test_files_stay_readable(root):
    paths = [path for folder in LAYERS for path in (root / folder).rglob("*.py")]
    too_long = {path.name for path in paths if len(path.read_text(encoding="utf-8").splitlines()) > 350}
    assert too_long == set()


HELP = """
import sys
from click.testing import CliRunner
from hudna.cli import group
result = CliRunner().invoke(group, ["--help"])
heavy = {"datasets", "numpy", "pandas", "pyarrow", "pydantic", "rich", "scipy", "sklearn", "babel", "jinja2"}
print(result.exit_code, sorted(heavy & set(sys.modules)))
"""


def test_help_loads_nothing_heavy():
    result = subprocess.run([sys.executable, "-c", HELP], capture_output=True, text=True, check=True)
    assert result.stdout == "0 []\n"
