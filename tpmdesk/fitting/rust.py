"""A Fitter by fsrs-rs-python, which declares no licence and therefore does not come along."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tpmdesk.app.fitting import FitUnavailableError

_INSTALL = (
    "Fitting needs a package that does not come with tpmdesk, because it declares no licence. "
    'Install it with: pip install "tpmdesk[fit]"'
)

Answers = Sequence[tuple[int, int]]


def fit(histories: Sequence[Answers]) -> tuple[float, ...]:
    """The 21 parameters of FSRS-6 that predict the histories best."""
    try:
        import fsrs_rs_python as fsrs_rs  # noqa: PLC0415 - optional, and loaded when it is used
    except ImportError as missing:
        raise FitUnavailableError(_INSTALL) from missing
    items = [
        fsrs_rs.FSRSItem([fsrs_rs.FSRSReview(rating, gap) for gap, rating in answers])
        for history in histories
        for answers in _known_by(history)
    ]
    return tuple(fsrs_rs.FSRS(list(fsrs_rs.DEFAULT_PARAMETERS)).compute_parameters(items))


def _known_by(history: Answers) -> Iterator[Answers]:
    """For each answer on a later day than the one before: what is to be predicted, at the end of
    what it can be predicted from."""
    for end, (gap, _) in enumerate(history, start=1):
        if gap > 0:
            yield history[:end]
