"""The tools beside a diagram that is drawn: what to add, and the facts of the chosen part."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QLineEdit, QVBoxLayout, QWidget

from tpmdesk.domain.diagram import Boundary, BoundaryKind, Diagram, Edge, Node, NodeKind
from tpmdesk.domain.diagram.editing import (
    add_boundary,
    add_edge,
    move,
    remove,
    rename,
    set_kind,
    set_note,
    set_work,
)
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, Kind
from tpmdesk.ui.widgets.controls import Select
from tpmdesk.ui.widgets.surfaces import Label, beside

translate = QCoreApplication.translate
Change = Callable[[str], str]

_KIND_WIDTH, _LIST_WIDTH, _FIELD_WIDTH = 120, 190, 110
_MOST_DAYS = 5000.0
_NONE = ""


def kind_words() -> dict[str, str]:
    """What kinds of nodes are called; work is for maps."""
    return {
        NodeKind.SERVICE: translate("diagram", "Service"),
        NodeKind.STORE: translate("diagram", "Store"),
        NodeKind.QUEUE: translate("diagram", "Queue"),
        NodeKind.CACHE: translate("diagram", "Cache"),
        NodeKind.EXTERNAL: translate("diagram", "Outside"),
        NodeKind.ACTOR: translate("diagram", "Person"),
        NodeKind.JOB: translate("diagram", "Job"),
        NodeKind.WORK: translate("diagram", "Work"),
    }


class DiagramTools(QWidget):
    """Emits `changed` with a change of the text, and the part to choose after it; `add_wanted` with
    the kind of a node, and `stepped` for Undo (-1) and Redo (1)."""

    changed = Signal(object, str)
    add_wanted = Signal(str)
    stepped = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._diagram = Diagram()
        self._part = ""
        self._map = False
        self.kind = Select(_KIND_WIDTH)
        self.kind.setAccessibleName(self.tr("Kind of what is added"))
        self.add = Button(theme, self.tr("Add"), icon="plus", key="N")
        self.undo = Button(theme, self.tr("Undo"), Kind.GHOST, icon="undo-2")
        self.redo = Button(theme, self.tr("Redo"), Kind.GHOST)
        self.hint = Label("", "caption", wrap=True)
        self.name = _field(self.tr("Name of the chosen part"), _LIST_WIDTH)
        self.note = _field(self.tr("What it holds, or how it runs"), _FIELD_WIDTH)
        self.note.setPlaceholderText(self.tr("note"))
        self.own_kind = Select(_KIND_WIDTH)
        self.own_kind.setAccessibleName(self.tr("Kind of the chosen part"))
        self.team = _field(self.tr("Team of the chosen item"), _FIELD_WIDTH)
        self.team.setPlaceholderText(self.tr("team"))
        self.days = QDoubleSpinBox()
        self.days.setRange(-0.5, _MOST_DAYS)
        self.days.setDecimals(1)
        self.days.setSingleStep(0.5)
        self.days.setSpecialValueText(self.tr("no days"))
        self.days.setSuffix(self.tr(" days"))
        self.days.setKeyboardTracking(False)
        self.days.setAccessibleName(self.tr("Days that the chosen item takes"))
        self.link = Select(_LIST_WIDTH)
        self.link.setAccessibleName(self.tr("Draw an arrow to"))
        self.inside = Select(_LIST_WIDTH)
        self.inside.setAccessibleName(self.tr("Boundary around the chosen part"))
        self.delete = Button(theme, self.tr("Take out"), Kind.GHOST, icon="trash-2")
        self._lay_out()
        self._connect()
        self.show_kinds(is_map=False)
        self.show_part(Diagram(), "")

    def show_kinds(self, *, is_map: bool) -> None:
        """Offer the kinds of a dependency map, or those of a system."""
        self._map = is_map
        for choice in (self.kind, self.own_kind):
            choice.clear()
            for kind, words in kind_words().items():
                if (kind == NodeKind.WORK) == is_map:
                    choice.addItem(words, kind)
        self.kind.setVisible(not is_map)

    def show_part(self, diagram: Diagram, part: str) -> None:
        """The facts of the chosen part, "" for none."""
        self._diagram, self._part = diagram, part
        node, edge, boundary = _found(diagram, part)
        self.hint.setText(self._hint())
        self.hint.setVisible(not part)
        for shown, widgets in (
            (bool(part), (self.name, self.delete)),
            (node is not None, (self.link,)),
            (node is not None and not self._map, (self.own_kind, self.inside, self.note)),
            (node is not None and self._map, (self.team, self.days)),
        ):
            for widget in widgets:
                widget.setVisible(shown)
        if node is not None:
            self._show_node(node)
        elif edge is not None:
            self.name.setText(edge.label)
            self.name.setPlaceholderText(self.tr("HTTPS, sync"))
        elif boundary is not None:
            self.name.setText(boundary.title)
        self.name.setCursorPosition(0)

    def focus_name(self) -> None:
        """Edit the name of the chosen part."""
        if self._part:
            self.name.setFocus()
            self.name.selectAll()

    def focus_link(self) -> None:
        """Choose where an arrow goes."""
        if self.link.isVisible():
            self.link.setFocus()
            self.link.showPopup()

    def _hint(self) -> str:
        if not self._diagram.nodes:
            return self.tr("Add a part, or write it at the left. Double-click for one more.")
        return self.tr("Choose a part to change it. Drag from one to another for an arrow.")

    def _show_node(self, node: Node) -> None:
        self.name.setText(node.title)
        self.name.setPlaceholderText("")
        self.note.setText(node.note)
        self.team.setText(node.team)
        self.days.blockSignals(True)  # noqa: FBT003
        self.days.setValue(-0.5 if node.days is None else node.days)
        self.days.blockSignals(False)  # noqa: FBT003
        self.own_kind.setCurrentIndex(max(0, self.own_kind.findData(node.kind)))
        self.link.clear()
        self.link.addItem(self.tr("Arrow to …"), _NONE)
        for other in self._diagram.nodes:
            if other.id != node.id:
                self.link.addItem(other.title, other.id)
        self._show_around(node)

    def _show_around(self, node: Node) -> None:
        around = self._diagram.around(node.id)
        self.inside.clear()
        self.inside.addItem(self.tr("In no boundary"), _NONE)
        for boundary in self._diagram.boundaries:
            self.inside.addItem(self.tr("In {name}").format(name=boundary.title), boundary.id)
        for kind, words in self._new_boundaries().items():
            self.inside.addItem(words, f"new:{kind}")
        self.inside.setCurrentIndex(max(0, self.inside.findData(around.id if around else _NONE)))

    def _new_boundaries(self) -> dict[BoundaryKind, str]:
        return {
            BoundaryKind.TEAM: self.tr("New team around it"),
            BoundaryKind.TRUST: self.tr("New trust boundary"),
            BoundaryKind.CONSISTENCY: self.tr("New consistency boundary"),
        }

    # What is wanted

    def _change(self, change: Change, part: str = "") -> None:
        self.changed.emit(change, part or self._part)

    def _rename(self) -> None:
        part, words = self._part, self.name.text()
        node, edge, boundary = _found(self._diagram, part)
        before = node.title if node else edge.label if edge else boundary.title if boundary else ""
        if words.strip() != before:
            after = f"{boundary.kind} {words.strip()}" if boundary else part
            self._change(lambda text: rename(text, part, words), after)

    def _set_note(self) -> None:
        part, words = self._part, self.note.text()
        node, _, _ = _found(self._diagram, part)
        if node is not None and words.strip() != node.note:
            self._change(lambda text: set_note(text, part, words))

    def _set_work(self) -> None:
        part, team = self._part, self.team.text()
        days = None if self.days.value() < 0 else round(self.days.value() * 2) / 2
        node, _, _ = _found(self._diagram, part)
        if node is not None and (team.strip(), days) != (node.team, node.days):
            self._change(lambda text: set_work(text, part, team, days))

    def _set_kind(self) -> None:
        part, kind = self._part, NodeKind(self.own_kind.currentData())
        self._change(lambda text: set_kind(text, part, kind))

    def _link(self) -> None:
        part, target = self._part, self.link.currentData()
        if target:
            self._change(lambda text: add_edge(text, part, target), f"{part} -> {target}")

    def _put_inside(self) -> None:
        part, inside = self._part, str(self.inside.currentData() or _NONE)
        if not inside.startswith("new:"):
            self._change(lambda text: move(text, part, inside))
            return
        kind = BoundaryKind(inside.removeprefix("new:"))
        title = _new_title(self._diagram, kind, kind.capitalize())
        self._change(lambda text: add_boundary(text, kind, title, part), f"{kind} {title}")

    def _remove(self) -> None:
        part = self._part
        self.changed.emit(lambda text: remove(text, part), "")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addLayout(beside(self.kind, self.add, self.undo, self.redo, 1))
        column.addWidget(self.hint)
        column.addLayout(beside(self.name, self.own_kind, self.note, self.team, self.days, 1))
        column.addLayout(beside(self.link, self.inside, self.delete, 1))

    def _connect(self) -> None:
        self.add.clicked.connect(lambda: self.add_wanted.emit(self.kind.currentData()))
        self.undo.clicked.connect(lambda: self.stepped.emit(-1))
        self.redo.clicked.connect(lambda: self.stepped.emit(1))
        self.name.editingFinished.connect(self._rename)
        self.note.editingFinished.connect(self._set_note)
        self.team.editingFinished.connect(self._set_work)
        self.days.valueChanged.connect(lambda _: self._set_work())
        self.own_kind.activated.connect(lambda _: self._set_kind())
        self.link.activated.connect(lambda _: self._link())
        self.inside.activated.connect(lambda _: self._put_inside())
        self.delete.clicked.connect(self._remove)


def _field(name: str, width: int) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setFixedWidth(width)
    return field


def _found(diagram: Diagram, part: str) -> tuple[Node | None, Edge | None, Boundary | None]:
    """The part, as whichever of the three it is."""
    return (
        next((node for node in diagram.nodes if node.id == part), None),
        next((edge for edge in diagram.edges if edge.id == part), None),
        next((each for each in diagram.boundaries if each.id == part), None),
    )


def _new_title(diagram: Diagram, kind: BoundaryKind, words: str) -> str:
    taken = {boundary.id for boundary in diagram.boundaries}
    number = 1
    while f"{kind} {(title := words if number == 1 else f'{words} {number}')}" in taken:
        number += 1
    return title
