"""Colours that can be read, in both palettes."""

import pytest

from tpmdesk.ui.theme.tokens import (
    DARK,
    LIGHT,
    SHAPE_ON_GROUND,
    TEXT_ON_GROUND,
    contrast,
)

PALETTES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda p: p.name)


def test_contrast_of_black_and_white_is_21():
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)


def test_contrast_agrees_with_the_published_value_for_grey():
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@PALETTES
@pytest.mark.parametrize(("ink", "ground"), TEXT_ON_GROUND)
def test_text_reaches_four_and_a_half_to_one(palette, ink, ground):
    assert contrast(palette.color(ink), palette.color(ground)) >= 4.5


@PALETTES
@pytest.mark.parametrize(("shape", "ground"), SHAPE_ON_GROUND)
def test_focus_and_control_edges_reach_three_to_one(palette, shape, ground):
    assert contrast(palette.color(shape), palette.color(ground)) >= 3.0
