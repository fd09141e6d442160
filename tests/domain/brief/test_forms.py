"""One brief in the many forms in which people write them: none may cost it a finding, and taking
a thing away must cost it exactly that one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.domain.brief.given import codes

NAMES = (
    ("Outcome", "Status", "Milestones", "Risks", "Decisions needed", "Links"),
    ("Goal", "RAG", "Key milestones", "Top risks", "Ask", "References"),
    ("Bottom line", "Health", "Timeline", "Top 3 risks", "What we need from you", "Docs"),
    ("TL;DR", "Current status", "Key dates", "Risks and mitigations", "Asks", "Further reading"),
)
LABELS = (
    "## {}\n", "## {}:\n", "**{}**\n", "**{}**\n\n", "**{}:**\n", "{}:\n", "{} -\n", "{} –\n",
    "{}\n------\n", "*{}*\n\n", "## 1. {}\n", "## 🎯 {}\n", "{}\n", "#### {}\n", "[{}]\n",
)  # fmt: skip
INLINE = ("**{}:** ", "{}: ", "**{}** — ", "{} - ", "**{}.** ", "_{}:_ ")

OUTCOME = "Merchants in nine countries get paid the same day from 1 October on."
STATUS = "🟡 Yellow (the vendor is two weeks late)"
MILESTONES = """\
- 3 May: pilot. Exit: 100 merchants get paid for a week
- 9 June: all countries. Exit: error rate below 0.1 %
"""
RISKS = """\
- Vendor slips. Owner: Priya. Mitigation: second source under contract.
- Load doubles. Owner: Data team. Mitigation: capacity ordered.
"""
ASK = "Dana to approve the second source by 3 May."
LINKS = "[plan](https://docs.example.com/plan)"


def written(label: str, names: tuple[str, ...]) -> str:
    texts = (OUTCOME, STATUS, MILESTONES, RISKS, ASK, LINKS)
    parts = [f"{label.format(name)}{text}" for name, text in zip(names, texts, strict=True)]
    return "# Payouts\n\n" + "\n\n".join(parts)


@pytest.mark.parametrize("names", NAMES, ids=lambda names: names[0])
@pytest.mark.parametrize("label", LABELS)
def test_a_part_may_have_any_common_name_and_any_kind_of_heading(
    label: str, names: tuple[str, ...]
) -> None:
    assert codes(written(label, names)) == set()


@pytest.mark.parametrize("names", NAMES, ids=lambda names: names[0])
@pytest.mark.parametrize("label", INLINE)
def test_a_label_may_stand_on_the_line_of_its_text(label: str, names: tuple[str, ...]) -> None:
    texts = (OUTCOME, STATUS, f"\n\n{MILESTONES}", f"\n\n{RISKS}", ASK, LINKS)
    parts = [f"{label.format(name)}{text}" for name, text in zip(names, texts, strict=True)]
    assert codes("# Payouts\n\n" + "\n\n".join(parts)) == set()


RiskForm = Callable[[str, str, str], str]

RISK_FORMS: dict[str, RiskForm] = {
    "labels": lambda r, o, m: f"- {r}.{_(' Owner: ', o)}{_('. Mitigation: ', m)}",
    "brackets": lambda r, o, m: f"- **{r}**{_(' (', o, ')')}{_(' — ', m)}",
    "below": lambda r, o, m: f"1. {r}{_(f'{NEXT}   - Owner: ', o)}{_(f'{NEXT}   - Plan: ', m)}",
    "arrow": lambda r, o, m: f"- {r}{_(' → ', m)}{_(' (', o, ')')}",
    "dashes": lambda r, o, m: f"- {r}{_(' – ', o)}{_(' – ', m)}",
    "heading": lambda r, o, m: f"### {r}\n{_('Owner: ', o)}  \n{_('Mitigation: ', m)}\n",
    "clauses": lambda r, o, m: f"- {r}{_(', owned by ', o)}{_('; ', m)}",
    "table": lambda r, o, m: f"| {r} | {o} | {m} |",
}
NEXT = "\n"
TABLE = "| Risk | Owner | Mitigation |\n|---|---|---|\n"
KNOWN = (
    ("Supplier delivers four weeks late", "Priya", "second supplier under contract since Monday"),
    ("Two teams read the contract differently", "@lena", "weekly contract test in both pipelines"),
    ("Support is not trained on the console", "Head of Support", "two training sessions in May"),
)


def _(before: str, text: str, after: str = "") -> str:
    return f"{before}{text}{after}" if text else ""


def with_risks(form: str, known: tuple[tuple[str, str, str], ...]) -> str:
    listed = "\n".join(RISK_FORMS[form](*each) for each in known)
    risks = f"{TABLE}{listed}" if form == "table" else listed
    return written("## {}\n\n", NAMES[0]).replace(RISKS, f"{risks}\n")


@pytest.mark.parametrize("form", RISK_FORMS)
def test_risks_are_read_in_every_form(form: str) -> None:
    assert codes(with_risks(form, KNOWN)) == set()


@pytest.mark.parametrize("place", range(3))
@pytest.mark.parametrize("form", RISK_FORMS)
def test_one_risk_without_its_owner_is_found_in_every_form(form: str, place: int) -> None:
    known = [*KNOWN]
    known[place] = (KNOWN[place][0], "", KNOWN[place][2])
    assert codes(with_risks(form, tuple(known))) == {"risks_without_owner"}


@pytest.mark.parametrize("place", range(3))
@pytest.mark.parametrize("form", RISK_FORMS)
def test_one_risk_without_its_mitigation_is_found_in_every_form(form: str, place: int) -> None:
    known = [*KNOWN]
    known[place] = (*KNOWN[place][:2], "")
    assert codes(with_risks(form, tuple(known))) == {"risks_without_mitigation"}


@pytest.mark.parametrize("form", RISK_FORMS)
def test_a_fourth_risk_is_found_in_every_form(form: str) -> None:
    fourth = ("Legal has not cleared the transfer", "Tomasz Nowak", "standard clauses signed")
    assert codes(with_risks(form, (*KNOWN, fourth))) == {"more_than_three_risks"}


MILESTONE_FORMS: dict[str, RiskForm] = {
    "bold": lambda t, d, e: f"- {_('**', d, '**: ')}{t}{_('. Exit: ', e)}",
    "dashes": lambda t, d, e: f"- {t}{_(' – ', d)}{_(' – done when ', e)}",
    "below": lambda t, d, e: f"1. {t}{_(' (', d, ')')}{_(f'{NEXT}   - Exit criteria: ', e)}",
    "clauses": lambda t, d, e: f"* {t}{_(' by ', d)}{_('; accepted once ', e)}",
    "brackets": lambda t, d, e: f"- {t}{_(', ', d)}{_(' (exit: ', e, ')')}",
    "table": lambda t, d, e: f"| {t} | {d} | {e} |",
}
STEPS = (
    ("Dual write on for all tenants", "14 March", "no diff in the reconciliation for 7 days"),
    ("Reads switched to the new store", "W23", "p99 below 200 ms at 3k requests a second"),
    ("Old cluster off", "end of June", "security signs the report"),
)


def with_milestones(form: str, steps: tuple[tuple[str, str, str], ...]) -> str:
    listed = "\n".join(MILESTONE_FORMS[form](*each) for each in steps)
    head = "| Milestone | Date | Done when |\n|---|---|---|\n" if form == "table" else ""
    return written("## {}\n\n", NAMES[0]).replace(MILESTONES, f"{head}{listed}\n")


@pytest.mark.parametrize("form", MILESTONE_FORMS)
def test_milestones_are_read_in_every_form(form: str) -> None:
    assert codes(with_milestones(form, STEPS)) == set()


@pytest.mark.parametrize("place", range(3))
@pytest.mark.parametrize("form", MILESTONE_FORMS)
def test_one_milestone_without_its_date_is_found_in_every_form(form: str, place: int) -> None:
    steps = [*STEPS]
    steps[place] = (STEPS[place][0], "", STEPS[place][2])
    assert codes(with_milestones(form, tuple(steps))) == {"milestones_without_dates"}


@pytest.mark.parametrize("place", range(3))
@pytest.mark.parametrize("form", MILESTONE_FORMS)
def test_one_milestone_without_its_exit_is_found_in_every_form(form: str, place: int) -> None:
    steps = [*STEPS]
    steps[place] = (*STEPS[place][:2], "")
    assert codes(with_milestones(form, tuple(steps))) == {"milestones_without_exit_criteria"}


@pytest.mark.parametrize("late", ["outcome", "status"])
def test_an_outcome_or_status_after_the_detail_is_too_late(late: str) -> None:
    text = written("## {}\n", NAMES[0])
    part = {"outcome": f"## Outcome\n{OUTCOME}\n", "status": f"## Status\n{STATUS}\n"}[late]
    assert codes(text.replace(part, "") + f"\n\n{part}") == {"important_information_last"}


def test_a_long_background_before_the_outcome_buries_it() -> None:
    background = "## Background\n" + "The old system pays once a month and nobody likes that. " * 5
    text = written("## {}\n", NAMES[0]).replace("## Outcome", f"{background}\n\n## Outcome")
    assert codes(text) == {"important_information_last"}


def test_a_line_of_who_and_when_before_the_outcome_buries_nothing() -> None:
    text = written("## {}\n", NAMES[0])
    dated = text.replace("## Outcome", "Author: Lena, week 12, for the board\n\n## Outcome")
    assert codes(dated) == set()


def test_a_table_with_a_column_of_dates_is_the_schedule_whatever_it_is_called() -> None:
    table = """\
| When | What | How we know |
|---|---|---|
| 3 May | pilot | 100 merchants get paid for a week |
| 9 June | all countries | error rate below 0.1 % |
"""
    brief = written("## {}\n", NAMES[0])
    assert codes(brief.replace(f"## {NAMES[0][2]}\n{MILESTONES}", table)) == set()


@pytest.mark.parametrize("name", ["Watch", "What to watch", "Watch list"])
def test_risks_may_be_what_is_watched(name: str) -> None:
    names = (*NAMES[0][:3], name, *NAMES[0][4:])
    assert codes(written("## {}\n", names)) == set()
