from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.cloze import CLOSE, DEEPEST, MOST, NO_GAP, OPEN, parse

PIECES = st.lists(
    st.sampled_from(["{{c1::", "{{c2::", "{{c1,3::", "{{c0::", "}}", "::", "x", " y ", "`", "\n"]),
    max_size=14,
).map("".join)


def bare(text: str) -> str:
    """Without the marks that only the window sees."""
    return text.replace(OPEN, "").replace(CLOSE, "")


def test_a_gap_is_closed_in_the_question_and_highlighted_in_the_answer() -> None:
    text = parse("A canary is a {{c1::small}} group.")
    assert bare(text.question(1)) == "A canary is a **[…]** group."
    assert bare(text.answer(1)) == "A canary is a **small** group."


def test_a_hint_stands_in_the_gap() -> None:
    assert bare(parse("{{c1::Kanban::method}}").question(1)) == "**[method]**"


def test_each_number_makes_a_card_and_the_other_gaps_are_open() -> None:
    text = parse("{{c2::two}} and {{c1::one}}")
    assert text.numbers == (1, 2)
    assert bare(text.question(1)) == "two and **[…]**"
    assert bare(text.question(2)) == "**[…]** and one"


def test_gaps_of_the_same_number_are_asked_together() -> None:
    text = parse("{{c1::a}} b {{c1::c::hint}}")
    assert text.numbers == (1,)
    assert bare(text.question(1)) == "**[…]** b **[hint]**"
    assert bare(text.answer(1)) == "**a** b **c**"


def test_a_gap_may_lie_in_another() -> None:
    text = parse("{{c1::write {{c2::both}} sides}}")
    assert bare(text.question(1)) == "**[…]**"
    assert bare(text.question(2)) == "write **[…]** sides"
    assert bare(text.answer(1)) == "**write both sides**"


def test_a_gap_may_belong_to_several_cards() -> None:
    text = parse("{{c1,3::x}} {{c2::y}}")
    assert text.numbers == (1, 2, 3)
    assert bare(text.question(3)) == "**[…]** y"


def test_the_highlight_is_found_between_invisible_marks() -> None:
    assert f"{OPEN}x{CLOSE}" in parse("un{{c1::x}}ed").answer(1)


def test_marks_that_a_text_brings_along_are_dropped() -> None:
    assert parse(f"{OPEN}no{CLOSE} {{{{c1::yes}}}}").answer(1) == f"no **{OPEN}yes{CLOSE}**"


def test_in_code_and_over_several_lines_there_are_no_stars() -> None:
    assert bare(parse("`git {{c1::push}}`").answer(1)) == "`git push`"
    assert bare(parse("{{c1::- one\n- two}}").answer(1)) == "- one\n- two"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{c1::open", "never ends"),
        ("{{c0::x}}", f"numbered from 1 to {MOST}"),
        ("{{c9999::x}}", f"numbered from 1 to {MOST}"),
        ("{{c1::}}", "hides nothing"),
        ("no gap", NO_GAP),
        ("{{C1::x}}", "does not begin one"),
        ("{{c1::" * (DEEPEST + 1) + "x" + "}}" * (DEEPEST + 1), f"lies in {DEEPEST} other gaps"),
    ],
)
def test_what_is_wrong_is_said_and_the_text_stays(text: str, said: str) -> None:
    found = parse(text)
    assert any(said in problem for problem in found.problems)


def test_a_gap_that_never_ends_is_text() -> None:
    found = parse("{{c1::a}} {{c2::b")
    assert found.numbers == (1,)
    assert bare(found.answer(1)) == "**a** {{c2::b"


def test_a_sound_text_has_no_problems() -> None:
    assert parse("{{c1::a}} {{c2::b::hint}} and {{braces}}").problems == ()


@given(PIECES)
def test_any_text_can_be_asked_and_told(text: str) -> None:
    found = parse(text)
    assert list(found.numbers) == sorted(set(found.numbers))
    for number in found.numbers:
        assert OPEN in found.question(number)
        assert found.answer(number).count(OPEN) == found.answer(number).count(CLOSE) > 0


@given(st.text(max_size=80))
def test_a_text_without_gaps_stays_as_it_is(text: str) -> None:
    found = parse(text)
    if not found.numbers:
        assert found.filled == bare(text)


def test_a_deep_nest_is_read_without_harm() -> None:
    text = "{{c1::" * 5000 + "x" + "}}" * 5000
    assert parse(text).numbers == (1,)
