"""The one background runner."""

from __future__ import annotations

import threading

from PySide6.QtCore import QThread

from tpmdesk.ui.tasks import Tasks


def _unexpected(what):
    raise AssertionError(what)


def test_the_result_comes_back_on_the_thread_that_asked(tasks, qtbot):
    came = []

    def done(result):
        came.append((result, QThread.currentThread()))

    tasks.run(lambda: QThread.currentThread(), done, _unexpected)
    qtbot.waitUntil(lambda: bool(came))
    worker, here = came[0]
    assert here is QThread.currentThread()
    assert worker is not here


def test_an_error_is_handed_to_failed(tasks, qtbot):
    problems = []

    def work():
        raise ValueError("no such voice")

    tasks.run(work, _unexpected, problems.append)
    qtbot.waitUntil(lambda: bool(problems))
    assert str(problems[0]) == "no such voice"


def test_what_is_cancelled_while_it_runs_calls_nothing_back(tasks, qtbot):
    started, release, after = threading.Event(), threading.Event(), []

    def work():
        started.set()
        release.wait(10)

    cancel = tasks.run(work, _unexpected, _unexpected)
    assert started.wait(10)
    cancel()
    release.set()
    tasks.run(lambda: None, lambda _: after.append(1), _unexpected)
    qtbot.waitUntil(lambda: bool(after))


def test_what_is_cancelled_before_it_runs_is_never_run(qapp, qtbot):
    tasks, release, ran, after = Tasks(threads=1), threading.Event(), [], []
    tasks.run(lambda: release.wait(10), lambda _: None, _unexpected)
    tasks.run(lambda: ran.append(1), _unexpected, _unexpected)()
    release.set()
    tasks.run(lambda: None, lambda _: after.append(1), _unexpected)
    qtbot.waitUntil(lambda: bool(after))
    assert ran == []
    tasks.close()


def test_many_at_once_all_come_back_with_their_own_result(tasks, qtbot):
    came = []
    for n in range(200):
        tasks.run(lambda n=n: n * n, came.append, _unexpected)
    qtbot.waitUntil(lambda: len(came) == 200)
    assert sorted(came) == [n * n for n in range(200)]


def test_closing_joins_what_runs_and_delivers_nothing_more(qapp, qtbot):
    tasks, started, finished = Tasks(threads=1), threading.Event(), []

    def work():
        started.set()
        finished.append(1)

    tasks.run(work, _unexpected, _unexpected)
    assert started.wait(10)
    tasks.close()
    assert finished == [1]
    qapp.processEvents()


def test_what_waits_at_closing_is_never_run(qapp):
    tasks, started, release, ran = Tasks(threads=1), threading.Event(), threading.Event(), []

    def work():
        started.set()
        release.wait(10)

    tasks.run(work, _unexpected, _unexpected)
    assert started.wait(10)
    tasks.run(lambda: ran.append(1), _unexpected, _unexpected)
    tasks.later(release.set)
    release.set()
    tasks.close()
    assert ran == []


def test_work_given_after_closing_is_ignored(qapp):
    tasks = Tasks()
    tasks.close()
    tasks.run(lambda: _unexpected("ran"), _unexpected, _unexpected)()
    tasks.later(lambda: _unexpected("called"))
    qapp.processEvents()


def test_a_worker_can_call_on_the_window_s_thread(tasks, qtbot):
    heard = []

    def work():
        tasks.later(lambda: heard.append(QThread.currentThread()))

    tasks.run(work, lambda _: None, _unexpected)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [QThread.currentThread()]
