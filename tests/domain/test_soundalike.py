"""Terms put right where something of the same sound was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.soundalike import corrected, distance, is_dubious, sounds
from tpmdesk.domain.transcript import Word

TERMS = (
    "latency parity",
    "schema migration",
    "dual-write phase",
    "single points of failure",
    "backpressure",
    "idempotency",
    "API contract",
    "canaries",
    "contention",
    "audit trail",
    "shadow stack",
    "failure modes",
    "dark launches",
)


def words(text: str, confidence: float = 0.5) -> list[Word]:
    """Half a second each."""
    return [Word(word, n / 2, n / 2 + 0.5, confidence) for n, word in enumerate(text.split())]


def mended(text: str, confidence: float = 0.5) -> str:
    return " ".join(word.text for word in corrected(words(text, confidence), TERMS))


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("We reached late in C-Parity in April.", "We reached latency parity in April."),
        ("The scheme of migration took days.", "The schema migration took days."),
        ("During the dual right phase, both ran.", "During the dual-write phase, both ran."),
        ("the single point, some failure in red", "the single points of failure in red"),
    ],
)
def test_doubted_words_that_sound_like_a_term_become_it(heard: str, meant: str) -> None:
    assert mended(heard) == meant


def test_a_term_in_other_pieces_is_put_together_however_sure_it_was() -> None:
    assert mended("There is no back pressure here", 1.0) == "There is no backpressure here"


def test_words_that_the_recognizer_believes_stay() -> None:
    text = "The scheme of migration took days."
    assert mended(text, 0.99) == text


@pytest.mark.parametrize(
    "text",
    [
        "The shadow of the stack of books fell on the wall.",
        "It was dark at lunch because of the storm.",
        "The canneries along the coast closed.",
        "My intention was to leave.",
        "The odd trail through the woods.",
        "To prevent it was the contract test.",
        "There is a failure mode without an alert.",
        "Is there a single point of failure?",
        "We had late parties on the coast.",
    ],
)
def test_other_words_and_other_forms_stay(text: str) -> None:
    assert mended(text) == text


def test_several_words_with_all_the_sounds_of_a_term_become_it_however_sure_they_are() -> None:
    assert mended("In the dual right phase", 0.99) == "In the dual-write phase"


def test_a_term_keeps_its_punctuation_its_capital_and_its_place_in_time() -> None:
    assert corrected(words("Scheme of migration. Then"), TERMS) == (
        Word("Schema", 0.0, 0.75, 0.5),
        Word("migration.", 0.75, 1.5, 0.5),
        Word("Then", 1.5, 2.0, 0.5),
    )


@given(st.lists(st.sampled_from(TERMS), max_size=6))
def test_terms_that_were_heard_stay_as_they_were_heard(heard: list[str]) -> None:
    said = words(" ".join(heard))
    assert corrected(said, TERMS) == tuple(said)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz ", max_size=30))
def test_a_text_is_no_distance_from_itself(text: str) -> None:
    found = sounds(text)
    assert not found or distance(found, found) == 0.0


@pytest.mark.parametrize(
    ("text", "confidence", "dubious"),
    [
        ("She was caching a check", 0.05, True),
        ("We were caching reads", 0.5, False),
        ("She was cashing a check", 0.05, False),
        ("The schema migration went well", 0.05, False),
    ],
)
def test_a_short_term_that_is_hardly_believed_is_dubious(
    text: str, confidence: float, dubious: bool
) -> None:
    assert is_dubious(words(text, confidence), ["caching", "schema migration"], 0.15) is dubious


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("four name rollback points", "four named rollback points"),
        ("the schema of migrations", "the schema of migrations"),
    ],
)
def test_of_three_words_one_sound_may_be_off_however_sure_they_are(heard: str, meant: str) -> None:
    terms = ["named rollback points", "schema migration"]
    assert " ".join(each.text for each in corrected(words(heard, 0.99), terms)) == meant


LONG = ("observation window", "exit criteria")


def heard_with(confidences: dict[str, float], text: str) -> str:
    said = [Word(word, None, None, confidences.get(word, 0.9)) for word in text.split()]
    return " ".join(word.text for word in corrected(said, (*TERMS, *LONG)))


@pytest.mark.parametrize(
    ("heard", "doubted", "meant"),
    [
        ("there was a confirmation window of", "confirmation", "observation window"),
        ("each one for magnet criteria and", "magnet", "exit criteria"),
    ],
)
def test_a_hardly_believed_word_beside_a_long_terms_own_gives_way(heard, doubted, meant) -> None:
    assert meant in heard_with({doubted: 0.15}, heard)


@pytest.mark.parametrize(
    ("heard", "doubted"),
    [
        ("there was a confirmation window of", ""),
        ("there was a confirmation email of", "confirmation"),
        ("the odd trail fruit", "odd"),
        ("a vacation widow", "vacation"),
    ],
)
def test_a_believed_word_a_short_term_or_none_of_its_words_stays(heard, doubted) -> None:
    assert heard_with({doubted: 0.1}, heard) == heard
