"""Adds tags to the cards chosen, or takes them off."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.widgets.buttons import Button, PrimaryButton
from tpmdesk.ui.widgets.overlay import Overlay
from tpmdesk.ui.widgets.surfaces import Label
from tpmdesk.ui.widgets.tag_field import TagField
from tpmdesk.ui.words import cards


class TagsSheet(Overlay):
    """Emits `added` or `removed` with the tags written."""

    added = Signal(object)
    removed = Signal(object)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, "")
        self.field = TagField(self.tr("Tags, separated by commas"))
        self.now = Label("", "muted", wrap=True)
        self.add = PrimaryButton(theme, self.tr("Add"), key="Enter")
        self.remove = Button(theme, self.tr("Take off"))
        self.body.addWidget(Label(self.tr("Tags, separated by commas"), "caption"))
        self.body.addWidget(self.field)
        self.body.addWidget(self.now)
        self.set_primary(self.add)
        self.foot.insertWidget(1, self.remove)
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._take_off)
        self.field.edited.connect(self._weigh)
        self._weigh()

    def open_on(self, count: int, known: Sequence[str], present: Sequence[str]) -> None:
        """For so many cards; `present` are the tags that some of them have."""
        self.heading.setText(self.tr("Tags of {cards}").format(cards=cards(count)))
        self.setAccessibleName(self.heading.text())
        self.field.set_known(known)
        self.field.clear()
        has = self.tr("Now: {tags}").format(tags=", ".join(present))
        self.now.setText(has if present else self.tr("They have no tags yet."))
        self.open_over(self.field)

    def _weigh(self) -> None:
        for button in (self.add, self.remove):
            button.setEnabled(bool(self.field.tags))

    def _add(self) -> None:
        self.put_away()
        self.added.emit(self.field.tags)

    def _take_off(self) -> None:
        self.put_away()
        self.removed.emit(self.field.tags)
