"""Of work that is overtaken nothing is told, and no two run at once."""

from __future__ import annotations

from tpmdesk.ui.newest import Newest


class Held:
    """A background that finishes when told."""

    def __init__(self):
        self.running = []

    def run(self, work, done, failed):
        self.running.append((work, done, failed))
        return lambda: None

    def finish(self):
        work, done, failed = self.running.pop(0)
        try:
            result = work()
        except ValueError as problem:
            failed(problem)
        else:
            done(result)


def _fail():
    raise ValueError("no")


def test_only_the_last_that_was_asked_for_is_told():
    held, told = Held(), []
    newest = Newest(held, told.append, told.append)
    for n in range(3):
        newest.ask(lambda n=n: n)
    assert len(held.running) == 1
    held.finish()
    held.finish()
    assert told == [2]
    assert not held.running


def test_a_failure_that_was_overtaken_is_not_told():
    held, told, failed = Held(), [], []
    newest = Newest(held, told.append, failed.append)
    newest.ask(_fail)
    newest.ask(lambda: "good")
    held.finish()
    held.finish()
    assert (told, failed) == (["good"], [])


def test_what_was_dropped_is_not_told():
    held, told = Held(), []
    newest = Newest(held, told.append, told.append)
    newest.ask(lambda: 1)
    newest.drop()
    held.finish()
    assert told == []
