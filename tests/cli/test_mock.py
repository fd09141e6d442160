from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.app.fakes import NOON, FakeTime, MemoryAttempts, a_prompt
from tests.app.given import ScoredContent
from tests.app.recognizers import ReadingRecognizers
from tests.cli.asking import Ask, asker
from tpmdesk.app.mock import Mocking
from tpmdesk.app.unattended import AtOnce
from tpmdesk.cli.main import BAD_INPUT, DONE
from tpmdesk.cli.mock import COMMANDS
from tpmdesk.domain.attempts import AttemptId, Score
from tpmdesk.domain.content import FollowUp

PROMPTS = (
    a_prompt("a", follow_ups=(FollowUp("What breaks?", "Failure"), FollowUp("And then?"))),
    a_prompt("b"),
)
ANSWER = "The page gets a timeout and\nthe client just retries forever."


@pytest.fixture
def desk(tmp_path: Path) -> Any:
    content = ScoredContent(PROMPTS)
    voice: list[tuple[float, float]] = []
    mocking = Mocking(
        content,
        MemoryAttempts(),
        tmp_path / "recordings",
        lambda: NOON,
        background=AtOnce(),
        voice_activity=lambda file: voice or [(0.0, 2.0), (4.0, 6.0)],
        repair=lambda file: 0.0,
        now=FakeTime(),
    )
    return SimpleNamespace(
        library=content, mocking=mocking, recognizers=ReadingRecognizers(), voice=voice
    )


@pytest.fixture
def said(desk: Any, capsys: pytest.CaptureFixture[str]) -> Ask:
    return asker(COMMANDS, desk, capsys)


@pytest.fixture
def write(tmp_path: Path) -> Any:
    def write(name: str, text: str) -> Path:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return write


# assess


def test_a_text_is_assessed_by_its_prompt(said: Ask, write: Any) -> None:
    code, found = said("assess", "--prompt", "t/a", "--transcript", write("a.txt", ANSWER))
    assert code == DONE
    assert found["framework"] == "t/walk"
    assert found["delivery"] is None
    assert found["enough_speech"] is False
    assert found["follow_ups"] == ["And then?"]
    (step,) = found["steps"]
    assert (step["step"], step["covered"]) == ("Failure", True)


def test_a_quote_is_an_exact_part_of_the_file(said: Ask, write: Any) -> None:
    file = write("a.txt", ANSWER)
    _, found = said("assess", "--framework", "t/walk", "--transcript", file)
    (evidence,) = found["steps"][0]["evidence"]
    assert evidence == {"quote": ANSWER, "start": None, "end": None}


def test_a_framework_alone_has_no_questions_back(said: Ask, write: Any) -> None:
    _, found = said("assess", "--framework", "t/walk", "--transcript", write("a.txt", "Well."))
    assert found["steps"] == [
        {"step": "Failure", "covered": False, "evidence": [], "mentioned": []}
    ]
    assert found["follow_ups"] == []


def test_a_missing_step_is_asked_back(said: Ask, write: Any) -> None:
    _, found = said("assess", "--prompt", "t/a", "--transcript", write("a.txt", "Well."))
    assert found["follow_ups"] == ["What breaks?", "And then?"]


def test_a_recording_has_a_delivery(said: Ask, write: Any, desk: Any) -> None:
    file = write("a.wav", "Um the page gets a timeout and the client retries forever.")
    _, found = said("assess", "--prompt", "t/a", "--audio", file)
    delivery = found["delivery"]
    assert (delivery["words"], delivery["fillers"]) == (11, 1)
    assert delivery["filler_uses"] == [{"word": "um", "start": 0.0}]
    assert delivery["longest_pause"] == 2.0
    assert delivery["pauses"] == [{"start": 2.0, "end": 4.0}]
    assert delivery["words_per_minute"] == pytest.approx(11 * 60 / 5.4, abs=0.1)
    assert desk.recognizers.hints == [("a",)]
    assert found["steps"][0]["evidence"][0]["start"] == 0.0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--prompt", "t/z", "--transcript", "a.txt"], "t/z"),
        (["--framework", "t/walk", "--transcript", "none.txt"], "There is no file"),
        (["--framework", "t/walk", "--transcript", "latin.txt"], "is not text in UTF-8"),
    ],
)
def test_bad_input_is_named(
    arguments: list[str], message: str, said: Ask, write: Any, tmp_path: Path
) -> None:
    write("a.txt", "Well.")
    (tmp_path / "latin.txt").write_bytes(b"caf\xe9")
    code, found = said("assess", *arguments[:3], tmp_path / arguments[3])
    assert code == BAD_INPUT
    assert message in found["error"]


