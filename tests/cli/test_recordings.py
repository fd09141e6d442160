from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.app.fakes import NOON
from tpmdesk.bootstrap.commands import CommandDesk, run_command
from tpmdesk.bootstrap.paths import profile
from tpmdesk.domain.attempts import AttemptId
from tpmdesk.domain.roundstate import Question, new_round
from tpmdesk.speech import wav
from tpmdesk.storage.attempts import SqlAttemptStore

STATE = new_round((Question("core/p1", "How do you cut scope?", 30, 120),))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "profile"


@pytest.fixture
def attempts(home: Path) -> list[AttemptId]:
    """Three attempts, a day after each other, with two seconds of sound each; the last one is not
    over."""
    desk = CommandDesk(profile(home))
    store, made = SqlAttemptStore(desk.database), []
    for day in range(3):
        at = NOON + timedelta(days=day)
        made.append(store.begin("core/first", "First", STATE, at))
        take = store.add_recording(made[-1], 0, at)
        file = desk.profile.recordings / take.file
        file.parent.mkdir(parents=True)
        growing = wav.GrowingWav(file, 16_000)
        growing.append(bytes(64_000))
        store.close_recording(take.id, growing.close())
        if day < 2:
            store.finish(made[-1], at)
    desk.close()
    return made


@pytest.fixture
def ask(home: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """The exit code of `recordings`, and what it prints as JSON."""

    def ask(*arguments: object) -> tuple[int, Any]:
        code = run_command(["--data-dir", str(home), "recordings", *map(str, arguments), "--json"])
        return code, json.loads(capsys.readouterr().out)

    return ask


def files(home: Path) -> list[str]:
    return sorted(file.name for file in (home / "recordings").rglob("*.*"))


def test_a_new_profile_has_no_recordings(ask: Any) -> None:
    code, found = ask()
    assert (code, found["recordings"], found["bytes"], found["attempts"]) == (0, 0, 0, [])
    assert found["free"] > 0


def test_recordings_are_listed_by_attempt_with_their_size(
    ask: Any, attempts: list[AttemptId]
) -> None:
    _, found = ask()
    assert [each["attempt"] for each in found["attempts"]] == [str(n) for n in attempts[::-1]]
    assert [each["over"] for each in found["attempts"]] == [False, True, True]
    assert found["bytes"] == 3 * 64_044
    assert found["attempts"][0] | {"seconds": 2.0, "bytes": 64_044} == found["attempts"][0]


def test_one_attempt_is_wiped_and_keeps_its_row(
    ask: Any, home: Path, attempts: list[AttemptId], capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask("wipe", attempts[0])[1]["wiped"]["recordings"] == 1
    assert len(files(home)) == 2
    assert run_command(["--data-dir", str(home), "attempts", str(attempts[0]), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["answers"][0]["seconds"] is None
    assert run_command(["--data-dir", str(home), "check", "--json"]) == 0


def test_all_that_are_over_are_wiped(ask: Any, home: Path, attempts: list[AttemptId]) -> None:
    assert ask("wipe", "--all")[1]["wiped"] == {
        "recordings": 2,
        "bytes": 2 * 64_044,
        "problems": [],
    }
    assert files(home) == ["answer-1-take-1.wav"]


def test_what_is_to_be_wiped_must_be_said(ask: Any, attempts: list[AttemptId]) -> None:
    assert ask("wipe")[0] == 1
    assert ask("wipe", attempts[0], "--all")[0] == 1


def test_an_attempt_that_is_not_over_is_refused(ask: Any, attempts: list[AttemptId]) -> None:
    code, told = ask("wipe", attempts[2])
    assert (code, "not over" in told["error"]) == (1, True)


@pytest.mark.parametrize("form", ["flac", "opus"])
def test_old_recordings_are_archived(
    ask: Any, home: Path, attempts: list[AttemptId], form: str
) -> None:
    done = ask("archive", "--format", form, "--older-than", 1)[1]["archived"]
    assert done["recordings"] == 2
    assert done["bytes"] > 100_000
    assert sorted(files(home)) == sorted(["answer-1-take-1.wav", *[f"answer-1-take-1.{form}"] * 2])
    assert ask()[1]["bytes"] == 3 * 64_044 - done["bytes"]


def test_tidying_follows_the_settings(ask: Any, home: Path, attempts: list[AttemptId]) -> None:
    assert ask("tidy")[1]["wiped"]["recordings"] == 0
    desk = CommandDesk(profile(home))
    desk.settings.change(keep_days=1)
    desk.close()
    assert ask("tidy")[1]["wiped"]["recordings"] == 2
    assert len(files(home)) == 1
