from __future__ import annotations

from tpmdesk.domain.assessment import Delivery, FillerUse, Pause
from tpmdesk.ui.pages.mock.figures import figures

PAUSES = (Pause(5.0, 6.0), Pause(20.0, 23.5))
FILLERS = (FillerUse("um", 3.0), FillerUse("like", 8.0), FillerUse("Um", 30.0))
PACE = ((0.0, 120.0), (15.0, 170.0), (30.0, 90.0))
SPOKEN = Delivery(100, 40.0, 50.0, 141.6, 1.2, PAUSES, FILLERS, PACE)
PLAIN = Delivery(100, 40.0, 50.0, 141.6, 1.2, (), ())


def named(delivery):
    return {figure.name: figure for figure in figures(delivery)}


def test_pace_is_whole_words_and_leads_to_the_fastest_and_slowest_part():
    pace = named(SPOKEN)["Pace"]
    assert pace.value == "142 words a minute"
    assert [(m.label, m.start) for m in pace.moments] == [
        ("Fastest 170", 15.0),
        ("Slowest 90", 30.0),
    ]


def test_the_longest_pause_comes_first_among_its_moments():
    pause = named(SPOKEN)["Longest pause"]
    assert pause.value == "3.5 s"
    assert [moment.start for moment in pause.moments] == [20.0, 5.0]


def test_fillers_are_a_lower_bound_and_lead_to_the_first_of_each():
    fillers = named(SPOKEN)["Fillers"]
    assert fillers.value == "At least 3"
    assert [(m.label, m.start) for m in fillers.moments] == [("um ×2", 3.0), ("like", 8.0)]


def test_the_first_word_leads_to_itself():
    first = named(SPOKEN)["Time to first word"]
    assert first.value == "1.2 s"
    assert first.moments[0].start == 1.2


def test_no_pause_and_no_filler_are_said_plainly():
    assert named(PLAIN)["Longest pause"].value == "None"
    assert named(PLAIN)["Fillers"].value == "None recognized"
    assert named(PLAIN)["Fillers"].moments == ()


def test_every_figure_explains_itself():
    assert all(figure.explanation.endswith(".") for figure in figures(SPOKEN))