def test_words_say_what_was_heard(said: Ask, write: Any) -> None:
    file = write("a.txt", ANSWER)
    _, text = said("assess", "--prompt", "t/a", "--transcript", file, words=True)
    assert "heard      Failure" in text
    assert "There is too little here to judge by." in text


# mock


@pytest.fixture
def answers(write: Any) -> list[Path]:
    return [write("one.wav", ANSWER.replace("\n", " ")), write("two.wav", "Nothing much.")]


def test_a_round_is_sat_and_saved(said: Ask, answers: list[Path], write: Any) -> None:
    scores = write("scores.json", '[{"depth": 3, "clarity": 2}, {"depth": 4}]')
    code, found = said(
        "mock", "--round", "t/first", "--prompts", "t/a", "t/b", "--scores", scores,
        "--answers", *answers,
    )  # fmt: skip
    assert code == DONE
    first, second = found["answers"]
    assert (first["prompt"], second["prompt"]) == ("t/a", "t/b")
    assert (first["scores"], second["scores"]) == ({"depth": 3, "clarity": 2}, {"depth": 4})
    assert first["transcript"] == answers[0].read_text()
    assert Path(first["recording"]).read_text() == answers[0].read_text()
    assert first["assessment"]["steps"][0]["covered"] is True
    assert first["assessment"]["delivery"]["longest_pause"] == 2.0

    _, lines = said("attempts")
    assert [line["id"] for line in lines] == [found["attempt"]]
    _, whole = said("attempts", found["attempt"])
    assert whole["ended"] == NOON.isoformat()
    assert whole["summary"]["to_fix"]["criterion"] == "clarity"
    kept = [{key: answer[key] for key in answer if key != "problem"} for answer in found["answers"]]
    assert whole["answers"] == kept


def test_a_seed_asks_the_same_questions_again(said: Ask, answers: list[Path]) -> None:
    rounds = [
        said("mock", "--round", "t/first", "--seed", 3, "--answers", *answers)[1] for _ in range(2)
    ]
    first, second = ([answer["prompt"] for answer in found["answers"]] for found in rounds)
    assert first == second


def test_an_answer_without_words_says_why(said: Ask, answers: list[Path]) -> None:
    answers[1].write_text("")
    code, found = said("mock", "--round", "t/first", "--answers", *answers)
    assert code == DONE
    assert found["answers"][1]["transcript"] is None
    assert found["answers"][1]["problem"] == "There are no words in it."


VAGUE = "It was a long story about many people who met and talked it over again. " * 4


def test_what_is_asked_back_stands_behind_its_question(
    said: Ask, desk: Any, answers: list[Path], write: Any
) -> None:
    desk.voice.append((0.0, 28.0))
    vague, last = write("vague.wav", VAGUE), write("last.wav", "We froze it.")
    scores = write("scores.json", '[{"depth": 2}, {"depth": 4}]')
    code, found = said(
        "mock", "--round", "t/first", "--prompts", "t/a", "t/b", "--follow-ups", 1,
        "--scores", scores, "--answers", vague, *answers, last,
    )  # fmt: skip
    assert code == DONE
    asked = found["answers"]
    assert [(each["question"], each["follow_up_of"]) for each in asked] == [
        ("Why a?", None),
        ("What breaks?", 0),
        ("Why b?", None),
    ]
    assert [each["prompt"] for each in asked] == ["t/a", "t/a", "t/b"]
    assert [each["scores"] for each in asked] == [{"depth": 2}, {}, {"depth": 4}]
    assert asked[1]["transcript"] == answers[0].read_text()
    assert found["unused"] == [str(last)]


