from __future__ import annotations

import pytest

from tpmdesk.ui.pages.settings.order import OrderSection


@pytest.fixture
def section(qtbot, empty_desk, theme):
    made = OrderSection(empty_desk.settings, theme)
    qtbot.addWidget(made)
    return made


def choose(box, value):
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


@pytest.mark.parametrize(
    ("key", "value"),
    [("new_order", "random"), ("review_order", "retrievability"), ("mix", "mixed")],
)
def test_an_order_is_saved_as_it_is_chosen(section, empty_desk, key, value):
    choose(getattr(section, key), value)
    assert getattr(empty_desk.settings.current, key) == value


def test_an_easy_day_is_saved_with_the_others_as_they_were(section, empty_desk):
    choose(section.easy.days[6], "0")
    assert empty_desk.settings.current.easy_days == "100,100,100,100,100,100,0"


def test_every_share_is_read_whole(section):
    section.ensurePolished()
    for choice in section.easy.days:
        words = ["100 %", *(choice.itemText(at) for at in range(choice.count()))]
        widest = max(map(choice.fontMetrics().horizontalAdvance, words))
        assert widest <= choice._room(choice._option())


def test_a_share_of_another_kind_is_shown_and_kept(qtbot, empty_desk, theme):
    empty_desk.settings.change(easy_days="100,100,75,100,100,100,100")
    made = OrderSection(empty_desk.settings, theme)
    qtbot.addWidget(made)
    assert made.easy.days[2].currentText() == "75 %"
    choose(made.easy.days[0], "50")
    assert empty_desk.settings.current.easy_days == "50,100,75,100,100,100,100"


def test_even_days_can_be_turned_off(section, empty_desk):
    section.balance.setChecked(False)
    assert empty_desk.settings.current.load_balance is False
