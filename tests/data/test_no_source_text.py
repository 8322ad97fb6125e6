"""The publishers' texts are in no file of the repository and of the wheel."""

import subprocess
import sys
import zipfile

import pytest

from .overlap import readable, shared_runs, source_of


@pytest.fixture(scope="module")
def sources(articles_folder, dataset):
    from hudna.hydrate.match import match_texts

    records = {record.article_id: record for record in dataset.records if record.edition == "source"}
    texts = match_texts(dataset.articles, articles_folder)
    return {article.id: source_of(text, records.get(article.id)) for article, text in texts}


def runs_in(name, content, sources):
    text = readable(name, content)
    return [f"{name}: {id_}: {run}" for id_, source in sources.items() for run in shared_runs(text, source)]


def test_the_check_finds_what_it_looks_for(sources):
    """Seven words of a source, with other diacritics or as JSON escapes, are found; five are not."""
    import json

    source = next(iter(sources.values()))
    plain = next(i for i in range(len(source.words)) if not any(source.named[i : i + 7]))
    seven = " ".join(source.words[plain : plain + 7])
    assert list(shared_runs(seven, source))
    assert list(shared_runs(json.dumps(seven.replace(" ", "ً، ")), source))
    assert not list(shared_runs(" ".join(source.words[plain : plain + 5]), source))


def test_no_file_of_the_repository_shares_a_run_with_a_source(root, sources):
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=root, capture_output=True, check=True
    )
    names = sorted(filter(None, listed.stdout.decode().split("\0")))
    assert "annotations/GUIDELINES.md" in names
    found = [
        run for name in names if (root / name).is_file() for run in runs_in(name, (root / name).read_bytes(), sources)
    ]
    assert found == []


def test_no_stored_surface_of_the_source_edition_is_longer_than_five_words(root):
    """Names, dates and titles are no exception here."""
    import json

    from hudna.arabic.words import words
    from hudna.surfaces import LONGEST

    paths = [path for path in (root / "annotations").rglob("source/*.jsonl") if path.parts[-3] != "adjudication"]
    assert paths
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            cues = [link.get("cue_text") for link in item.get("attribution", ())]
            for surface in filter(None, [item.get("text"), *item.get("trigger_text", ()), *cues]):
                assert len(words(surface)) <= LONGEST, (path, surface)


@pytest.fixture(scope="module")
def wheel(root, tmp_path_factory):
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
        cwd=root,
        check=True,
        capture_output=True,
    )
    (path,) = out.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_no_file_of_the_wheel_shares_a_run_with_a_source(wheel, sources):
    assert [run for name, content in wheel.items() for run in runs_in(name, content, sources)] == []


def test_the_wheel_installs_three_packages_and_the_dataset(wheel):
    tops = {name.split("/")[0] for name in wheel}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"hudna", "hudna_eval", "hudna_baselines"}
    assert "hudna/dataset/README.md" in wheel
    assert "hudna/dataset/data/open/articles/002.parquet" in wheel
    assert "hudna/build/card.md.jinja" in wheel
    assert any(name.endswith("licenses/LICENSES/CC-BY-4.0.txt") for name in wheel)
