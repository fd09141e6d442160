from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.app.fakes import NOON, FakeTime, MemoryAttempts
from tests.app.loopbench import Day, LoopContent, MemoryLoops
from tests.app.recognizers import ReadingRecognizers
from tests.cli.asking import Ask, asker
from tpmdesk.app.looping import Looping, LoopWish
from tpmdesk.app.mock import Mocking
from tpmdesk.app.unattended import (
    AtOnce,
    DirectTranscriber,
    FileMicrophone,
    SilentSpeaker,
)
from tpmdesk.cli import loop, mock
from tpmdesk.cli.main import BAD_INPUT, DONE
from tpmdesk.domain.roundevents import Begin, ReadyToAnswer
from tpmdesk.domain.roundstate import Phase

COMMANDS = (*loop.COMMANDS, *mock.COMMANDS)


@pytest.fixture
def desk(tmp_path: Path) -> Any:
    content, attempts, day = LoopContent(), MemoryAttempts(), Day()
    mocking = Mocking(
        content,
        attempts,
        tmp_path / "recordings",
        day,
        background=AtOnce(),
        voice_activity=lambda file: [(0.0, 2.0)],
        repair=lambda file: 0.0,
        now=FakeTime(),
        fresh_seed=lambda: 11,
    )
    looping = Looping(content, MemoryLoops(attempts), mocking, day, lambda at: at.date())
    return SimpleNamespace(
        library=content,
        mocking=mocking,
        looping=looping,
        recognizers=ReadingRecognizers(),
        day=day,
    )


@pytest.fixture
def said(desk: Any, capsys: pytest.CaptureFixture[str]) -> Ask:
    return asker(COMMANDS, desk, capsys)


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    folder = tmp_path / "answers"
    folder.mkdir()
    (folder / "1.wav").write_text("The page gets a timeout.", encoding="utf-8")
    (folder / "2.wav").write_text("Nothing much.", encoding="utf-8")
    (folder / "notes.txt").write_text("no answer", encoding="utf-8")
    return folder


def statuses(found: dict[str, Any]) -> list[str]:
    return [each["status"] for each in found["rounds"]]


def test_presets_are_told_with_their_rounds(said: Ask) -> None:
    _, found = said("loop", "presets")
    compressed = next(each for each in found if each["id"] == "compressed")
    assert compressed["rounds"] == ["t/architecture", "t/coordination"]
    assert (compressed["loop"], compressed["minutes"], compressed["questions"]) == (True, 15, 1)
    assert "full " in said("loop", "presets", words=True)[1]


def test_a_draw_is_shown_and_not_saved(said: Ask) -> None:
    _, plan = said("loop", "draw", "--preset", "two-days", "--questions", 1)
    assert [each["day"] for each in plan["rounds"]] == [0, 0, 1, 1]
    assert {each["questions"][0]["why"] for each in plan["rounds"]} == {"never asked"}
    assert (plan["seed"], plan["fresh"]) == (11, True)
    assert said("loop") == (DONE, [])


def test_a_seed_draws_the_same_loop_again(said: Ask) -> None:
    first, again = (said("loop", "draw", "--preset", "full", "--seed", 4) for _ in range(2))
    assert first == again
    assert first[1]["rounds"][0]["questions"][0]["why"] is None


def test_a_loop_is_sat_with_files_over_and_over(said: Ask, answers: Path) -> None:
    code, found = said(
        "loop", "sit", "--preset", "full", "--answers-dir", answers, "--questions", 1
    )
    assert code == DONE
    assert statuses(found) == ["done"] * 4
    assert found["ended"] == NOON.isoformat()
    assert said("loop", "show", found["id"])[1] == found
    _, lines = said("attempts")
    assert [(line["loop"], line["position"]) for line in reversed(lines)] == [
        (found["id"], place) for place in range(4)
    ]
    heard = [said("attempts", line["id"])[1]["answers"][0]["transcript"] for line in lines]
    assert heard == ["Nothing much.", "The page gets a timeout."] * 2


def test_an_exam_is_sat_through_its_scoring(said: Ask, answers: Path) -> None:
    _, found = said("loop", "sit", "--preset", "full", "--answers-dir", answers, "--exam")
    assert statuses(found) == ["done"] * 4
    assert all(each["attempt"]["questions"] == len(each["prompts"]) for each in found["rounds"])


