"""The two sides of a card, each kind of card in its own form."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tpmdesk.domain import contrast
from tpmdesk.domain.cards import Card, NoteKind
from tpmdesk.domain.faces import apart_from_aid
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Size, Space
from tpmdesk.ui.widgets.markdown import MarkdownView
from tpmdesk.ui.widgets.surfaces import Label, Panel


class Passage(Panel):
    """Some Markdown under a small heading, on a ground of its own."""

    def __init__(self, theme: Theme, name: str, look: str, media: Path | None) -> None:
        super().__init__(look, margin=Space.L)
        self.heading = Label(name, "overline")
        self.view = MarkdownView(theme, name, media=media)
        self.column.addWidget(self.heading)
        self.column.addWidget(self.view)

    def show_text(self, text: str) -> None:
        """Hidden when there is none."""
        self.view.show_text(text)
        self.setVisible(bool(text))


class CardFront(QWidget):
    """What is asked. A weak answer stands apart from the question it was given to."""

    def __init__(self, theme: Theme, media: Path | None = None) -> None:
        super().__init__()
        self.question = MarkdownView(theme, self.tr("Front of the card"), Size.HEADING, media)
        self.weak = Passage(theme, self.tr("A weak answer"), "raised", media)
        self.ask = Label(self.tr("What is wrong, and how would you fix it?"), "heading", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.L)
        for part in (self.question, self.weak, self.ask):
            column.addWidget(part)

    def show_card(self, card: Card) -> None:
        is_contrast = card.kind is NoteKind.CONTRAST
        weak = contrast.weak_answer(card.face.front) if is_contrast else None
        question = weak.question if weak else card.face.front
        self.question.show_text(question)
        self.question.setVisible(bool(question))
        self.weak.show_text(weak.answer if weak else "")
        self.ask.setVisible(weak is not None)


class CardBack(QWidget):
    """What is answered. What is wrong and what is better stand apart; a memory aid comes last."""

    def __init__(self, theme: Theme, media: Path | None = None) -> None:
        super().__init__()
        self.answer = MarkdownView(theme, self.tr("Back of the card"), media=media)
        self.wrong = Passage(theme, self.tr("What is wrong"), "wrong", media)
        self.better = Passage(theme, self.tr("A stronger answer"), "better", media)
        self.aid = Passage(theme, self.tr("Memory aid"), "soft", media)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        for part in (self.answer, self.wrong, self.better, self.aid):
            column.addWidget(part)

    def show_card(self, card: Card) -> None:
        back, aid = apart_from_aid(card.face.back)
        verdict = contrast.verdict(back) if card.kind is NoteKind.CONTRAST else None
        # A text with its gaps filled takes the place of the question, in its size.
        self.answer.set_size(Size.HEADING if card.kind is NoteKind.CLOZE else Size.BODY)
        self.answer.show_text("" if verdict else back)
        self.answer.setVisible(verdict is None)
        self.wrong.show_text(verdict.wrong if verdict else "")
        self.better.show_text(verdict.better if verdict else "")
        self.aid.show_text(aid)
