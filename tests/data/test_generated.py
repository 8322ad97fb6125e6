"""Files that a command made are what the command makes now."""

import pytest
from click.testing import CliRunner

from hudna.show.stats_command import command as stats
from hudna_eval.agreement.command import command as agreement


def test_statistics_are_up_to_date(root):
    result = CliRunner().invoke(stats, [str(root / "annotations"), "--json"])
    assert result.exit_code == 0
    assert result.stdout == (root / "annotations" / "statistics.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "sides"),
    [
        ("agreement.json", ["passes/a", "passes/b"]),
        ("agreement_outline.json", ["passes/outline", "gold", "--common"]),
    ],
)
def test_agreement_is_reproduced_byte_for_byte(root, tmp_path, name, sides):
    folder = root / "annotations"
    arguments = [side if side.startswith("--") else str(folder / side) for side in sides]
    result = CliRunner().invoke(agreement, [*arguments, "--out", str(tmp_path / name)])
    assert result.exit_code == 0, result.output
    assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()
