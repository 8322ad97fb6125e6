"""Whatever a file holds, a reader gives records and findings: it raises nothing, and says where each fault is."""

import json
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hudna.findings import InvalidDataError
from hudna.formats.interchange import Located
from hudna_eval.readers import FORMATS, TAGS, read

WINDOW = {"doc_id": "d", "tokens": ["قصف", "الجيش", "حلب"]}
MENTION = {"id": "m", "start": 1, "end": 2, "entity_type": "ORG", "text": "الجيش"}
EVENT = {
    "id": "e", "event_type": "Attack", "trigger": {"start": 0, "end": 1},
    "arguments": [{"entity_id": "m", "role": "Attacker"}],
}  # fmt: skip
GRAPH = {"entities": [[0, 1, "X"]], "triggers": [[1, 2, "Y"]], "roles": [[0, 0, "A"]]}
VALID = {
    "hudna": '{"article_id": "1", "mentions": [{"id": "T1", "type": "X", "start": 0, "end": 2}]}\n',
    "brat": "T1\tPER 0 3\tقصف\nT2\tAtt 4 7;8 9\tالج ش\nE1\tAtt:T2 Side2:T1\nA1\tPolarity E1 NEG\n*\tEquiv T1 T2\n",
    "conll": "-DOCSTART- O\n# article_id = x\nقصف\tO\nالجيش\tB-ORG\n\nحلب\tI-GPE\n",
    "oneie": json.dumps({**WINDOW, "sent_id": 1, "entity_mentions": [MENTION], "event_mentions": [EVENT]})
    + "\n"
    + json.dumps({**WINDOW, "sent_id": 2, "graph": GRAPH}),
    "textee": json.dumps({**WINDOW, "wnd_id": 1, "events": [{"trigger": [0, 1, "X"], "arguments": [[1, 2, "A"]]}]})
    + "\n"
    + json.dumps({**WINDOW, "wnd_id": 2, "trigger": [0, 1, "X"], "arguments": [[1, 2, None]]}),
}  # fmt: skip
FORMS = sorted(FORMATS)
CHANGES = st.lists(
    st.tuples(
        st.floats(0, 1),
        st.integers(0, 4),
        st.sampled_from([b"", b"\n", b"\t", b"-", b"0", b"9", b'"', b"\\ud800", b"\xff", b"null", b"[", b"\r", b" "]),
    ),
    min_size=1,
    max_size=4,
)


def changed(content, changes):
    """The bytes with some of them replaced: where (a share of the length), how many, and by what."""
    for where, count, new in changes:
        at = int(where * len(content))
        content = content[:at] + new + content[at + count :]
    return content


def check(path, form, tags):
    for item in read(path, form, tags):
        if isinstance(item, InvalidDataError):
            assert item.findings
            assert all(finding.path.startswith(str(path.with_suffix(""))) for finding in item.findings)
            assert all(len(str(finding)) < 600 + len(finding.path) for finding in item.findings)
        else:
            assert isinstance(item, Located)
            assert all(
                mention.end <= len(item.record.text or "") for mention in item.record.mentions if form != "hudna"
            )


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "file.txt").write_text("قصف الجيش حلب", encoding="utf-8")
    return folder


@pytest.mark.parametrize("form", FORMS)
def test_the_files_to_be_changed_are_sound(folder, form):
    path = folder / "file.ann"
    path.write_text(VALID[form], encoding="utf-8")
    items = list(read(path, form, "seqeval-default", discontinuous="cover"))
    assert items
    assert all(isinstance(item, Located) for item in items)


@given(form=st.sampled_from(FORMS), tags=st.sampled_from(sorted(TAGS)), changes=CHANGES)
@settings(max_examples=300, deadline=None)
def test_a_damaged_file(folder, form, tags, changes):
    path = folder / "file.ann"
    path.write_bytes(changed(VALID[form].encode(), changes))
    check(path, form, tags)


@given(form=st.sampled_from(FORMS), content=st.binary(max_size=60))
@settings(max_examples=100, deadline=None)
def test_a_file_of_anything(folder, form, content):
    path = folder / "file.ann"
    path.write_bytes(content)
    check(path, form, "iob2")
    (folder / "file.jsonl").write_bytes(content)
    assert list(read(folder / "file.jsonl"))


def test_readers_load_nothing_heavy():
    code = (
        "import sys, hudna_eval.readers as _\n"
        "print({'datasets', 'numpy', 'pandas', 'pyarrow', 'pydantic', 'rich', 'scipy', 'yaml'} & {*sys.modules})"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "set()\n"
