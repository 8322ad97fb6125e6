"""CoNLL columns: the word-level view, a token a line."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from hudna.exchange.command import export_group
from hudna.exchange.conll import LAYERS, conll_text
from hudna.model import Mention, Record

MINIATURE = Path(__file__).parents[1] / "rules" / "canonical-form" / "valid"
TOKENS = "زار وزير خارجية فرنسا بيروت في 3 مايو 2019 ، وأعلن مقتل 12 جنديًا .".split()
LABELS = {
    "entities": "O B-OCC I-OCC I-OCC B-GPE O B-DATE I-DATE I-DATE O O O O B-NORP O",
    "triggers": "B-Contact.Meet O O O O O O O O O O B-Life.Die O O O",
    "numbers": "O O O O O O O O O O O O B-COUNT O O",
}


@pytest.mark.parametrize("layer", LAYERS)
def test_the_miniature_is_written_to_the_letter(layer, tmp_path, monkeypatch):
    (tmp_path / "none").mkdir()
    monkeypatch.setenv("HUDNA_ARTICLES", str(tmp_path / "none"))
    out = tmp_path / "out"
    result = CliRunner().invoke(export_group, ["conll", str(MINIATURE), "--out", str(out), "--layer", layer])
    assert result.exit_code == 0, result.output
    assert "source" in result.stderr
    assert "passed over" in result.stderr
    expected = f"# article_id = 900\n# edition = open\n# layer = {layer}\n"
    expected += "".join(f"{token}\t{label}\n" for token, label in zip(TOKENS, LABELS[layer].split(), strict=True))
    assert (out / "open" / "900.conll").read_text(encoding="utf-8") == expected
    assert [path.name for path in out.rglob("*") if path.is_file()] == ["900.conll"]


def test_paragraphs_are_apart_and_a_proclitic_is_inside():
    mention = Mention(id="T1", type="GPE", start=1, end=6, text="موسكو")
    record = Record(article_id="1", text="بموسكو\n\n# هنا", mentions=(mention,))
    head = "# article_id = 1\n# edition = \n# layer = entities\n"
    assert conll_text(record, "entities") == head + "بموسكو\tB-GPE\n\n#\tO\nهنا\tO\n"


def test_the_layer_must_be_said(tmp_path):
    result = CliRunner().invoke(export_group, ["conll", str(MINIATURE), "--out", str(tmp_path / "out")])
    assert result.exit_code == 2
    assert not (tmp_path / "out").exists()
