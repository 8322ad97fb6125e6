"""The ids of articles come from data and become names of files: none leads out of the folder."""

import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hudna.build.corpus import read_corpus
from hudna.dataset import read_dataset, table_path
from hudna.findings import InvalidDataError
from hudna.registers import require_article_id
from hudna.validate.paths import check_path

MINIATURE = Path(__file__).parents[1] / "rules" / "canonical-form" / "valid"
FOLDER = Path("/somewhere/dataset")
UNSAFE = ["", ".", "..", "../x", "/x", "a/b", "a\\b", ".x", "-x", "a.b", "a b", "a\n", "a\0", "a*", "٠٠١", "x" * 101]


@pytest.mark.parametrize("article_id", ["000", "a", "_a", "A-1_b", "x" * 100])
def test_what_names_a_file_everywhere_is_an_id(article_id):
    require_article_id(article_id)


@pytest.mark.parametrize("article_id", UNSAFE)
def test_anything_else_is_none(article_id):
    with pytest.raises(ValueError, match=r"found article id .* against 1 to 100 letters"):
        require_article_id(article_id)


@given(st.text() | st.text("./\\-_a0", max_size=8))
@example("../../x")
@example("/etc/x")
def test_no_id_leads_out_of_the_folder_of_its_table(article_id):
    try:
        path = table_path(FOLDER, "articles", "open", article_id)
    except ValueError:
        return
    assert Path(*map(str, path.parts)).resolve().parent == FOLDER / "data" / "open" / "articles"
    assert path.name == f"{article_id}.parquet"
    assert not path.name.startswith((".", "-"))


@pytest.mark.parametrize("article_id", ["../../x", ".x", "a.b"])
def test_the_manifest_of_articles_is_held_to_it(article_id, tmp_path):
    folder = tmp_path / "annotations"
    shutil.copytree(MINIATURE, folder)
    path = folder / "articles.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('id = "900"', f'id = "{article_id}"'), encoding="utf-8")
    for read in (read_corpus, check_path):
        with pytest.raises(InvalidDataError, match=r"articles.toml:1: \[bad-value\] found article id") as caught:
            read(folder)
        assert {finding.rule for finding in caught.value.findings} == {"bad-value"}


@pytest.mark.parametrize("config", ["articles", "sources"])
def test_a_dataset_is_held_to_it(config, root, tmp_path):
    folder = tmp_path / "dataset"
    shutil.copytree(root / "dataset", folder)
    path = folder / "data" / ("open/articles/003.parquet" if config == "articles" else "sources.parquet")
    table = pq.read_table(path)
    rows = table.to_pylist()
    rows[0]["article_id" if config == "articles" else "id"] = "../../../x"
    pq.write_table(pa.Table.from_pylist(rows, schema=table.schema), path)
    with pytest.raises(
        InvalidDataError, match=rf"{path.name}:1: \[bad-value\] .*found article id '../../../x' against"
    ):
        read_dataset(folder)
