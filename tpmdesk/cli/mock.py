"""`mock` and `attempts`: rounds without a window or a sound card."""

from __future__ import annotations

import json
import math
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from tpmdesk.app.mock import SittingManner
from tpmdesk.app.ports import NotFoundError
from tpmdesk.app.unattended import DirectTranscriber, FileMicrophone, SilentSpeaker, sit
from tpmdesk.cli.assess import ASSESS
from tpmdesk.cli.command import Command, CommandError, Desk
from tpmdesk.cli.facts import (
    answer_facts,
    attempt_facts,
    line_facts,
    summary_facts,
)
from tpmdesk.cli.files import existing, read_text
from tpmdesk.cli.ids import attempt_id
from tpmdesk.domain.attempts import Answer, Attempt, Score
from tpmdesk.domain.content import Round
from tpmdesk.domain.roundstate import AnswerStatus, Question
from tpmdesk.domain.rubric import ScoreError, check_scores, summarize

MOST_FOLLOW_UPS = 3

_SCORES_HELP = """\
SCORES is a JSON list with one object for each question, in their order. Each gives the level of
some or all criteria of the round's rubric, by slug:

  [{"depth": 3, "clarity": 2}, {"depth": 4}]

With --follow-ups the interviewer may ask back, depending on what an answer left out. The
recordings answer whatever is asked, in that order: a question, what is asked back about it, the
next question. What is asked after the last recording is skipped; recordings that nothing was
asked for are listed as unused. What is asked back has no scores of its own.

With --json, standard output holds one JSON value."""


def mock(desk: Desk, options: Namespace) -> dict[str, Any]:
    """A whole round, saved as any other."""
    files = [existing(path) for path in options.answers]
    chosen = desk.library.round(options.round)
    questions = _questions(desk, chosen, options)
    scores = _scores(desk, chosen, options.scores, len(questions))
    microphone = FileMicrophone(files, [desk.recognizers.seconds(file) for file in files])
    sitting = desk.mocking.start(
        chosen.id,
        questions,
        SilentSpeaker(),
        microphone,
        DirectTranscriber(desk.recognizers),
        SittingManner(exam=options.exam, follow_ups=options.follow_ups),
        changed=_nothing,
    )
    problems = sit(sitting, scores, microphone)
    attempt = desk.mocking.attempt(sitting.attempt_id)
    answers = [
        {**_answer(desk, attempt, answer), "problem": problems.get(answer.position, "")}
        for answer in attempt.answers
    ]
    unused = [str(file) for file in microphone.left]
    return {
        "attempt": str(attempt.id), "round": attempt.round, "answers": answers, "unused": unused,
    }  # fmt: skip


def _questions(desk: Desk, chosen: Round, options: Namespace) -> tuple[Question, ...]:
    wanted = _wanted(len(options.answers), len(options.prompts or ()), options.follow_ups)
    plan = desk.mocking.plan(chosen.id, wanted, options.seed, options.prompts)
    if len(plan) < wanted:
        raise CommandError(
            f"The round {chosen.id} has {len(plan)} questions; give no more answers than that."
        )
    return plan


def _wanted(recordings: int, prompts: int, follow_ups: int) -> int:
    """How many questions there shall be, apart from what is asked back."""
    fits = prompts <= recordings if follow_ups else prompts == recordings
    if prompts and not fits:
        least = "at least one" if follow_ups else "one"
        raise CommandError(
            f"There are {prompts} prompts and {recordings} answers; give {least} for each."
        )
    return prompts or math.ceil(recordings / (1 + follow_ups))


def _scores(
    desk: Desk, chosen: Round, file: Path | None, questions: int
) -> list[tuple[Score, ...]]:
    if file is None:
        return [()] * questions
    given = _score_list(file)
    if len(given) != questions:
        raise CommandError(
            f"{file}: {len(given)} scores for {questions} questions; give one for each."
        )
    rubric = desk.library.rubric(chosen.rubric)
    scores = [tuple(Score(slug, level) for slug, level in levels.items()) for levels in given]
    for number, of_answer in enumerate(scores, start=1):
        try:
            check_scores(rubric, of_answer)
        except ScoreError as error:
            raise CommandError(f"{file}: question {number}: {error}") from error
    return scores


