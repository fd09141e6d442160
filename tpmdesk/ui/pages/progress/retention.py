"""True retention, by time and by how mature the cards were."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from tpmdesk.app.statistics import Report
from tpmdesk.domain.statistics import Share
from tpmdesk.ui.pages.progress.panels import TablePanel
from tpmdesk.ui.words import number, percent

_KEYS = ("today", "week", "month", "year", "all")


class RetentionPanel(TablePanel):
    """Rows are stretches of time, columns young, mature and both."""

    def __init__(self) -> None:
        super().__init__(
            _tr("True retention"),
            (_tr("Young"), _tr("Mature"), _tr("Both")),
            (_tr("Today"), _tr("7 days"), _tr("30 days"), _tr("365 days"), _tr("Always")),
            _tr(
                "Of cards in review, at their first answer of a day, the share rated Hard, Good "
                "or Easy. A card is mature once its interval is 21 days. "
                "The period above changes nothing here."
            ),
        )

    def show_report(self, report: Report) -> None:
        for row, key in enumerate(_KEYS):
            found = report.retention[key]
            for column, share in enumerate((found.young, found.mature, found.both)):
                self.show_cell(row, column, percent(share.value), _of(share))


def _tr(text: str) -> str:
    return QCoreApplication.translate("RetentionPanel", text)


def _of(share: Share) -> str:
    return _tr("of {n}").format(n=number(share.of)) if share.of else ""
