"""What a pack promises to cover."""

from __future__ import annotations

from pathlib import Path

from tests.content.packs import TOP, WHOLE, messages, read

KEPT = 'outline = ["fw-walk", "q-1"]\n'


def outlined(folder: Path, outline: str) -> list[str]:
    return messages(read(folder, all=WHOLE.replace(TOP, TOP + outline)))


def test_a_kept_promise_is_no_mistake(tmp_path: Path) -> None:
    assert outlined(tmp_path, KEPT) == []


def test_an_id_without_an_entry_is_named(tmp_path: Path) -> None:
    assert outlined(tmp_path, KEPT.replace("]", ', "q-2"]')) == [
        "outline: 'q-2' is covered by no entry; name it in a covers"
    ]


def test_an_id_that_nobody_promised_is_named_with_the_nearest(tmp_path: Path) -> None:
    assert outlined(tmp_path, 'outline = ["fw-walks", "q-1"]\n') == [
        "outline: 'fw-walks' is covered by no entry; name it in a covers",
        "framework 'walk' (line 10): covers: 'fw-walk' is not in the pack's outline; "
        "did you mean 'fw-walks'?",
    ]


def test_a_faulty_entry_is_not_reported_twice(tmp_path: Path) -> None:
    text = WHOLE.replace(TOP, TOP + KEPT).replace('use_for = "anything"\n', "")
    assert [message.split(":")[0] for message in messages(read(tmp_path, all=text))] == [
        "framework 'walk' (line 10)"
    ]


def test_any_file_of_a_pack_may_hold_a_part_of_the_outline(tmp_path: Path) -> None:
    head = 'schema = 1\npack = "mini"\noutline = '
    result = read(tmp_path, all=WHOLE, a=head + '["fw-walk"]\n', b=head + '["q-1"]\n')
    assert messages(result) == []


def test_a_pack_without_an_outline_promises_nothing(tmp_path: Path) -> None:
    assert messages(read(tmp_path, all=WHOLE)) == []
