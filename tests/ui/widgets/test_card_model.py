"""A list of cards holds ids only, and the lines of the pages looked at."""

from __future__ import annotations

from array import array

from tpmdesk.ui.widgets.card_model import CardModel


def test_ten_million_cells_ask_for_the_page_in_view_alone(qapp):
    asked = []
    model = CardModel(lambda ids: asked.append(list(ids)) or [])
    model.show_ids(array("q", range(1_000_000)))
    model.line(500_000)
    model.line(500_001)
    assert model.rowCount() == 1_000_000
    assert len(asked) == 1
    assert 500_000 in asked[0]
    assert len(asked[0]) < 100


def test_a_refresh_asks_again_and_keeps_the_rows(qapp):
    asked = []
    model = CardModel(lambda ids: asked.append(ids) or [])
    model.show_ids(array("q", range(10)))
    model.line(0)
    model.refresh()
    model.line(0)
    assert len(asked) == 2
    assert model.rowCount() == 10


def test_a_card_that_is_gone_has_an_empty_row(qapp):
    model = CardModel(lambda _ids: [])
    model.show_ids(array("q", [7]))
    assert model.line(0) is None
    assert model.index(0, 0).data() is None
    assert model.row_of(7) == 0
    assert model.row_of(8) == -1
