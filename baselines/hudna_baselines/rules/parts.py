"""What the rules are made of, in order."""

from __future__ import annotations

from dataclasses import dataclass

from .attribution import attribution
from .claims import claims
from .clusters import clusters
from .dates import dates
from .demonyms import demonyms
from .document import Component
from .durations import durations
from .factuality import factuality
from .frames import frames
from .gazetteer import places
from .laws import laws
from .learned import Learned, learned_names, learned_triggers
from .names import persons, unknown_places
from .nominals import nominals
from .organisations import organisations
from .triggers import triggers


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A component, and the group with which it is switched off in an ablation."""

    group: str
    name: str
    component: Component


def parts_of(learned: Learned) -> tuple[Part, ...]:
    """All parts in their order; each adds its layer to what those before it found."""
    return tuple(
        Part(group=group, name=name, component=component)
        for group, name, component in (
            ("organisations", "organisations", organisations),
            ("gazetteer", "places", places),
            ("demonyms", "demonyms", demonyms),
            ("nominals", "nominals", nominals),
            ("nominals", "laws", laws),
            ("timex", "dates", dates),
            ("timex", "durations", durations),
            ("names by pattern", "unknown_places", unknown_places),
            ("names by pattern", "persons", persons),
            ("learned names", "learned_names", learned_names(learned)),
            ("linking", "clusters", clusters),
            ("trigger lexicon", "triggers", triggers),
            ("learned triggers", "learned_triggers", learned_triggers(learned)),
            ("factuality", "factuality", factuality),
            ("frames", "frames", frames),
            ("quantities", "claims", claims),
            ("attribution", "attribution", attribution),
        )
    )


GROUPS = tuple(dict.fromkeys(part.group for part in parts_of(Learned())))
"""What an ablation can switch off, in the order of the parts."""
