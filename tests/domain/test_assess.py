from __future__ import annotations

from tpmdesk.domain.assess import assess
from tpmdesk.domain.content import EntryId, FollowUp, Framework, FrameworkStep, Prompt
from tpmdesk.domain.transcript import Transcript, Utterance, Word, typed

WALK = Framework(
    EntryId("t/walk"), "Walk", "", (FrameworkStep("Failure", "", cues=("timeout*", "retr*")),)
)
ASKED = Prompt(
    EntryId("t/p"), EntryId("t/r"), "Why?", follow_ups=(FollowUp("What breaks?", "Failure"),)
)
TEXT = "The page gets a timeout and the client just retries forever. " * 4


def test_a_typed_answer_has_evidence_and_no_delivery() -> None:
    found = assess(ASKED, WALK, typed(TEXT), (), 0.0)
    assert found.framework == "t/walk"
    assert [step.covered for step in found.steps] == [True]
    assert found.follow_ups == ()
    assert found.delivery is None
    assert found.enough_speech


def test_a_missing_step_is_asked_back() -> None:
    assert assess(ASKED, WALK, typed("Nothing much."), (), 0.0).follow_ups == ("What breaks?",)


def test_a_spoken_answer_has_a_delivery() -> None:
    words = tuple(Word(word, n * 0.5, n * 0.5 + 0.4) for n, word in enumerate(TEXT.split()))
    found = assess(ASKED, WALK, Transcript((Utterance(words),), "test"), [(0.0, 22.0)], 30.0)
    assert found.delivery is not None
    assert found.delivery.seconds == 30.0
    assert found.enough_speech


def test_without_a_framework_no_step_is_looked_for() -> None:
    found = assess(None, None, typed(TEXT), (), 0.0)
    assert (found.framework, found.steps, found.follow_ups) == ("", (), ())
