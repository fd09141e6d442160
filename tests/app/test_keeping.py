from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.app.fakes import NOON
from tpmdesk.app.keeping import Keeping, KeepingError
from tpmdesk.app.kept import Kept
from tpmdesk.app.ports import NotFoundError
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.app.speaking import SpeechError
from tpmdesk.app.transfer import Cancelled, Progress, no_progress
from tpmdesk.domain.attempts import AttemptId, RecordingId

MEGABYTE = 1_000_000


@dataclass
class MemorySettings:
    kept: dict = field(default_factory=dict)

    def values(self) -> dict:
        return self.kept

    def put(self, key: str, value: object) -> None:
        self.kept[key] = value


@dataclass
class Store:
    """Keeps rows; `dies_at` is the call at which the power fails."""

    kept: dict[RecordingId, Kept] = field(default_factory=dict)
    dies_at: str = ""

    def recordings(self) -> list[Kept]:
        return sorted(self.kept.values(), key=lambda each: (each.started, each.attempt, each.id))

    def rename_recording(self, recording: RecordingId, file: str) -> None:
        self._change("rename", recording, file=file)

    def wipe_recording(self, recording: RecordingId, at: datetime) -> None:
        self._change("wipe", recording, wiped=True)

    def _change(self, call: str, recording: RecordingId, **values: object) -> None:
        if self.dies_at == call:
            raise KeyboardInterrupt
        self.kept[recording] = replace(self.kept[recording], **values)


