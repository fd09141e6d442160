"""How many of the trade's terms the recognizer hears, with and without the round's bias, and
whether the bias puts a term into sentences that have none.

Each term is said in two sentences, each sentence by the computer's usual voice and, where one is
installed, by a natural one. The bias is what the app gives for a question of the term's round.

    python -m tests.benchmarks.terms --json OUT [--spoken DIR] [--rate 140] [--most N]
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from tests.benchmarks._term_sentences import PLAIN, TERMS
from tests.speech.clips import plain_words, word_errors
from tpmdesk.app.unattended import AtOnce
from tpmdesk.app.vocabulary import favoured
from tpmdesk.bootstrap.parts import Parts
from tpmdesk.bootstrap.paths import Profile
from tpmdesk.domain.language import stem
from tpmdesk.speech.engines import Recognition
from tpmdesk.speech.voices import ChildVoices, VoiceCache

_CACHE_BYTES = 1 << 30
_SYNTHESES = 2


class Saying(NamedTuple):
    """A sentence, the term in it ("" for none), and the round in which it is said."""

    sentence: str
    term: str
    round: str


class Heard(NamedTuple):
    saying: Saying
    text: str
    seconds: float


def sayings(most: int) -> list[Saying]:
    """All sentences; at most so many with each term."""
    spoken = [
        Saying(sentence, term.term, term.round)
        for term in TERMS
        for sentence in term.sentences[:most]
    ]
    return spoken + [Saying(plain.sentence, "", plain.round) for plain in PLAIN]


def holds(text: str, term: str) -> bool:
    """Whether the term's words stand in the text, in their order and next to each other."""
    words, wanted = plain_words(text), plain_words(term)
    return any(words[n : n + len(wanted)] == wanted for n in range(len(words)))


def holds_a_form(text: str, term: str) -> bool:
    """The same for any ending of its words: "queue" for "queues", "retried" for "retries"."""
    words, wanted = list(map(stem, plain_words(text))), list(map(stem, plain_words(term)))
    return any(words[n : n + len(wanted)] == wanted for n in range(len(words)))


def bias(folder: Path) -> dict[str, tuple[str, ...]]:
    """What the app favours in an answer to the first question of each round."""
    parts = Parts(Profile(folder), AtOnce())
    parts.library.merge_bundled()
    content = parts.content
    firsts = {each.id: content.prompts(each.id)[0] for each in content.rounds()}
    terms = {
        round_id.partition("/")[2]: favoured(content, prompt) for round_id, prompt in firsts.items()
    }
    parts.close()
    return terms


class Bench:
    """The clips of one voice, and what is heard in them."""

    def __init__(self, recognition: Recognition, cache: VoiceCache, voice: str, rate: int) -> None:
        self._recognition = recognition
        self._cache = cache
        self._voices = ChildVoices(cache)
        self._voice = voice
        self._rate = rate

    def speak(self, all_sayings: Sequence[Saying], folder: Path) -> None:
        with ThreadPoolExecutor(_SYNTHESES) as pool:
            list(pool.map(lambda n: self._speak(all_sayings[n], folder), range(len(all_sayings))))

    def _speak(self, saying: Saying, folder: Path) -> None:
        out = folder / f"{abs(hash(saying))}.wav"
        self._voices.synthesize(saying.sentence, self._voice, self._rate, out)
        out.unlink()

    def hear(self, saying: Saying, hints: Sequence[str]) -> Heard:
        clip = self._cache.find(saying.sentence, self._voice, self._rate)
        assert clip is not None, saying
        began = time.perf_counter()
        text = self._recognition.transcribe(clip, hints=hints).text
        return Heard(saying, text, time.perf_counter() - began)


def figures(heard: Sequence[Heard]) -> dict[str, Any]:
    """What was heard of the terms, and of the sentences without one."""
    spoken = [each for each in heard if each.saying.term]
    plain = [each for each in heard if not each.saying.term]
    missed = [each for each in spoken if not holds(each.text, each.saying.term)]
    inserted = [each for each in plain if any(holds(each.text, term.term) for term in TERMS)]
    errors = [word_errors(each.saying.sentence, each.text) for each in plain]
    return {
        "sentences": len(spoken),
        "recall": round(1 - len(missed) / len(spoken), 4),
        "recall_in_any_form": round(
            sum(holds_a_form(each.text, each.saying.term) for each in spoken) / len(spoken), 4
        ),
        "terms_heard_every_time": len(TERMS) - len({each.saying.term for each in missed}),
        "terms_heard_at_all": len({each.saying.term for each in spoken if each not in missed}),
        "plain_sentences": len(plain),
        "inserted": len(inserted),
        "plain_word_error_rate": round(sum(e for e, _ in errors) / sum(n for _, n in errors), 4),
        "seconds": round(sum(each.seconds for each in heard), 1),
        "missed": [_words(each) for each in missed],
        "put_in": [_words(each) for each in inserted],
    }


def _words(heard: Heard) -> dict[str, str]:
    return {"term": heard.saying.term, "said": heard.saying.sentence, "heard": heard.text}


def measure(options: Namespace, folder: Path) -> dict[str, Any]:
    """Each voice with the round's bias, and without any."""
    parts = Parts(Profile(folder / "profile"), AtOnce())
    recognition = parts.recognizers
    cache = VoiceCache(options.spoken or folder / "spoken", _CACHE_BYTES)
    said, terms = sayings(options.most), bias(folder / "profile")
    recognition.prepare()
    results = {}
    for name, voice in _voices(parts).items():
        bench = Bench(recognition, cache, voice, options.rate)
        bench.speak(said, folder)
        results[name] = {
            "round": figures([bench.hear(each, terms[each.round]) for each in said]),
            "none": figures([bench.hear(each, ()) for each in said]),
        }
        _print_table({name: results[name]})
    return {
        "recognizer": recognition.chosen(),
        "rate": options.rate,
        "load_average": round(os.getloadavg()[0], 2),
        "voices": results,
    }


def _voices(parts: Parts) -> dict[str, str]:
    found = parts.voices.voices()
    natural = [voice.id for voice in found if voice.engine == "piper"]
    return {found[0].engine: found[0].id} | {voice: voice for voice in natural[:1]}


def _print_table(results: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> None:
    for voice, biases in results.items():
        for name, found in biases.items():
            print(
                f"{voice:10} bias {name:5} recall {found['recall']:6.1%}  "
                f"in any form {found['recall_in_any_form']:6.1%}  "
                f"every time {found['terms_heard_every_time']} of {len(TERMS)}  "
                f"at all {found['terms_heard_at_all']}  put in {found['inserted']} "
                f"of {found['plain_sentences']}  "
                f"plain WER {found['plain_word_error_rate']:.1%}  {found['seconds']:.0f} s",
                flush=True,
            )


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, required=True, metavar="OUT")
    parser.add_argument("--spoken", type=Path, metavar="DIR", help="keep the clips there")
    parser.add_argument("--rate", type=int, default=140, help="words a minute")
    parser.add_argument("--most", type=int, default=2, help="sentences for each term")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "profile").mkdir()
        result = measure(options, Path(folder))
    options.json.write_text(json.dumps(result, indent=2) + "\n")


if __name__ == "__main__":
    main()
