"""From mentions to one BIO tag a word, as taggers and their scorers need it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from hudna.model import Mention
from hudna_eval.views.tags import OUTSIDE
from hudna_eval.views.words import Words


def bio_tags(mentions: Iterable[Mention], words: Words) -> list[list[str]]:
    """The tags of each paragraph. A word takes the tag of the mention that shares a character with it.

    Where mentions meet in a word, the longest span is kept, then the first, then the type that is first by name; the
    others are left out whole. A mention that goes on in the next paragraph begins anew there; one on white space alone
    has no word. So every sequence is well-formed. Source: the token view of the dataset, `hudna.build.tokens`.
    """
    tags = [OUTSIDE] * len(words.starts)
    breaks = set(words.paragraph_ends)
    for mention in sorted(mentions, key=_longest_first):
        first, last = words.touched(mention.start, mention.end)
        if all(tag == OUTSIDE for tag in tags[first:last]):
            for index in range(first, last):
                begins = index == first or index in breaks
                tags[index] = f"{'B' if begins else 'I'}-{mention.type}"
    return [tags[begin:end] for begin, end in pairwise([0, *words.paragraph_ends])]


def _longest_first(mention: Mention) -> tuple[int, int, str]:
    return mention.start - mention.end, mention.start, mention.type
