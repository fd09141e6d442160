"""The rounds of a loop, to choose one of."""

from __future__ import annotations

from tpmdesk.ui.pages.mock.cell_list import CellList, CellWords
from tpmdesk.ui.pages.mock.offer import RoundOffer, round_words


class RoundsList(CellList):
    """The rounds in the order of a loop."""

    def __init__(self) -> None:
        super().__init__(self.tr("Rounds"))
        self._offers: tuple[RoundOffer, ...] = ()

    @property
    def chosen(self) -> RoundOffer | None:
        return next((one for one in self._offers if one.round.id == self.key), None)

    def show_rounds(self, offers: tuple[RoundOffer, ...]) -> None:
        """Show the rounds; the one chosen before, or else the first, is chosen."""
        self._offers = offers
        self.show_cells(
            [
                CellWords(one.round.id, one.round.title, one.round.about, round_words(one))
                for one in offers
            ]
        )
