from __future__ import annotations

from tpmdesk.app.doctor import Check, Finding, Look, examine, healthy


def broken() -> Finding:
    raise OSError("the disk is full")


def test_what_is_found_is_told() -> None:
    look = Look("disk", lambda: Finding("9 GB free"), "Free some space.")
    assert examine([look]) == (Check("disk", True, "9 GB free"),)


def test_an_error_is_a_check_that_failed_with_its_remedy() -> None:
    checks = examine([Look("disk", broken, "Free some space.")])
    assert checks == (Check("disk", False, "the disk is full", "Free some space."),)


def test_one_failure_keeps_nothing_else_from_being_looked_at() -> None:
    looks = [Look("a", broken, "Mend it."), Look("b", lambda: Finding("well"), "")]
    assert [check.ok for check in examine(looks)] == [False, True]


def test_what_can_be_done_without_does_not_make_it_ill() -> None:
    assert healthy([Check("microphone", False, "none", "Connect one.", needed=False)])


def test_what_is_needed_does() -> None:
    assert not healthy([Check("database", False, "damaged", "Restore.")])
