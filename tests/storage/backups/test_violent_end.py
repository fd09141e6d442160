"""The process is killed in the middle: whatever it had done by then, the profile can be used."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from tpmdesk.app.transfer import no_progress

# Dies at the nth renaming or removal of a file, which is all that can be seen from outside.
DYING = """
import os, pathlib, shutil, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from tpmdesk.app.backups import Reason
from tpmdesk.app.transfer import no_progress
from tpmdesk.storage.backups.store import FileBackups

root, what, left = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])

def dying(plain):
    def call(*given, **more):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return plain(*given, **more)
    return call

pathlib.Path.replace = dying(pathlib.Path.replace)
pathlib.Path.unlink = dying(pathlib.Path.unlink)
shutil.rmtree = dying(shutil.rmtree)
store = FileBackups(root / "tpmdesk.db", root / "backups")
now = datetime.now(UTC)
if what == "backup":
    store.make(Reason.ASKED, "", now, no_progress)
elif what == "prune":
    store.prune(now)
else:
    store.restore(Path(what), now, no_progress)
"""


def killed(profile, what, after):
    """Whether the process was killed before it came to its end."""
    command = [sys.executable, "-c", DYING, str(profile.root), str(what), str(after)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return done.returncode != 0


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_backup_killed_at_any_moment_leaves_whole_backups_only(profile):
    profile.make()
    after = 0
    profile.set("after")
    profile.put("media/new.png", b"new")
    before = profile.state()
    while killed(profile, "backup", after):
        after += 1
        assert profile.state() == before
        for backup in profile.store.backups():
            assert profile.store.faults(backup.file, no_progress) == []
    assert after > 5
    assert len(profile.store.backups()) == 2
    assert not (profile.folder / "objects" / "staging").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_restore_killed_at_any_moment_leaves_one_state_or_the_other(profile):
    then, backup = profile.settings(), profile.make()
    after = 0
    while True:
        profile.set("after")
        profile.put("media/board.png", b"changed")
        now = profile.settings()
        was_killed = killed(profile, backup.file, after)
        assert profile.settings() in (now, then)
        assert profile.sql("PRAGMA integrity_check") == [("ok",)]
        assert profile.store.faults(backup.file, no_progress) == []
        if not was_killed:
            break
        after += 1
    assert after > 8
    assert profile.settings() == then
    assert profile.files()["media/board.png"] == b"picture" * 1000


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_thinning_out_killed_at_any_moment_keeps_whole_backups(profile):
    for number in range(4):
        profile.put("media/board.png", f"edition {number}".encode())
        profile.make()
    after = 0
    while killed(profile, "prune", after):
        after += 1
        for backup in profile.store.backups():
            assert profile.store.faults(backup.file, no_progress) == []
    assert len(profile.store.backups()) == 1