class Studio:
    """Attempts with recordings in a folder. Archiving writes a tenth of the bytes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = Store()
        self.settings = SettingsDesk(MemorySettings())
        self.keeping = Keeping(self.store, self.archive, self.settings, folder, lambda: NOON)
        self.unfit: set[str] = set()

    def add(
        self, attempt: int, days_ago: float = 0, size: int = 1000, *, over: bool = True, **more
    ) -> Path:
        number = len(self.store.kept) + 1
        file = f"attempt-{attempt}/take-{number}.wav"
        started = NOON - timedelta(days=days_ago)
        kept = Kept(
            RecordingId(number),
            AttemptId(attempt),
            "A round",
            started,
            over,
            number - 1,
            file,
            30.0,
            complete=True,
            wiped=False,
        )
        self.store.kept[kept.id] = replace(kept, **more)
        path = self.folder / file
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x" * size)
        return path

    def archive(self, source: Path, form: str, progress: Progress) -> Path:
        if source.name in self.unfit:
            raise SpeechError(f"{source} could not be archived faithfully. It stays as it is.")
        progress(1, 1)
        made = source.with_suffix(f".{form}")
        made.write_bytes(source.read_bytes()[::10])
        return made

    def files(self) -> list[str]:
        return sorted(file.name for file in self.folder.rglob("*") if file.is_file())

    def named(self) -> list[str]:
        return sorted(Path(each.file).name for each in self.store.recordings() if not each.wiped)


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    return Studio(tmp_path)


def test_the_room_is_told_by_attempt_the_newest_first(studio: Studio) -> None:
    studio.add(1, days_ago=9, size=100)
    studio.add(1, days_ago=9, size=50)
    studio.add(2, days_ago=1, size=7, over=False)
    room = studio.keeping.room()
    assert [(each.attempt, each.recordings, each.bytes) for each in room.attempts] == [
        (2, 1, 7),
        (1, 2, 150),
    ]
    assert (room.bytes, room.recordings) == (157, 3)
    assert room.free > 0


def test_there_is_room_to_tell_of_before_there_is_a_folder(tmp_path: Path) -> None:
    studio = Studio(tmp_path / "nowhere" / "yet")
    assert studio.keeping.room().bytes == 0


def test_wiping_an_attempt_removes_its_sound_alone(studio: Studio) -> None:
    studio.add(1, days_ago=2, size=100)
    other = studio.add(2)
    freed = studio.keeping.wipe(AttemptId(1))
    assert (freed.recordings, freed.bytes, freed.problems) == (1, 100, ())
    assert studio.files() == [other.name]
    assert [each.attempt for each in studio.keeping.room().attempts] == [2]


def test_one_answer_can_be_wiped(studio: Studio) -> None:
    first, second = studio.add(1), studio.add(1)
    studio.keeping.wipe(AttemptId(1), position=0)
    assert not first.exists()
    assert second.exists()


def test_an_attempt_under_way_is_not_wiped(studio: Studio) -> None:
    file = studio.add(1, over=False)
    with pytest.raises(KeepingError, match="not over"):
        studio.keeping.wipe(AttemptId(1))
    studio.keeping.wipe_all()
    assert file.exists()


def test_wiping_what_is_not_there_is_said(studio: Studio) -> None:
    with pytest.raises(NotFoundError, match="no attempt 7"):
        studio.keeping.wipe(AttemptId(7))


def test_wiping_all_is_done_once(studio: Studio) -> None:
    studio.add(1)
    studio.add(2)
    assert studio.keeping.wipe_all().recordings == 2
    assert studio.keeping.wipe_all().recordings == 0
    assert studio.files() == []


def test_archiving_puts_old_recordings_into_less_room(studio: Studio) -> None:
    studio.add(1, days_ago=40, size=1000)
    studio.add(2, days_ago=1)
    studio.add(3, days_ago=40, over=False)
    freed = studio.keeping.archive("flac", older_than=30)
    assert (freed.recordings, freed.bytes) == (1, 900)
    assert studio.files() == studio.named() == ["take-1.flac", "take-2.wav", "take-3.wav"]
    assert studio.keeping.archive("flac", older_than=30).recordings == 0


def test_a_recording_that_cannot_be_archived_stays_and_is_told(studio: Studio) -> None:
    studio.add(1)
    studio.add(1)
    studio.unfit = {"take-1.wav"}
    freed = studio.keeping.archive("opus")
    assert freed.recordings == 1
    assert "It stays as it is" in freed.problems[0]
    assert studio.files() == studio.named() == ["take-1.wav", "take-2.opus"]


def test_progress_rises_over_all_recordings(studio: Studio) -> None:
    for _ in range(3):
        studio.add(1)
    told: list[float] = []
    studio.keeping.archive("flac", progress=lambda done, total: told.append(done / total))
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)


def test_what_was_archived_before_a_cancel_stays_so(studio: Studio) -> None:
    studio.add(1)
    studio.add(1)

    def cancel(done: int, total: int) -> None:
        if done * 2 >= total and done:
            raise Cancelled

    with pytest.raises(Cancelled):
        studio.keeping.archive("flac", progress=cancel)
    studio.keeping.sweep()
    assert studio.files() == studio.named()


@pytest.mark.parametrize("dies_at", ["rename", "wipe"])
def test_after_a_crash_at_any_step_every_row_has_its_file(studio: Studio, dies_at: str) -> None:
    studio.add(1)
    studio.store.dies_at = dies_at
    act = studio.keeping.wipe_all if dies_at == "wipe" else lambda: studio.keeping.archive("flac")
    with pytest.raises(KeyboardInterrupt):
        act()
    assert set(studio.named()) <= set(studio.files())
    studio.store.dies_at = ""
    act()
    assert studio.files() == studio.named()


def test_a_sweep_removes_what_a_crash_kept_from_being_removed(studio: Studio) -> None:
    archived = studio.add(1, file="attempt-1/take-1.flac")
    archived.with_suffix(".flac").write_bytes(b"x")
    wiped = studio.add(1, wiped=True)
    wanted = studio.add(1)
    studio.keeping.sweep()
    assert studio.files() == ["take-1.flac", wanted.name]
    assert not wiped.exists()


def test_a_sweep_finds_an_archive_whose_new_name_was_lost(studio: Studio) -> None:
    file = studio.add(1)
    file.rename(file.with_suffix(".opus"))
    studio.keeping.sweep()
    assert studio.named() == studio.files() == ["take-1.opus"]


def test_nothing_goes_unless_the_settings_say_so(studio: Studio) -> None:
    for attempt in range(5):
        studio.add(attempt, days_ago=1000 - attempt, size=MEGABYTE)
    assert not studio.keeping.bounded
    assert studio.keeping.tidy().recordings == 0


def test_what_is_too_old_goes_but_for_the_newest_and_the_unfinished(studio: Studio) -> None:
    studio.add(1, days_ago=90)
    studio.add(2, days_ago=80, over=False)
    studio.add(3, days_ago=29)
    studio.settings.change(keep_days=30)
    assert studio.keeping.bounded
    assert studio.keeping.tidy().recordings == 1
    assert studio.named() == ["take-2.wav", "take-3.wav"]
    studio.settings.change(keep_days=10)
    studio.keeping.tidy()
    assert studio.named() == ["take-2.wav", "take-3.wav"]


def test_the_oldest_go_while_there_is_too_much(studio: Studio) -> None:
    for attempt in range(4):
        studio.add(attempt, days_ago=9 - attempt, size=MEGABYTE)
    studio.settings.change(keep_megabytes=2)
    studio.keeping.tidy()
    assert studio.named() == ["take-3.wav", "take-4.wav"]


@given(
    attempts=st.lists(
        st.tuples(st.integers(0, 60), st.integers(1, 3 * MEGABYTE), st.booleans()),
        min_size=1,
        max_size=6,
    ),
    days=st.integers(0, 50),
    megabytes=st.integers(0, 6),
)
def test_tidying_keeps_the_newest_and_the_unfinished_and_wipes_no_more_than_it_must(
    tmp_path_factory: pytest.TempPathFactory,
    attempts: list[tuple[int, int, bool]],
    days: int,
    megabytes: int,
) -> None:
    studio = Studio(tmp_path_factory.mktemp("kept"))
    for number, (ago, size, over) in enumerate(attempts):
        studio.add(number, days_ago=ago, size=size, over=over)
    studio.settings.change(keep_days=days, keep_megabytes=megabytes)
    before = studio.store.recordings()
    studio.keeping.tidy()
    after = studio.store.recordings()
    gone = [each for each in after if each.wiped]
    assert before[-1] == after[-1]
    assert all(each.over for each in gone)
    left = studio.keeping.room().bytes
    too_old = [each for each in gone if days and each.started < NOON - timedelta(days=days)]
    for last in [each for each in gone if each not in too_old][-1:]:
        assert megabytes
        assert left + attempts[last.attempt][1] > megabytes * MEGABYTE
    if megabytes and left > megabytes * MEGABYTE:
        stay = [each for each in after[:-1] if not each.wiped]
        assert not any(each.over for each in stay)
    again = studio.keeping.tidy()
    assert again.recordings == 0


def test_a_progress_is_not_needed(studio: Studio) -> None:
    studio.add(1)
    assert studio.keeping.archive("flac", 0, no_progress).recordings == 1
