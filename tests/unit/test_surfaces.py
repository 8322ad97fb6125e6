import pytest

from hudna.model import Mention, Record
from hudna.surfaces import elided, shows, with_elided, with_whole

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
