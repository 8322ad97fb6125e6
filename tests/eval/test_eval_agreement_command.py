"""`hudna agreement`: its files, its faults and its output."""

import json
import re
import subprocess
import sys
from dataclasses import replace

import pytest
from agreement_cases import A, B
from click.testing import CliRunner
from eval_cases import mention

from hudna.findings import InvalidDataError
from hudna.formats.annotation import AnnotationFile, write_annotation
from hudna_eval.agreement.command import command
from hudna_eval.agreement.files import read_pairs
from hudna_eval.agreement.measures import agreement, to_json


def write(item, folder):
    path = folder / item.edition / f"{item.article_id}.jsonl"
    write_annotation(AnnotationFile(path=str(path), record=item, guidelines="1.0"), path)
    return path


@pytest.fixture
def folders(tmp_path):
    for name, side in (("a", A), ("b", B)):
        write(side, tmp_path / name)
        write(replace(side, edition="source", text_sha256="1" * 64), tmp_path / name)
    return tmp_path / "a", tmp_path / "b"


def test_folders_and_files_are_paired_by_what_they_annotate(folders, tmp_path):
    pairs = read_pairs(*folders)
    assert (
        [pair.gold.key for pair in pairs] == [pair.pred.key for pair in pairs] == [("001", "open"), ("001", "source")]
    )
    elsewhere = (folders[1] / "open" / "001.jsonl").rename(tmp_path / "other-name.jsonl")
    assert read_pairs(folders[0] / "open" / "001.jsonl", elsewhere) == pairs[:1]


def test_what_stands_in_unscored_zones_is_compared_too(tmp_path):
    late = mention(82, 85, id_="T9", entity_id="x", form="NAM")
    for name, side in (("a", A), ("b", B)):
        write(replace(side, mentions=(*side.mentions, late)), tmp_path / name)
    pairs = read_pairs(tmp_path / "a", tmp_path / "b")
    assert agreement(pairs)["overall"]["marked"]["entities.strict"]["both"] == 5


def findings(*sides):
    with pytest.raises(InvalidDataError) as caught:
        read_pairs(*sides)
    return [str(finding) for finding in caught.value.findings]


def test_texts_that_only_one_side_has_are_a_finding_each(folders):
    a, b = folders
    extra = write(replace(A, article_id="002"), a)
    (a / "source" / "001.jsonl").unlink()
    assert findings(a, b) == [
        f"{extra}:1: [unpaired-article] found article 002/open on this side only. Compare what both sides annotate.",
        f"{b}/source/001.jsonl:1: [unpaired-article] found article 001/source on this side only. "
        "Compare what both sides annotate.",
    ]


def test_only_common_texts_are_compared_when_asked(folders):
    a, b = folders
    write(replace(A, article_id="002"), a)
    (a / "source" / "001.jsonl").unlink()
    assert [pair.gold.key for pair in read_pairs(a, b, common=True)] == [("001", "open")]
    (a / "open" / "001.jsonl").unlink()
    with pytest.raises(InvalidDataError, match="unpaired-article"):
        read_pairs(a, b, common=True)


def test_another_text_is_a_finding(folders):
    a, b = folders
    path = write(replace(B, text_sha256="f" * 64), b)
    assert findings(a, b) == [
        f"{path}:1: [text-hash] found text of sha256 ffffffffffff… against 000000000000… in {a}/open/001.jsonl. "
        "Offsets of two texts do not compare."
    ]


def test_a_text_that_comes_twice_is_a_finding(folders):
    a, b = folders
    again = a / "zz.jsonl"
    again.write_bytes((a / "open" / "001.jsonl").read_bytes())
    assert findings(a, b) == [
        f"{again}:1: [duplicate-article] found article 001/open again, first in {a}/open/001.jsonl. "
        "One file per article and edition."
    ]


def test_faults_of_form_ids_and_references_come_at_once_with_their_lines(folders, tmp_path):
    a, b = folders
    path = a / "open" / "001.jsonl"
    lines = path.read_text().splitlines()
    number = next(number for number, line in enumerate(lines, start=1) if '"E1"' in line)
    path.write_text("\n".join(lines).replace('"filler": "T1"', '"filler": "T77"'))
    (b / "open" / "001.jsonl").write_text('{"layer": "nothing"}\n')
    first, second = findings(a, b)
    assert first.startswith(f"{path}:{number}: [dangling-reference] E1 Victim: found T77 against the id")
    assert second.startswith(f"{b}/open/001.jsonl:1: [layer] found layer 'nothing' against one of")
    (tmp_path / "empty").mkdir()
    assert findings(tmp_path / "empty", tmp_path / "nowhere")[0] == (
        f"{tmp_path}/empty:0: [empty-folder] found no .jsonl file against at least one."
    )


TABLE = """\
                             both  only A  only B       F1
entities.strict                 8       4       4   0.6667
entities.boundary              10       2       2   0.8333
events.ti                       4       0       0   1.0000
events.tc                       2       2       2   0.5000
events.ac+                      2       0       0   1.0000
events.frame_exact              2       2       2   0.5000
claims.q                        4       0       0   1.0000
claims.qv                       4       0       0   1.0000
claims.qvm                      2       2       2   0.5000
claims.qvmu                     2       2       2   0.5000
claims.qvmua                    2       2       2   0.5000
claims.claim                    2       2       2   0.5000
claims.attribution              2       2       2   0.5000
coref.entity.conll              -       -       -   0.5075
coref.event.conll               -       -       -   0.3704

                            units  agreed    kappa
mention.type                   10       8   0.6667
mention.form                    4       2   0.0000
timex.value                     4       2   0.3333
timex.mod                       4       2   0.3333
event.type                      4       2   0.0000
event.polarity                  4       4   1.0000
event.realis                    4       2   0.0000
event.realis_kind               2       0   0.0000
claim.kind                      4       4        -
claim.mod                       4       2   0.0000
claim.unit_norm                 4       4   1.0000
claim.stance                    4       2   0.3333
"""


def run(*arguments):
    return CliRunner().invoke(command, list(map(str, arguments)), catch_exceptions=False)


def test_the_table(folders):
    result = run(*folders)
    assert (result.stdout, result.stderr, result.exit_code) == (TABLE, "", 0)


def test_the_json_is_the_same_on_stdout_and_in_the_file(folders, tmp_path):
    out = tmp_path / "deep" / "agreement.json"
    result = run(*folders, "--json", "--out", out)
    assert result.stdout == out.read_text(encoding="utf-8") == to_json(agreement(read_pairs(*folders))) + "\n"
    assert result.stderr == f"wrote {out}\n"
    assert sorted(json.loads(result.stdout)) == ["by_article", "by_type", "overall"]
    assert run(*folders, "--out", out).stdout == TABLE


def test_nothing_is_written_where_anything_is_wrong(folders, tmp_path):
    (folders[0] / "open" / "001.jsonl").unlink()
    with pytest.raises(InvalidDataError, match=re.escape("[unpaired-article]")):
        run(*folders, "--out", tmp_path / "agreement.json")
    assert not (tmp_path / "agreement.json").exists()


def test_loading_the_command_loads_nothing_heavy():
    code = (
        "import sys, hudna_eval.agreement.command;"
        "print(sorted({'numpy', 'scipy', 'sklearn', 'pydantic'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"
