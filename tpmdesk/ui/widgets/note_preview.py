"""What the cards of a note will look like, one at a time."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from tpmdesk.domain.cards import Face, NoteText
from tpmdesk.domain.faces import apart_from_aid, faces
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.controls import Select
from tpmdesk.ui.widgets.kinds import template_name
from tpmdesk.ui.widgets.markdown import MarkdownView
from tpmdesk.ui.widgets.surfaces import Label, Line, Panel, Scroll, beside

_CHOICE_WIDTH = 220


class NotePreview(Panel):
    """Shows both sides of the card that is chosen among those the note makes."""

    def __init__(self, theme: Theme, media: Path | None = None) -> None:
        super().__init__("raised", margin=Space.L)
        self._faces: tuple[Face, ...] = ()
        self.cards = Label("", "caption")
        self.card = Select(_CHOICE_WIDTH)
        self.card.setAccessibleName(self.tr("Card to preview"))
        self.front = MarkdownView(theme, self.tr("Preview of the front"), media=media)
        self.back = MarkdownView(theme, self.tr("Preview of the back"), media=media)
        self.answer = Label("", "caption", wrap=True)
        self._line = Line()
        self._aid = self._memory_aid(theme)
        self._lay_out()
        self.card.currentIndexChanged.connect(self._show_face)

    @property
    def faces(self) -> tuple[Face, ...]:
        """The cards that the note makes."""
        return self._faces

    def show_note(self, note: NoteText) -> None:
        before = self._chosen()
        self._faces = faces(note)
        templates = [face.template for face in self._faces]
        self._offer(templates)
        self.card.setCurrentIndex(templates.index(before) if before in templates else 0)
        self._show_face(self.card.currentIndex())

    def choose(self, n: int) -> None:
        """Show the card of that number, counted from 0."""
        self.card.setCurrentIndex(n)

    def _chosen(self) -> str:
        n = self.card.currentIndex()
        return self._faces[n].template if 0 <= n < len(self._faces) else ""

    def _offer(self, templates: list[str]) -> None:
        names = [template_name(template) for template in templates]
        if names != [self.card.itemText(n) for n in range(self.card.count())]:
            before = self.card.blockSignals(True)  # noqa: FBT003  Qt's own signature
            self.card.clear()
            self.card.addItems(names)
            self.card.blockSignals(before)
        self.card.setVisible(len(names) > 1)
        self.cards.setText(self._count(len(names)))

    def _count(self, n: int) -> str:
        if n == 0:
            return self.tr("No card yet")
        return self.tr("One card") if n == 1 else self.tr("{n} cards").format(n=n)

    def _show_face(self, n: int) -> None:
        face = self._faces[n] if 0 <= n < len(self._faces) else Face("", "", "")
        self.front.show_text(face.front)
        back, aid = apart_from_aid(face.back)
        self.back.show_text(back)
        self.mnemonic.show_text(aid)
        self._aid.setVisible(bool(aid))
        self.answer.setText(self.tr("You type: {answer}").format(answer=face.answer))
        self.answer.setVisible(bool(face.answer))

    def _memory_aid(self, theme: Theme) -> QWidget:
        part = Panel("soft", margin=Space.M)
        self.mnemonic = MarkdownView(theme, self.tr("Preview of the memory aid"))
        part.column.addWidget(Label(self.tr("Memory aid"), "caption"))
        part.column.addWidget(self.mnemonic)
        return part

    def _lay_out(self) -> None:
        scroll = Scroll()
        scroll.set_margin(0)
        for part in (self.front, self.answer, self._line, self.back, self._aid):
            scroll.column.addWidget(part)
        scroll.column.addStretch(1)
        head = beside(Label(self.tr("Preview"), "strong"), self.cards, 1, self.card)
        self.column.setSpacing(Space.M)
        self.column.addLayout(head)
        self.column.addWidget(scroll, 1)
