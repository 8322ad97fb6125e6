"""Of mentions that nest, those that lie in no other."""

from __future__ import annotations

from collections.abc import Iterable

from hudna.model import Mention


def outermost(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions whose span lies in no other span, in text order.

    Spans that cross or only touch both stay, and so do mentions on one span, whatever their types.
    """
    kept: list[Mention] = []
    reach, widest = 0, (0, 0)
    for mention in sorted(mentions, key=lambda one: (one.start, -one.end, one.type, one.id)):
        span = (mention.start, mention.end)
        if mention.end > reach:
            reach, widest = mention.end, span
        elif span != widest:
            continue
        kept.append(mention)
    return kept
