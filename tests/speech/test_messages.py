from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.transcript import Transcript, Utterance, Word
from tpmdesk.speech import messages

TIMES = st.none() | st.floats(0, 9_999)
WORDS = st.builds(Word, st.text(max_size=9), TIMES, TIMES, st.floats(0, 1))
UTTERANCES = st.builds(Utterance, st.lists(WORDS, max_size=5).map(tuple))
TRANSCRIPTS = st.builds(Transcript, st.lists(UTTERANCES, max_size=4).map(tuple), st.text())


@given(transcript=TRANSCRIPTS)
def test_a_transcript_crosses_the_pipe_unchanged(transcript: Transcript) -> None:
    crossed = json.loads(json.dumps(messages.to_data(transcript)))
    assert messages.from_data(crossed) == transcript
