from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tpmdesk.storage.literals import bound

VALUES = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0")),
)


@example([float("inf"), float("-inf"), "Inf"])
@given(st.lists(VALUES, min_size=1, max_size=5))
def test_what_sqlite_quotes_comes_back_as_it_was(values):
    with closing(sqlite3.connect(":memory:")) as connection:
        marks = ", ".join("quote(?)" for _ in values)
        quoted = connection.execute(f"SELECT {marks}", values).fetchone()
        written = f"INSERT INTO t2 (sha256, b3) VALUES ({', '.join(quoted)})"
        asked = f"SELECT {', '.join('?' for _ in values)}"
        stored = connection.execute(asked, values).fetchone()
    sql, taken = bound(written)
    assert sql == f"INSERT INTO t2 (sha256, b3) VALUES ({', '.join('?' for _ in values)})"
    assert list(map(repr, taken)) == list(map(repr, stored))


@pytest.mark.parametrize(
    ("statement", "sql", "values"),
    [
        (
            "UPDATE card SET id = id, due = NULL, step = -1 WHERE id = 7",
            "UPDATE card SET id = id, due = ?, step = ? WHERE id = ?",
            [None, -1, 7],
        ),
        (
            "UPDATE note SET id = id, front = 'it''s 5 NULL?' WHERE id = 7",
            "UPDATE note SET id = id, front = ? WHERE id = ?",
            ["it's 5 NULL?", 7],
        ),
        (
            "DELETE FROM t WHERE name = 'a' AND n = 1",
            "DELETE FROM t WHERE name = ? AND n = ?",
            ["a", 1],
        ),
    ],
)
def test_statements_of_one_form_become_one_statement(statement, sql, values):
    assert bound(statement) == (sql, values)
