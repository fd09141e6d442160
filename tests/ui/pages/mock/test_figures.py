from __future__ import annotations

from tpmdesk.domain.assessment import Delivery, FillerUse, Pause, Repeat
from tpmdesk.domain.bands import Band, Measure
from tpmdesk.ui.pages.mock.figures import Heard, figures

PAUSES = (Pause(5.0, 6.0), Pause(20.0, 23.5))
FILLERS = (FillerUse("um", 3.0), FillerUse("like", 8.0), FillerUse("Um", 30.0))
PACE = ((0.0, 120.0), (15.0, 170.0), (30.0, 90.0))
HEDGES = (FillerUse("maybe", 4.0),)
REPEATS = (Repeat("at the end of the day", (6.0, 16.0, 26.0)),)
SPOKEN = Delivery(
    100, 40.0, 60.0, 141.6, 1.2, PAUSES, FILLERS, PACE, HEDGES, REPEATS, ((24.0, 60.0),)
)
PLAIN = Delivery(100, 40.0, 60.0, 141.6, 1.2, (), ())


def named(delivery, **more):
    return {figure.name: figure for figure in figures(Heard(delivery, **more))}


def test_pace_is_whole_words_and_leads_to_the_fastest_and_slowest_part():
    pace = named(SPOKEN)["Pace"]
    assert pace.value == "142 words a minute"
    assert [(m.label, m.start) for m in pace.moments] == [
        ("Fastest 170", 15.0),
        ("Slowest 90", 30.0),
    ]


def test_each_pause_is_a_moment_and_the_longest_has_a_figure_of_its_own():
    found = named(SPOKEN)
    assert found["Pauses"].value == "2  ·  2.0 a minute"
    assert [moment.start for moment in found["Pauses"].moments] == [5.0, 20.0]
    assert found["Longest pause"].value == "3.5 s"
    assert [moment.start for moment in found["Longest pause"].moments] == [20.0]


def test_a_pause_before_a_key_point_is_told_from_the_others():
    pauses = named(SPOKEN, points=(24.0,))["Pauses"]
    assert pauses.explanation == "One of them sets off a step that you began."
    assert [moment.label for moment in pauses.moments] == ["1.0 s", "3.5 s, before a step"]


def test_fillers_are_a_lower_bound_and_every_one_can_be_heard():
    fillers = named(SPOKEN)["Fillers"]
    assert fillers.value == "At least 3  ·  3.0 a minute"
    assert [(m.label, m.start) for m in fillers.moments] == [
        ("um", 3.0),
        ("like", 8.0),
        ("Um", 30.0),
    ]


def test_hedges_lead_to_where_they_were_said():
    hedges = named(SPOKEN)["Hedges"]
    assert hedges.value == "1  ·  1.0 a minute"
    assert [moment.start for moment in hedges.moments] == [4.0]


def test_a_repeated_phrase_is_named_with_its_count_and_leads_to_each_time():
    repeats = named(SPOKEN)["Repeated phrases"]
    assert repeats.value == "“at the end of the day” ×3"
    assert [moment.start for moment in repeats.moments] == [6.0, 16.0, 26.0]


def test_a_long_stretch_leads_to_its_beginning():
    stretch = named(SPOKEN)["Longest stretch"]
    assert stretch.value == "36 s"
    assert [moment.start for moment in stretch.moments] == [24.0]


def test_the_share_of_the_time_is_shown_where_there_is_a_limit():
    used = named(SPOKEN, budget=120.0)["Time used"]
    assert used.value == "50 %"
    assert used.explanation == "1 minute of the 2 minutes for this question."
    assert "Time used" not in named(SPOKEN)


def test_the_first_word_leads_to_itself():
    first = named(SPOKEN)["Time to first word"]
    assert first.value == "1.2 s"
    assert first.moments[0].start == 1.2


def test_nothing_heard_is_said_plainly():
    found = named(PLAIN)
    assert found["Longest pause"].value == "None"
    assert found["Fillers"].value == "None recognized"
    assert found["Fillers"].moments == ()
    assert found["Repeated phrases"].value == "None"
    assert found["Longest stretch"].value == "Under 30 s"


def test_a_figure_says_on_which_side_of_its_band_it_lies():
    found = named(SPOKEN)
    assert found["Pace"].band == "Within the usual: 120 to 170 words a minute"
    assert found["Pauses"].band == "Below the usual: 3 to 12 a minute"
    assert found["Fillers"].band == "Within the usual: up to 4 a minute"


def test_a_band_that_was_moved_is_the_one_that_counts():
    moved = {Measure.PACE: Band(None, 130.0), Measure.FILLERS: Band(None, None)}
    found = named(SPOKEN, bands=moved)
    assert found["Pace"].band == "Above the usual: up to 130 words a minute"
    assert found["Fillers"].band == ""


def test_every_figure_explains_itself():
    shown = figures(Heard(SPOKEN, budget=120.0))
    assert all(figure.explanation.endswith(".") for figure in shown)
