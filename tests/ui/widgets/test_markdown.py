"""Text of cards is shown, and whatever it brings along stays harmless."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QUrl
from PySide6.QtGui import QColor, QDesktopServices, QImage, QTextCursor, QTextDocument
from PySide6.QtWidgets import QMessageBox

from tpmdesk.domain.cloze import parse
from tpmdesk.ui.theme.tokens import Role
from tpmdesk.ui.widgets import links
from tpmdesk.ui.widgets.markdown import MarkdownView
from tpmdesk.ui.widgets.media import HIGHEST, media_file
from tpmdesk.ui.widgets.safe_document import LONGEST

PIECES = ["<img src=file:///x>", "![a](x.png)", "[b](media:y)", "**", "`", "> ", "- ", "|a|\n|-|\n"]


@pytest.fixture
def media(tmp_path):
    folder = tmp_path / "media"
    folder.mkdir()
    return folder


@pytest.fixture
def view(qtbot, theme, media):
    made = MarkdownView(theme, "card", media=media)
    qtbot.addWidget(made)
    made.resize(600, 100)
    return made


def paint(folder: Path, name: str, width: int = 40, height: int = 30) -> None:
    picture = QImage(width, height, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    assert picture.save(str(folder / name))


def pictures(view: MarkdownView) -> list[tuple[str, int, int]]:
    found, cursor = [], QTextCursor(view.document())
    while cursor.movePosition(QTextCursor.MoveOperation.NextCharacter):
        shape = cursor.charFormat()
        if shape.isImageFormat():
            shape = shape.toImageFormat()
            found.append((shape.name(), int(shape.width()), int(shape.height())))
    return found


def test_html_is_shown_as_it_is_written(view):
    view.show_text('a <b>b</b> <img src="file:///etc/passwd">\n\n<script>x</script>')
    assert '<b>b</b> <img src="file:///etc/passwd">' in view.toPlainText()
    assert "<script>x</script>" in view.toPlainText()
    assert pictures(view) == []


def test_a_picture_of_the_media_folder_is_shown(view, media):
    paint(media, "map.png")
    view.show_text("![](media:map.png)")
    assert pictures(view) == [("media:map.png", 40, 30)]
    loaded = view.document().resource(
        QTextDocument.ResourceType.ImageResource, QUrl("media:map.png")
    )
    assert loaded.width() == 40


def test_a_huge_picture_is_made_to_fit(view, media):
    paint(media, "big.png", 3000, 2000)
    view.show_text("![](media:big.png)")
    ((_, width, height),) = pictures(view)
    assert width <= view.maximumWidth()
    assert height <= HIGHEST


@pytest.mark.parametrize(
    "address",
    [
        "../secret.png",
        "media:../secret.png",
        "media:/etc/secret.png",
        "media:..%2Fsecret.png",
        "media:none.png",
        "file:///etc/secret.png",
        "http://localhost:9/x.png",
        "//host/share/x.png",
        ":/qt/x.png",
        "qrc:/x.png",
        "data:image/png;base64,AAAA",
    ],
)
def test_any_other_picture_is_named_and_not_looked_for(view, media, address):
    paint(media.parent, "secret.png")
    view.show_text(f"![plan]({address})")
    assert pictures(view) == []
    assert view.toPlainText() == "[picture: plan]"


def test_a_picture_that_is_no_picture_is_named(view, media):
    (media / "x.png").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    view.show_text("![plan](media:x.png)")
    assert view.toPlainText() == "[picture: plan]"


def test_a_name_that_points_out_of_the_folder_by_a_link_is_no_media(media):
    paint(media.parent, "secret.png")
    (media / "way.png").symlink_to(media.parent / "secret.png")
    assert media_file(media, "way.png") is None


def test_whatever_is_asked_for_the_document_reads_no_file(view, media):
    paint(media.parent, "secret.png")
    view.show_text("text")
    address = QUrl.fromLocalFile(str(media.parent / "secret.png"))
    loaded = view.document().resource(QTextDocument.ResourceType.ImageResource, address)
    assert loaded.width() == 1


@pytest.fixture
def opened(monkeypatch):
    found: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: found.append(url.toString()))
    return found


def press(box: QMessageBox, words: str) -> None:
    next(button for button in box.buttons() if button.text() == words).click()


def test_a_link_is_opened_only_after_a_yes(view, opened, monkeypatch):
    monkeypatch.setattr(QMessageBox, "exec", lambda box: press(box, "Stay here"))
    links.follow(view, QUrl("https://example.org/"), None)
    assert opened == []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: press(box, "Open"))
    links.follow(view, QUrl("https://example.org/"), None)
    assert opened == ["https://example.org/"]


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:alert(1)", "smb://h/x", "x"])
def test_other_links_do_nothing(view, opened, monkeypatch, address):
    monkeypatch.setattr(QMessageBox, "exec", lambda self: pytest.fail("asked"))
    links.follow(view, QUrl(address), None)
    assert opened == []


def test_a_gap_is_highlighted_and_its_marks_are_gone(view, theme):
    view.show_text(parse("un{{c1::fix}}ed").answer(1))
    assert view.toPlainText() == "unfixed"
    cursor = QTextCursor(view.document())
    cursor.setPosition(4)
    assert cursor.charFormat().background().color() == theme.color(Role.ACCENT_SOFT)
    cursor.setPosition(7)
    assert cursor.charFormat().background().color() != theme.color(Role.ACCENT_SOFT)


def test_a_text_without_end_is_cut(view):
    view.show_text("x" * (LONGEST * 2))
    assert len(view.toPlainText()) == LONGEST + 1


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=12).map("".join))
def test_any_text_can_be_shown_and_brings_no_picture(view, text):
    view.show_text(text)
    assert pictures(view) == []
