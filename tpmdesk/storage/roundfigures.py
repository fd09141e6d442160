"""The figures of attempts, read from what is kept of their answers in one query each."""

from __future__ import annotations

from collections import defaultdict

from tpmdesk.app.trends import RoundFigures
from tpmdesk.domain.attempts import AttemptId
from tpmdesk.storage.database import Database
from tpmdesk.storage.tables import EPOCH, MICROSECOND

# Of each answer the latest assessment counts, and only where enough was said to be judged.
_FIGURES = """
WITH latest AS (
  SELECT answer_id, max(id) AS id FROM assessment GROUP BY answer_id
), judged AS (
  SELECT answer.attempt_id, answer.position, body,
    body ->> '$.delivery.words' AS words,
    body ->> '$.delivery.seconds' AS seconds,
    body ->> '$.delivery.words_per_minute' AS pace,
    json_array_length(body, '$.delivery.fillers') AS fillers
  FROM latest JOIN assessment ON assessment.id = latest.id
  JOIN answer ON answer.id = assessment.answer_id
  WHERE body ->> '$.enough_speech'
), touched AS (  -- a step counts once for a question and what was asked back about it
  SELECT judged.attempt_id, max(step.value ->> '$.covered') AS covered
  FROM judged JOIN attempt ON attempt.id = judged.attempt_id, json_each(body, '$.steps') AS step
  GROUP BY judged.attempt_id, step.value ->> '$.step',
    coalesce(attempt.state ->> ('$.questions[' || judged.position || '].follow_up_of'),
      judged.position)
), walked AS (
  SELECT attempt_id, avg(covered) AS covered FROM touched GROUP BY attempt_id
), spoken AS (
  SELECT attempt_id,
    sum(pace * words) / nullif(sum(CASE WHEN pace IS NULL THEN 0 ELSE words END), 0) AS pace,
    sum(fillers) * 60.0 / nullif(sum(seconds), 0) AS fillers
  FROM judged GROUP BY attempt_id
), levels AS (
  SELECT answer.attempt_id, avg(level) AS level FROM score
  JOIN answer ON answer.id = score.answer_id
  WHERE blind = 0 AND scorer = '' GROUP BY answer.attempt_id
)
SELECT attempt.id, attempt.round, attempt.title, attempt.started_at, levels.level,
  walked.covered, spoken.pace, spoken.fillers
FROM attempt LEFT JOIN spoken ON spoken.attempt_id = attempt.id
LEFT JOIN walked ON walked.attempt_id = attempt.id
LEFT JOIN levels ON levels.attempt_id = attempt.id
WHERE attempt.ended_at IS NOT NULL ORDER BY attempt.started_at, attempt.id"""

_GAPS = """
SELECT answer.attempt_id, blind.level - seen.level AS gap
FROM score AS blind
JOIN score AS seen ON seen.answer_id = blind.answer_id AND seen.criterion = blind.criterion
  AND seen.blind = 0 AND seen.scorer = ''
JOIN answer ON answer.id = blind.answer_id
WHERE blind.blind = 1 AND blind.scorer = ''
ORDER BY answer.attempt_id, answer.position, blind.id"""


class SqlTrendStore:
    """A TrendStore in the profile's database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def round_figures(self) -> list[RoundFigures]:
        gaps: defaultdict[int, list[int]] = defaultdict(list)
        with self._database.read() as connection:
            for attempt, gap in connection.exec_driver_sql(_GAPS):
                gaps[attempt].append(gap)
            rows = connection.exec_driver_sql(_FIGURES).all()
        return [
            RoundFigures(
                attempt=AttemptId(row.id),
                round=row.round,
                title=row.title,
                started=EPOCH + row.started_at * MICROSECOND,
                level=row.level,
                covered=row.covered,
                pace=row.pace,
                fillers=row.fillers,
                gaps=tuple(gaps[row.id]),
            )
            for row in rows
        ]