def test_without_a_recording_left_the_question_is_skipped(said: Ask, desk: Any, write: Any) -> None:
    desk.voice.append((0.0, 28.0))
    code, found = said(
        "mock", "--round", "t/first", "--prompts", "t/a", "--follow-ups", 2,
        "--answers", write("vague.wav", VAGUE),
    )  # fmt: skip
    assert code == DONE
    assert [(each["status"], bool(each["problem"])) for each in found["answers"]] == [
        ("recorded", False),
        ("skipped", True),
        ("skipped", True),
    ]


def test_an_exam_is_sat_to_its_end(said: Ask, answers: list[Path], write: Any) -> None:
    scores = write("scores.json", '[{"depth": 3}, {"depth": 4}]')
    code, found = said(
        "mock", "--round", "t/first", "--exam", "--scores", scores, "--answers", *answers
    )
    assert code == DONE
    assert [each["scores"] for each in found["answers"]] == [{"depth": 3}, {"depth": 4}]
    _, whole = said("attempts", found["attempt"])
    assert (whole["phase"], whole["ended"]) == ("debrief", NOON.isoformat())


def test_a_friends_levels_are_not_ones_own(said: Ask, desk: Any, answers: list[Path]) -> None:
    _, found = said("mock", "--round", "t/first", "--answers", *answers)
    attempt_id = AttemptId(int(found["attempt"]))
    desk.mocking.score(attempt_id, 0, [Score("depth", 3)])
    desk.mocking.score(attempt_id, 0, [Score("depth", 1, by="Ann")])
    _, whole = said("attempts", found["attempt"])
    assert whole["answers"][0]["scores"] == {"depth": 3}
    assert whole["summary"]["mean"] == 3.0


@pytest.mark.parametrize(
    ("scores", "message"),
    [
        ("[{}]", "1 scores for 2 questions"),
        ("{", "is not JSON"),
        ('{"depth": 3}', "must hold a list"),
        ('[{"depth": "3"}, {}]', "must hold a list"),
        ('[{"depth": 3}, {"charm": 1}]', "question 2: The rubric t/talk has no criterion charm"),
        ('[{"depth": 9}, {}]', "question 1: depth: there is no level 9"),
    ],
)
def test_wrong_scores_are_named_and_nothing_is_saved(
    scores: str, message: str, said: Ask, answers: list[Path], write: Any
) -> None:
    file = write("scores.json", scores)
    code, found = said("mock", "--round", "t/first", "--scores", file, "--answers", *answers)
    assert code == BAD_INPUT
    assert message in found["error"]
    assert said("attempts") == (DONE, [])


def test_answers_that_do_not_fit_the_round_are_refused(said: Ask, answers: list[Path]) -> None:
    code, found = said("mock", "--round", "t/first", "--answers", *answers, answers[0])
    assert code == BAD_INPUT
    assert "has 2 questions" in found["error"]
    code, found = said("mock", "--round", "t/first", "--answers", *answers, "--prompts", "t/a")
    assert code == BAD_INPUT
    assert "1 prompts and 2 answers" in found["error"]
    code, found = said(
        "mock", "--round", "t/first", "--follow-ups", 1, "--prompts", "t/a", "t/b",
        "--answers", answers[0],
    )  # fmt: skip
    assert code == BAD_INPUT
    assert "give at least one for each" in found["error"]


def test_a_file_that_is_no_recording_is_refused_before_anything_is_saved(
    said: Ask, answers: list[Path]
) -> None:
    answers[1].write_text("not a recording")
    code, found = said("mock", "--round", "t/first", "--answers", *answers)
    assert code == BAD_INPUT
    assert "two.wav is not a recording" in found["error"]
    assert said("attempts") == (DONE, [])


def test_words_tell_the_round(said: Ask, answers: list[Path]) -> None:
    _, text = said("mock", "--round", "t/first", "--answers", *answers, words=True)
    assert "Attempt 1 is saved." in text
    _, text = said("attempts", words=True)
    assert "First round" in text


@pytest.mark.parametrize("wrong", ["9", "first", "9" * 30, "٣", "²"])
def test_an_attempt_that_does_not_exist_is_named(wrong: str, said: Ask) -> None:
    code, found = said("attempts", wrong)
    assert code == BAD_INPUT
    assert wrong in found["error"]
