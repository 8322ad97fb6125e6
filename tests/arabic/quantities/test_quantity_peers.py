"""Other programs that write or read Arabic numbers, where they are installed. Deviations are named."""

import pytest
from spelled_numbers import spelled

from hudna.arabic.quantities import read_number

DOUBLED = ("ألف ألف", "مليون مليون", "مليار مليار")


def numbers(count, prime):
    """The first thousand, and numbers of 4 to 12 digits spread by the powers of a prime."""
    return [*range(1, 1000), *(1000 + pow(prime, power, 10 ** (4 + power % 9)) for power in range(count))]


def test_what_num2words_writes_reads_back():
    """It writes 401,000 as «four hundred and a thousand thousand», which no reader can undo: those are left out."""
    num2words = pytest.importorskip("num2words").num2words
    written = {number: num2words(number, lang="ar") for number in numbers(3000, prime=7919)}
    readable = {number: words for number, words in written.items() if not any(pair in words for pair in DOUBLED)}
    assert len(readable) > 0.95 * len(written)
    assert {number: read_number(words) for number, words in readable.items()} == {n: n for n in readable}


def test_what_pyarabic_writes_reads_back():
    number2text = pytest.importorskip("pyarabic.number").number2text
    written = {number: number2text(number) for number in numbers(1000, prime=6007) if number < 10**9}
    wrong = {number: words for number, words in written.items() if read_number(words) != number}
    assert wrong == {}


def test_pyarabic_reads_the_same():
    text2number = pytest.importorskip("pyarabic.number").text2number
    words = {number: spelled(number) for number in numbers(300, prime=4001) if number < 10**6}
    theirs = {number: text2number(written) for number, written in words.items()}
    ours = {number: read_number(written) for number, written in words.items()}
    different = {number: (ours[number], theirs[number]) for number in words if ours[number] != theirs[number]}
    assert different == {}