def _score_list(file: Path) -> list[dict[str, int]]:
    try:
        given = json.loads(read_text(file))
    except json.JSONDecodeError as error:
        raise CommandError(f"{file} is not JSON: {error}.") from error
    fits = isinstance(given, list) and all(map(_is_levels, given))
    if not fits:
        raise CommandError(
            f'{file} must hold a list with an object for each question, as in [{{"depth": 3}}].'
        )
    return list(given)


def _is_levels(entry: object) -> bool:
    return isinstance(entry, dict) and all(type(level) is int for level in entry.values())


def _mock_words(result: dict[str, Any]) -> str:
    lines = [f"Attempt {result['attempt']} is saved."]
    for number, answer in enumerate(result["answers"], start=1):
        lines += [f"{number}. {answer['question']}", f"   {answer['transcript'] or '(no words)'}"]
        lines += [f"   {answer['problem']}"] if answer["problem"] else []
    return "\n".join(lines)


def _mock_arguments(parser: ArgumentParser) -> None:
    parser.formatter_class = RawDescriptionHelpFormatter
    parser.epilog = _SCORES_HELP
    parser.add_argument("--round", required=True, metavar="ID", help="the round to sit")
    parser.add_argument(
        "--answers",
        required=True,
        nargs="+",
        type=Path,
        metavar="WAV",
        help="recordings of the answers, one for each question; for --follow-ups see below",
    )
    parser.add_argument("--scores", type=Path, metavar="SCORES", help="the levels of each answer")
    parser.add_argument("--prompts", nargs="+", metavar="ID", help="ask these questions, in order")
    parser.add_argument("--seed", type=int, metavar="N", help="draw the same questions again")
    parser.add_argument(
        "--follow-ups",
        type=int,
        choices=range(MOST_FOLLOW_UPS + 1),
        default=0,
        metavar="N",
        help=f"ask back up to N questions after an answer, at most {MOST_FOLLOW_UPS} (default: 0)",
    )
    parser.add_argument(
        "--exam", action="store_true", help="score all answers after the last, not one by one"
    )


def attempts(desk: Desk, options: Namespace) -> Any:
    """All attempts, or one whole."""
    if options.id is None:
        return [line_facts(line) for line in desk.mocking.attempts()]
    attempt = desk.mocking.attempt(attempt_id(options.id))
    answers = [_answer(desk, attempt, answer) for answer in attempt.answers]
    return {**attempt_facts(attempt), "answers": answers, "summary": _summary(desk, attempt)}


def _answer(desk: Desk, attempt: Attempt, answer: Answer) -> dict[str, Any]:
    status = attempt.state.answers[answer.position]
    file = desk.mocking.recording_path(answer.recording) if answer.recording else None
    spoken = file is not None and file.is_file() and status is not AnswerStatus.TYPED
    return {
        **answer_facts(answer, str(file) if spoken else None),
        "status": status.value,
        "follow_up_of": attempt.state.questions[answer.position].follow_up_of,
    }


def _summary(desk: Desk, attempt: Attempt) -> dict[str, Any] | None:
    try:
        rubric = desk.library.rubric(desk.library.round(attempt.round).rubric)
    except NotFoundError:
        return None
    return summary_facts(summarize(rubric, [answer.scored() for answer in attempt.answers]))


def _attempts_words(result: Any) -> str:
    if isinstance(result, list):
        return "\n".join(map(_line_words, result)) or "No attempts yet."
    lines = [f"{result['title']}, {result['started']}"]
    for answer in result["answers"]:
        lines += [f"{answer['position'] + 1}. {answer['question']} ({answer['status']})"]
        lines += [f"   {answer['transcript']}"] if answer["transcript"] else []
    return "\n".join(lines)


def _line_words(line: dict[str, Any]) -> str:
    level = "not scored" if line["mean_level"] is None else f"level {line['mean_level']:.1f}"
    ended = "" if line["ended"] else ", not ended"
    answered = f"{line['answered']} of {line['questions']} answered"
    return f"{line['id']}  {line['started']}  {line['title']}: {answered}, {level}{ended}"


def _attempts_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("id", nargs="?", metavar="ID", help="show this attempt whole")


def _nothing() -> None:
    """Nobody watches."""


COMMANDS = (
    ASSESS,
    Command("mock", "sit a round with recordings for answers", mock, _mock_words, _mock_arguments),
    Command(
        "attempts", "list the rounds you sat, or show one whole", attempts, _attempts_words,
        _attempts_arguments,
    ),
)  # fmt: skip
