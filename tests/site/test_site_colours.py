"""Contrast: the formula by known values, then every pair of colours that the pages use."""

import pytest

from hudna.ontology import EVENT_TYPES, MENTION_TYPES
from hudna.site import palette
from hudna.site.colours import contrast, luminance, oklch


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.478),
        ("#767676", "#ffffff", 4.542),
        ("#123456", "#123456", 1),
    ],
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=5e-4)
    assert contrast(other, one) == contrast(one, other)


def test_luminance_of_the_primaries_is_their_weight():
    assert [luminance(colour) for colour in ("#ff0000", "#00ff00", "#0000ff")] == [0.2126, 0.7152, 0.0722]


@pytest.mark.parametrize(
    ("colour", "hex_"),
    [((1, 0, 0), "#ffffff"), ((0, 0, 0), "#000000"), ((0.627955, 0.257683, 29.2339), "#ff0000"),
     ((0.452014, 0.313214, 264.052), "#0000ff"), ((0.519752, 0.176858, 142.495), "#008000")],
)  # fmt: skip
def test_oklch_gives_the_known_colours(colour, hex_):
    assert oklch(*colour) == hex_


def test_chroma_outside_srgb_is_cut_back_and_lightness_stays():
    """No sRGB green is as vivid as chroma 0.4: the most vivid one of that lightness and hue comes instead."""
    grey, vivid = oklch(0.7, 0, 150), oklch(0.7, 0.4, 150)
    assert vivid == oklch(0.7, 0.3, 150) != oklch(0.7, 0.1, 150)
    assert luminance(vivid) == pytest.approx(luminance(grey), rel=0.2)


@pytest.mark.parametrize("pair", list(palette.pairs()), ids=lambda pair: f"{pair.mode}: {pair.name}")
def test_every_pair_is_readable(pair):
    assert contrast(pair.front, pair.back) >= pair.least


def test_every_label_has_a_colour_of_its_own():
    assert set(palette.MENTION_HUES) == set(MENTION_TYPES)
    assert set(palette.FAMILY_HUES) == {palette.family_of(type_) for type_ in EVENT_TYPES} == set(palette.families())
    for mode in palette.MODES:
        assert len({palette.mention(type_, mode)["line"] for type_ in MENTION_TYPES}) == len(MENTION_TYPES)
        assert len({palette.family(name, mode)["fill"] for name in palette.FAMILY_HUES}) == len(palette.FAMILY_HUES)


def test_families_list_all_event_types_once():
    assert [type_ for types in palette.families().values() for type_ in types] == sorted(
        EVENT_TYPES, key=lambda type_: list(palette.families()).index(palette.family_of(type_))
    )
