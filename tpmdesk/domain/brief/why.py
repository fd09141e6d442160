"""What each defect is called, and what it costs the reader. `{quote}` is the brief's own words."""

from __future__ import annotations

from tpmdesk.domain.brief.reading import DefectCode

MESSAGE = {
    DefectCode.OUTCOME_MISSING: "No sentence says what this program is accountable for.",
    DefectCode.STATUS_MISSING: "There is no status. Give one word: green, yellow or red.",
    DefectCode.STATUS_NOT_ONE_WORD: (
        "The status is not one word of green, yellow and red: “{quote}”"
    ),
    DefectCode.MILESTONES_WITHOUT_DATES: "This milestone has no date: “{quote}”",
    DefectCode.MILESTONES_WITHOUT_EXIT_CRITERIA: (
        "Nothing says how one knows that this milestone is reached: “{quote}”"
    ),
    DefectCode.RISKS_WITHOUT_OWNER: "Nobody owns this risk: “{quote}”",
    DefectCode.RISKS_WITHOUT_MITIGATION: "Nothing is said to be done about this risk: “{quote}”",
    DefectCode.MORE_THAN_THREE_RISKS: "There are more than three risks from here on: “{quote}”",
    DefectCode.DECISIONS_MISSING: "No decision is asked for. If none is needed, say so.",
    DefectCode.LINKS_MISSING: "Nothing leads to the documents behind this page.",
    DefectCode.IMPORTANT_INFORMATION_LAST: "This comes after what matters less: “{quote}”",
    DefectCode.HEDGED_OR_PASSIVE_VOICE: "This hedges, or hides who acts: “{quote}”",
}

ABSENT = {
    DefectCode.MILESTONES_WITHOUT_DATES: "There are no milestones, so no date to hold to.",
    DefectCode.MILESTONES_WITHOUT_EXIT_CRITERIA: (
        "There are no milestones, so nothing says when a step is done."
    ),
    DefectCode.RISKS_WITHOUT_OWNER: "No risk is named, so nobody owns one.",
    DefectCode.RISKS_WITHOUT_MITIGATION: "No risk is named, so nothing is done about one.",
}

WHY = {
    DefectCode.OUTCOME_MISSING: (
        "Everything else is measured against the outcome; without it a reader cannot tell whether "
        "the program succeeds."
    ),
    DefectCode.STATUS_MISSING: "A reader with one minute looks for the status first.",
    DefectCode.STATUS_NOT_ONE_WORD: (
        "A status in several words leaves the judgement to the reader. Commit to one, then give "
        "the reason in a short line."
    ),
    DefectCode.MILESTONES_WITHOUT_DATES: "Without a date nobody can say that it is late.",
    DefectCode.MILESTONES_WITHOUT_EXIT_CRITERIA: (
        "Without an exit criterion, done is an opinion, and each team will have its own."
    ),
    DefectCode.RISKS_WITHOUT_OWNER: "A risk without a named owner is watched by nobody.",
    DefectCode.RISKS_WITHOUT_MITIGATION: (
        "A risk without a mitigation is only a worry; say what you do about it."
    ),
    DefectCode.MORE_THAN_THREE_RISKS: (
        "A long list hides the risks that decide the program. Keep the top three here and link to "
        "the rest."
    ),
    DefectCode.DECISIONS_MISSING: "Readers who can decide should not have to guess what you need.",
    DefectCode.LINKS_MISSING: "A page is short because it points to the detail.",
    DefectCode.IMPORTANT_INFORMATION_LAST: (
        "A reader who stops after the first paragraph should have the outcome and the status."
    ),
    DefectCode.HEDGED_OR_PASSIVE_VOICE: (
        "Say who does what, and commit to it: a page without an owner's voice reads as one that "
        "nobody stands behind."
    ),
}
