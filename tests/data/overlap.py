"""Runs of words that a text shares with the source articles, names, dates and official titles aside."""

import io
import re
from dataclasses import dataclass
from itertools import count

import pyarrow as pa
import pyarrow.parquet as pq

LONGEST = 5
WORD = re.compile(r"[\u0621-\u063a\u0641-\u064a\u0671-\u06d3]+|\d+")
IGNORED = re.compile(r"[\u064b-\u065f\u0670\u0640]")
ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
NAMED_TYPES = {"OCC", "DATE", "TIME"}


@dataclass(frozen=True)
class Source:
    """A source article as words; `named` tells of each whether it belongs to a name, date or official title."""

    words: tuple[str, ...]
    named: tuple[bool, ...]


def words_of(text):
    return WORD.findall(IGNORED.sub("", ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)))


def source_of(text, record=None):
    """Diacritics are blanked in place, so that offsets still fit."""
    matches = list(WORD.finditer(IGNORED.sub("", text)))
    named = named_offsets(text, record)
    in_name = (not named.isdisjoint(range(*match.span())) for match in matches)
    return Source(tuple(match[0] for match in matches), tuple(in_name))


def named_offsets(text, record):
    """Offsets, in the text without diacritics, that a name or title covers."""
    kept = [index for index, char in enumerate(text) if not IGNORED.match(char)]
    covered = set()
    for mention in record.mentions if record else ():
        if mention.type in NAMED_TYPES or mention.form in ("NAM", "ADJ"):
            covered.update(range(mention.start, mention.end))
    return {new for new, old in enumerate(kept) if old in covered}


def shared_runs(text, source):
    """Maximal runs that share more than LONGEST words which are no part of a name."""
    words = words_of(text)
    starts = {}
    for index in range(len(source.words) - LONGEST):
        starts.setdefault(source.words[index : index + LONGEST + 1], []).append(index)
    for at in range(len(words) - LONGEST):
        for index in starts.get(tuple(words[at : at + LONGEST + 1]), ()):
            length = common_length(words, at, source.words, index)
            if source.named[index : index + length].count(False) > LONGEST:
                yield " ".join(words[at : at + length])


def common_length(words, at, others, index):
    for length in count():
        if at + length == len(words) or index + length == len(others) or words[at + length] != others[index + length]:
            return length
    raise AssertionError


def readable(name, content):
    """The text in a file: Parquet as its rows, everything else as UTF-8."""
    if name.endswith(".parquet"):
        return str(pq.read_table(pa.BufferReader(io.BytesIO(content).getvalue())).to_pylist())
    return content.decode("utf-8", "ignore")