def test_a_loop_over_two_days_stops_in_the_evening(said: Ask, desk: Any, answers: Path) -> None:
    sit = ("loop", "sit", "--answers-dir", answers)
    _, found = said(*sit, "--preset", "two-days", "--questions", 1)
    assert statuses(found) == ["done", "done", "waiting", "waiting"]
    assert found["another_day"] is True
    assert statuses(said(*sit, "--loop", found["id"])[1])[2:] == ["waiting", "waiting"]
    assert "--early begins it today" in said("loop", "show", found["id"], words=True)[1]
    desk.day.forward(days=1)
    assert statuses(said(*sit, "--loop", found["id"])[1]) == ["done"] * 4


def test_rounds_of_another_day_can_be_begun_early(said: Ask, answers: Path) -> None:
    _, found = said("loop", "sit", "--preset", "two-days", "--answers-dir", answers, "--early")
    assert statuses(found) == ["done"] * 4


def test_a_round_left_in_the_middle_is_gone_on_with(said: Ask, desk: Any, answers: Path) -> None:
    desk.recognizers = BrokenOnce()
    sit = ("loop", "sit", "--answers-dir", answers)
    with pytest.raises(KeyboardInterrupt):
        said(*sit, "--preset", "compressed")
    _, found = said("loop", "show", 1)
    assert statuses(found) == ["sitting", "waiting"]
    assert statuses(said(*sit, "--loop", 1)[1]) == ["done", "done"]
    assert len(said("attempts")[1]) == 2


def test_an_answer_held_in_the_middle_is_finished_with_what_there_is(
    said: Ask, desk: Any, answers: Path
) -> None:
    plan = desk.looping.draw(LoopWish("compressed"))
    begun = desk.looping.start(plan)
    microphone = FileMicrophone([answers / "1.wav"], [2.0])
    transcriber = DirectTranscriber(desk.recognizers)
    sitting = desk.looping.begin_round(
        begun, SilentSpeaker(), microphone, transcriber, lambda: None
    )
    sitting.send(Begin(0))
    sitting.send(ReadyToAnswer(1))
    assert sitting.state.phase is Phase.ANSWERING
    sitting.close()
    _, found = said("loop", "sit", "--loop", begun, "--answers-dir", answers)
    assert statuses(found) == ["done", "done"]
    (kept,) = said("attempts", 1)[1]["answers"]
    assert (kept["transcript"], kept["seconds"]) == ("The page gets a timeout.", 2.0)


class BrokenOnce(ReadingRecognizers):
    """Somebody presses Ctrl+C while the first answer is understood."""

    broken = True

    def transcribe(self, *given: Any, **named: Any) -> Any:
        if self.broken:
            self.broken = False
            raise KeyboardInterrupt
        return super().transcribe(*given, **named)


def test_one_round_is_sat_as_no_loop(said: Ask, answers: Path) -> None:
    _, found = said(
        "loop", "sit", "--preset", "question", "--rounds", "t/recruiter", "--answers-dir", answers
    )
    (line,) = said("attempts")[1]
    assert (line["id"], line["loop"], line["position"]) == (found["attempt"], None, None)
    assert said("loop", "list") == (DONE, [])


def test_a_round_is_left_out_and_a_loop_ended(said: Ask, desk: Any, answers: Path) -> None:
    _, found = said("loop", "sit", "--preset", "two-days", "--answers-dir", answers)
    assert statuses(said("loop", "skip", found["id"])[1])[2:] == ["skipped", "waiting"]
    ended = said("loop", "end", found["id"])[1]
    assert statuses(ended)[2:] == ["skipped", "skipped"]
    assert "2 of 4 rounds done" in said("loop", words=True)[1]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["show", "9"], "no loop 9"),
        (["show", "last"], "last is no loop's id"),
        (["show", "9" * 30], "is no loop's id"),
        (["draw", "--preset", "grand"], "There is no preset grand"),
        (["draw", "--preset", "question"], "Choose a round"),
        (["draw", "--preset", "full", "--rounds", "t/none"], "t/none"),
        (["sit", "--preset", "full", "--answers-dir", "nowhere"], "There is no folder nowhere"),
    ],
)
def test_bad_input_is_named(arguments: list[str], message: str, said: Ask) -> None:
    code, found = said("loop", *arguments)
    assert code == BAD_INPUT
    assert message in found["error"]


def test_a_folder_without_recordings_is_named(said: Ask, tmp_path: Path) -> None:
    code, found = said("loop", "sit", "--preset", "full", "--answers-dir", tmp_path)
    assert code == BAD_INPUT
    assert "no file that ends in .wav" in found["error"]


@pytest.mark.parametrize("wrong", [("--questions", "0"), ("--minutes", "601"), ("--days", "x")])
def test_counts_out_of_bounds_are_wrong_usage(wrong: tuple[str, str], said: Ask) -> None:
    with pytest.raises(SystemExit) as stopped:
        said("loop", "draw", "--preset", "full", *wrong)
    assert stopped.value.code == 2
