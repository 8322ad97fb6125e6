"""Every case of the table reads as it says; the table is large, of all types, and says nothing twice."""

from collections import Counter

import pytest
from timex_readings import cases, read

CASES = list(cases())


@pytest.mark.parametrize(("dateline", "text", "expected"), CASES)
def test_case(dateline, text, expected):
    assert read(text, dateline) == expected


def test_the_table_is_large_and_says_nothing_twice():
    seen = Counter((dateline, text) for dateline, text, _ in CASES)
    assert len(CASES) >= 300
    assert [case for case, times in seen.items() if times > 1] == []
    assert {match[1] for _, _, expected in CASES for match in expected} == {"DATE", "TIME", "DURATION"}
