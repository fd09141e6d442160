"""One evening with the app, in parts that a test runs as processes of their own.

    python -m tests.end_to_end.evening PART DATA [SPEECH.wav]

Each part prints one JSON object of what the person found. The sound card is the test's.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QRadioButton

from tests.end_to_end.person import Beat, Person, at_the_window
from tpmdesk.domain.roundstate import Phase
from tpmdesk.ui.widgets.level_choice import LevelChoice

ROUND = "core/coordination"


def review(person: Person) -> dict[str, Any]:
    """Answer three cards by keyboard, take one back, and answer it again."""
    person.wait(lambda: person.sees("Show the first card"), "the welcome")
    person.wait(lambda: person.desktop.parts.reviewing.counts().total, "the bundled cards")
    person.press(Qt.Key.Key_Space)
    for key in (Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_1):
        person.press(Qt.Key.Key_Space)
        person.press(key)
    person.press(Qt.Key.Key_U)
    person.press(Qt.Key.Key_Space)
    person.press(Qt.Key.Key_2)
    tally = person.desktop.parts.reviewing.summary().tally
    return {rating.name.lower(): count for rating, count in tally.answers.items()}


def mock(person: Person, speech: Path) -> dict[str, Any]:
    """Sit one question aloud and score it by clicks."""
    _to_question(person)
    stage = person.window.page.stage
    question = stage.ask.question.text()
    person.wait(lambda: stage.phase is Phase.THINKING, "the question to be read", 60)
    notice = stage.ask.notice.text
    person.click("Start answering")
    person.wait(lambda: stage.phase is Phase.ANSWERING, "the recording to begin")
    beat = Beat()
    _speak(person, speech)
    person.click("Stop")
    stopped = time.monotonic()
    person.wait(lambda: stage.phase is Phase.BLIND, "the transcript")
    waited = time.monotonic() - stopped
    blind = _score(person, stage.blind.rubric.choices, 2)
    person.click("Show the evidence")
    person.wait(lambda: stage.phase is Phase.SCORING, "the evidence")
    person.rest(0.3)
    blocked = beat.worst
    replay = stage.review.replay
    transcript = replay.transcript.toPlainText()
    scores = _score(person, stage.review.rubric.choices, 3)
    person.click("Finish the round")
    person.wait(lambda: person.sees("Back to Today"), "the summary")
    return {
        "question": question,
        "notice": notice,
        "transcript": transcript,
        "seconds_to_transcript": round(waited, 2),
        "worst_block_ms": round(blocked, 1),
        "blind": blind,
        "scores": scores,
    }


def replay(person: Person) -> dict[str, Any]:
    """The morning after: find the attempt, open its answer, hear a word again."""
    person.click("Progress")
    person.click("Open")
    person.wait(lambda: person.sees("Back to Today"), "the summary")
    person.click("Open question 1")
    past = person.window.page.past
    review = past.review
    person.wait(lambda: review.replay.waveform.maximum() > 0, "the waveform")
    person.click("Play")
    person.wait(lambda: review.replay.waveform.value() > 3000, "three seconds of replay")
    heard = review.replay.waveform.value() / 1000
    person.click("Pause")
    return {
        "replayed": heard,
        "seconds": review.replay.waveform.maximum() / 1000,
        "transcript": review.replay.transcript.toPlainText(),
        "levels": [choice.level for choice in review.rubric.choices],
    }


def begin_answer(person: Person, speech: Path) -> dict[str, Any]:
    """Answer until somebody kills the process; says how much has been recorded, time and again."""
    _begin_to_answer(person, speech)
    began = time.monotonic()
    while True:
        person.rest(0.1)
        print(json.dumps({"spoken": time.monotonic() - began}), flush=True)


def unplug(person: Person, speech: Path) -> dict[str, Any]:
    """Lose the only microphone in mid-answer, go on with another one, and finish."""

    def plug_in_another() -> None:
        room = ("master=room.monitor", "source_name=headset")
        _pactl("load-module", "module-remap-source", *room)
        _pactl("set-default-source", "headset")

    return _lose(person, speech, "microphone", plug_in_another)


def unplug_chosen(person: Person, speech: Path) -> dict[str, Any]:
    """The same with a microphone that is not the usual one, while that one is there."""
    return _lose(person, speech, "headset", lambda: None)


def _lose(person: Person, speech: Path, source: str, then: Callable[[], None]) -> dict[str, Any]:
    mouth = _begin_to_answer(person, speech)
    stage = person.window.page.stage
    person.rest(6)
    spoken = stage.answer.clock.elapsed_text
    _pactl("unload-module", _module_of(source))
    mouth.terminate()
    person.wait(lambda: stage.phase is Phase.PAUSED, "the loss to be noticed")
    notice, safe = stage.paused.notice.text, stage.paused.safe.text()
    then()
    person.click("Go on")
    person.wait(lambda: stage.phase is Phase.ANSWERING, "the recording to go on")
    _speak(person, speech)
    person.click("Stop")
    person.wait(lambda: stage.phase is Phase.BLIND, "the transcript")
    person.click("Show the evidence")
    person.wait(lambda: stage.phase is Phase.SCORING, "the evidence")
    replay = stage.review.replay
    person.wait(lambda: replay.waveform.maximum() > 0, "the waveform")
    return {
        "spoken": spoken,
        "notice": notice,
        "safe": safe,
        "seconds": replay.waveform.maximum() / 1000,
        "transcript": replay.transcript.toPlainText(),
    }


def _pactl(*arguments: str) -> None:
    subprocess.run(["pactl", *arguments], check=True, capture_output=True, timeout=20)


def _module_of(source: str) -> str:
    listed = subprocess.run(
        ["pactl", "list", "short", "modules"], check=True, capture_output=True, text=True
    )
    return next(
        line.split()[0] for line in listed.stdout.splitlines() if f"source_name={source}" in line
    )


def resume(person: Person) -> dict[str, Any]:
    """After a crash: Today offers the round; its cut answer is there."""
    person.click("Go on with it")
    stage = person.window.page.stage
    person.wait(lambda: stage.phase is Phase.PAUSED, "the held answer")
    person.click("Finish the answer here")
    person.wait(lambda: stage.phase is Phase.BLIND, "the transcript")
    person.click("Show the evidence")
    person.wait(lambda: stage.phase is Phase.SCORING, "the evidence")
    player = stage.review.replay
    person.click("Play")
    person.wait(lambda: player.waveform.value() > 500, "the replay")
    return {
        "seconds": player.waveform.maximum() / 1000,
        "transcript": player.transcript.toPlainText(),
    }


def _to_question(person: Person) -> None:
    person.click("Mock")
    page = person.window.page
    person.wait(lambda: page.choose.rounds.chosen, "the rounds")
    page.choose.choose_round(ROUND)
    person.click("1")
    person.click("More choices")
    person.click("Follow-up questions: None")
    person.click("Continue")
    person.wait(lambda: person.sees("Begin the round"), "the check of sound")
    person.click("Begin the round")


def _begin_to_answer(person: Person, speech: Path) -> subprocess.Popen[bytes]:
    """While the question is still being read, as soon as one is recorded; who speaks."""
    _to_question(person)
    stage = person.window.page.stage
    person.wait(lambda: stage.phase in (Phase.ASKING, Phase.THINKING), "the question")
    person.press(Qt.Key.Key_Space)
    person.wait(lambda: stage.phase is Phase.ANSWERING, "the recording to begin")
    return _mouth(speech)


def _mouth(speech: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(["paplay", "--device=room", str(speech)])


def _speak(person: Person, speech: Path) -> None:
    mouth = _mouth(speech)
    person.wait(lambda: mouth.poll() is not None, "the end of the answer", 120)
    person.rest(0.3)


def _score(person: Person, choices: Sequence[LevelChoice], level: int) -> list[int]:
    """Click that level of each criterion."""
    for choice in choices:
        person.click_on(choice.findChildren(QRadioButton)[level - 1])
    return [choice.level for choice in choices]


PARTS = {
    "review": review,
    "mock": mock,
    "replay": replay,
    "begin": begin_answer,
    "resume": resume,
    "unplug": unplug,
    "unplug_chosen": unplug_chosen,
}


def main() -> None:
    part, data, *speech = sys.argv[1:]
    with at_the_window(Path(data)) as person:
        found = PARTS[part](person, *map(Path, speech))
        print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
