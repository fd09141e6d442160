from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.storage.samples import add_deck, add_note
from tpmdesk.app.browsestore import Replacement
from tpmdesk.domain.cards import Face, NoteKind, NoteStep, NoteText
from tpmdesk.domain.replacing import NoteField, pieces
from tpmdesk.storage import replacements
from tpmdesk.storage.regexes import Regexes

SIGNS = st.text("aAkKsSiItT\u212a\u017f\u0130\u0131\u00e9\u00c9%_\\\"'\n\t[]*z ", max_size=4)
STEPS = st.lists(st.builds(NoteStep, SIGNS, SIGNS), max_size=2).map(tuple)
SIDES = st.lists(st.builds(Face, st.just("side-1"), SIGNS, SIGNS), max_size=1).map(tuple)
TEXTS = st.builds(
    NoteText,
    st.just(NoteKind.BASIC),
    SIGNS,
    SIGNS,
    STEPS,
    SIGNS,
    mnemonic=SIGNS,
    sides=SIDES,
)
FIELDS = st.lists(st.sampled_from(NoteField), unique=True).map(tuple)


@pytest.fixture
def deck(database):
    add_deck(database)
    return database


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TEXTS, max_size=4), SIGNS.filter(bool), FIELDS, st.booleans())
def test_no_note_that_holds_the_text_is_overlooked(deck, texts, find, fields, match_case):
    pattern = re.compile(re.escape(find), 0 if match_case else re.IGNORECASE)
    cards = [add_note(deck, text, position=n)[0] for n, text in enumerate(texts)]
    holding = [
        text
        for text in texts
        if any(pattern.search(piece) for piece in pieces(text, fields or tuple(NoteField)))
    ]
    wish = Replacement(find, "\u2603", fields, match_case=match_case)
    with deck.read() as connection:
        edits = list(replacements.edits(connection, wish, cards, Regexes()))
    assert [edit.before for edit in edits] == holding
