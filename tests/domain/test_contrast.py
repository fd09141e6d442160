from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.contrast import ASK, Verdict, Weak, shown, verdict, weak_answer

LINES = st.text("ab. ", min_size=1, max_size=12).map(str.strip).filter(bool)
PARAGRAPHS = st.lists(LINES, min_size=1, max_size=4).map("\n\n".join)


def test_the_last_paragraph_is_the_weak_answer() -> None:
    front = '*Name your top risk.*\n\n"Resourcing is a challenge."'
    assert weak_answer(front) == Weak("*Name your top risk.*", '"Resourcing is a challenge."')


def test_a_quotation_is_the_weak_answer_with_all_its_paragraphs() -> None:
    assert weak_answer("Why?\n\n> One.\n>\n> Two.") == Weak("Why?", "One.\n\nTwo.")


def test_the_card_asks_what_is_wrong_and_how_to_fix_it() -> None:
    front = shown(Weak("Why?", "Because."))
    assert front == f"Why?\n\n> Because.\n\n{ASK}"


@given(st.one_of(st.just(""), PARAGRAPHS), PARAGRAPHS)
def test_what_is_shown_can_be_read_back(question: str, answer: str) -> None:
    weak = Weak(question, answer)
    assert weak_answer(shown(weak)) == weak


def test_the_two_parts_of_a_verdict_are_told_apart() -> None:
    back = "**Wrong:** a mood.\n\n**Better:** a date.\n\nAnd a name."
    assert verdict(back) == Verdict("A mood.", "A date.\n\nAnd a name.")


def test_a_verdict_without_stars_is_read_too() -> None:
    assert verdict("Wrong: a\nBetter: b") == Verdict("A", "B")


def test_a_back_of_another_form_has_no_parts() -> None:
    assert verdict("It is too vague. A better one names the date.") is None
