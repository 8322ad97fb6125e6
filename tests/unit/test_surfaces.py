import pytest

from hudna.model import Attribution, Event, Mention, NumericClaim, Record, Span
from hudna.surfaces import elided, quoted, shows, with_elided, with_whole

SIX = "نائب وزير خارجية جمهورية جزر القمر"


@pytest.mark.parametrize(
    ("surface", "stored"),
    [("روما", "روما"), ("وزير خارجية جزر القمر", "وزير خارجية جزر القمر"), (SIX, "نائب وزير … القمر")],
)
def test_only_long_surfaces_are_elided(surface, stored):
    assert elided(surface) == stored
    assert elided(stored) == stored
    assert shows(stored, surface)


def test_other_words_are_not_shown():
    assert not shows("نائب وزير … القمر", "نائب وزير خارجية جمهورية جزر المالديف")
    assert not shows("روما", "روم")


@pytest.mark.parametrize(("edition", "stored"), [("source", "نائب وزير … القمر"), ("open", SIX)])
def test_the_source_edition_alone_is_elided_and_its_text_restores_it(edition, stored):
    mention = Mention(id="T1", type="OCC", start=0, end=len(SIX), text=SIX)
    record = Record(article_id="1", edition=edition, text=SIX, mentions=(mention,))
    assert with_elided(record).mentions[0].text == stored
    assert with_whole(with_elided(record)) == record


def test_what_is_quoted_counts_once_and_what_is_elided_not_at_all():
    mentions = (
        Mention(id="T1", type="OCC", start=0, end=len(SIX), text=elided(SIX)),
        Mention(id="T2", type="GPE", start=50, end=54, text="روما"),
        Mention(id="T3", type="GPE", start=60, end=64),
    )
    event = Event(id="E1", type="Life.Die", trigger=(Span(52, 56), Span(70, 72)))
    cue = Attribution(source=None, cue=Span(80, 83))
    claim = NumericClaim(id="N1", start=90, end=95, text="ستة  ", kind="COUNT", mod="EXACT", attribution=(cue,))
    record = Record(article_id="1", edition="source", mentions=mentions, events=(event,), numeric_claims=(claim,))
    assert quoted(record) == 6 + 2 + 3 + 5
