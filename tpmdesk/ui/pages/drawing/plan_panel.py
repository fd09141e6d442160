"""What a dependency map says of time: its critical path, and what slips when an item slips."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSpinBox

from tpmdesk.domain.diagram import Diagram
from tpmdesk.domain.diagram.schedule import CycleError, Plan, critical_path, slip
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.controls import Select
from tpmdesk.ui.widgets.diagram_paint import Mark
from tpmdesk.ui.widgets.surfaces import Label, Panel, beside

_ITEM_WIDTH = 220
_MOST_DAYS = 400


class PlanPanel(Panel):
    """Emits `marked` with the parts of the picture that should stand out."""

    marked = Signal(object)

    def __init__(self) -> None:
        super().__init__(margin=Space.M)
        self._diagram = Diagram()
        self._plan: Plan | None = None
        self.path = Label("", wrap=True)
        self.item = Select(_ITEM_WIDTH)
        self.item.setAccessibleName(self.tr("The item that slips"))
        self.days = QSpinBox()
        self.days.setRange(0, _MOST_DAYS)
        self.days.setAccessibleName(self.tr("By how many days it slips"))
        self.effect = Label("", "muted", wrap=True)
        self.column.addWidget(self.path)
        self.column.addLayout(
            beside(Label(self.tr("If")), self.item, Label(self.tr("slips by")), self.days, 1)
        )
        self.column.addWidget(self.effect)
        self.item.activated.connect(lambda _: self._tell())
        self.days.valueChanged.connect(lambda _: self._tell())

    def show_diagram(self, diagram: Diagram) -> None:
        """Work out the plan of a map."""
        chosen = self.item.currentData()
        self._diagram = diagram
        self.item.clear()
        for node in diagram.nodes:
            self.item.addItem(node.title, node.id)
        self.item.setCurrentIndex(max(0, self.item.findData(chosen)))
        try:
            self._plan = critical_path(diagram)
        except CycleError as ring:
            self._plan = None
            self.path.setText(str(ring))
            self.effect.setText("")
            self.marked.emit(dict.fromkeys(ring.ring, Mark.SLIPPED))
            return
        self._tell()

    def _tell(self) -> None:
        if self._plan is None:
            return
        if not self._diagram.nodes:
            self.path.setText(self.tr("The critical path appears here as you write."))
            self.effect.setText("")
            return
        names = " → ".join(self._title(each) for each in next(iter(self._plan.paths), ()))
        self.path.setText(
            self.tr("{days} days. Critical path: {path}").format(
                days=_days(self._plan.days), path=names
            )
            + self._undated()
        )
        critical = (*self._plan.critical, *self._plan.critical_edges(self._diagram))
        marks = dict.fromkeys(critical, Mark.PATH)
        self.marked.emit({**marks, **self._slip()})

    def _undated(self) -> str:
        assert self._plan is not None
        names = ", ".join(self._title(each) for each in self._plan.undated)
        if not names:
            return ""
        return "\n" + self.tr("Without days, so counted as none: {names}").format(names=names)

    def _slip(self) -> dict[str, Mark]:
        item, days = self.item.currentData(), self.days.value()
        if not item or not days:
            self.effect.setText(self.tr("Choose an item and its days to see what moves."))
            return {}
        found = slip(self._diagram, item, days)
        moved = {each: by for each, by in found.moved.items() if by > 0}
        words = ", ".join(f"{self._title(each)} +{_days(by)}" for each, by in moved.items())
        self.effect.setText(
            self.tr("The end moves by {days} days. Later: {items}").format(
                days=_days(found.finish_moves), items=words or self.tr("nothing, it has slack")
            )
        )
        return dict.fromkeys((item, *moved), Mark.SLIPPED)

    def _title(self, node: str) -> str:
        return self._diagram.node(node).title


def _days(days: float) -> str:
    return f"{days:g}"
