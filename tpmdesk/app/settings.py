"""The settings: one declared table, and the desk that reads and changes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from typing import Any

from tpmdesk.app.ports import SettingsStore
from tpmdesk.domain.bands import Band, Measure, read_bands, written

Check = Callable[[Any], Any]


class SettingError(ValueError):
    """A setting does not exist or cannot have that value; the message says what it can be."""


def _setting(default: Any, check: Check) -> Any:
    return field(default=default, metadata={"check": check})


def _choice(*choices: str) -> Any:
    """One of the words given; the first is the default."""

    def check(value: Any) -> str:
        if value not in choices:
            raise SettingError("one of " + ", ".join(choices))
        return str(value)

    return _setting(choices[0], check)


def _whole(default: int, least: int, most: int) -> Any:
    def check(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise SettingError(f"a whole number from {least} to {most}")
        return value

    return _setting(default, check)


def _number(default: float, least: float, most: float) -> Any:
    def check(value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise SettingError(f"a number from {least} to {most}")
        if not least <= value <= most:
            raise SettingError(f"a number from {least} to {most}")
        return float(value)

    return _setting(default, check)


def _yes_or_no(default: bool) -> Any:
    def check(value: Any) -> bool:
        if not isinstance(value, bool):
            raise SettingError("true or false")
        return value

    return _setting(default, check)


def _text() -> Any:
    def check(value: Any) -> str:
        if not isinstance(value, str):
            raise SettingError("text")
        return value

    return _setting("", check)


def _percentages(count: int) -> Any:
    """Whole numbers from 0 to 100 with commas between; all 100 unless changed."""

    def check(value: Any) -> str:
        parts = value.split(",") if isinstance(value, str) else ()
        if len(parts) != count or not all(map(_is_percentage, parts)):
            raise SettingError(f"{count} whole numbers from 0 to 100, with commas between")
        return ",".join(str(int(part)) for part in parts)

    return _setting(",".join(["100"] * count), check)


def _is_percentage(text: str) -> bool:
    bare = text.strip()
    return bare.isascii() and bare.isdecimal() and len(bare) < 4 and int(bare) <= 100


def _day(value: Any) -> date | None:
    """A date or none; kept as ISO 8601."""
    if value is None or type(value) is date:
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise SettingError("a date such as 2026-03-31, or nothing") from None


def _bands() -> Any:
    """The bands of delivery that were moved, as `domain.bands.written` writes them."""

    def check(value: Any) -> str:
        if not isinstance(value, str):
            raise SettingError("text")
        try:
            return written(read_bands(value))
        except ValueError as expected:
            raise SettingError(str(expected)) from None

    return _setting("", check)


@dataclass(frozen=True, slots=True)
class RoundVoice:
    """How one round's questions are read; None means as everywhere."""

    voice: str | None = None
    rate: int | None = None
    volume: float | None = None


def _round_voices(value: Any) -> dict[str, RoundVoice]:
    """By a round's id; kept as objects with what is set in each."""
    try:
        return {str(key): _round_voice(each) for key, each in value.items()}
    except (AttributeError, TypeError, SettingError):
        raise SettingError(
            "for each round a voice, a rate from 80 to 400 and a volume from 0 to 1, or fewer"
        ) from None


def _round_voice(value: Any) -> RoundVoice:
    given = value if isinstance(value, RoundVoice) else RoundVoice(**value)
    named = {"voice": given.voice, "speech_rate": given.rate, "volume": given.volume}
    for key, each in named.items():
        if each is not None:
            _CHECKS[key](each)
    return given


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its default and what it may be.

    `rollover_hour` is the local hour at which a study day begins; `speech_rate` is in words a
    minute; `volume` in 0 to 1. `easy_days` says for each weekday, Monday first, how many reviews it
    may get, in percent of an ordinary day. `load_balance` lets quiet days get more reviews than
    busy ones. `delivery_bands` holds the bands that the person moved.
    `recognizer` "auto" means Vosk once a model for it was added, and
    Whisper until then. `round_voices` gives rounds, by their ids, interviewers of their own.
    `microphone` and `loudspeaker` are device ids, "" the system's own.
    Recordings older than `keep_days`, and the oldest of those beyond `keep_megabytes`, are wiped;
    0 means never.
    """

    appearance: str = _choice("system", "light", "dark")
    new_per_day: int = _whole(15, 0, 9999)
    reviews_per_day: int = _whole(200, 0, 9999)
    rollover_hour: int = _whole(4, 0, 23)
    desired_retention: float = _number(0.9, 0.7, 0.99)
    new_order: str = _choice("position", "random")
    review_order: str = _choice("due", "retrievability", "random")
    mix: str = _choice("reviews first", "mixed", "new first")
    easy_days: str = _percentages(7)
    load_balance: bool = _yes_or_no(default=True)
    voice: str = _text()
    speech_rate: int = _whole(165, 80, 400)
    volume: float = _number(1.0, 0.0, 1.0)
    read_aloud: bool = _yes_or_no(default=True)
    recognizer: str = _choice("auto", "whisper", "vosk")
    round_voices: Mapping[str, RoundVoice] = field(
        default_factory=dict, metadata={"check": _round_voices}
    )
    microphone: str = _text()
    loudspeaker: str = _text()
    keep_days: int = _whole(0, 0, 3650)
    keep_megabytes: int = _whole(0, 0, 1_000_000)
    delivery_bands: str = _bands()
    interview_date: date | None = field(default=None, metadata={"check": _day})
    welcomed: bool = _yes_or_no(default=False)
    vosk_offer: str = _choice("ask", "later", "no")
    window_geometry: str = _text()
    library_look: str = _text()

    @property
    def weekday_shares(self) -> tuple[float, ...]:
        """`easy_days` as shares in 0 to 1, Monday first."""
        return tuple(int(share) / 100 for share in self.easy_days.split(","))


_CHECKS: Mapping[str, Check] = {each.name: each.metadata["check"] for each in fields(Settings)}


class SettingsDesk:
    """The settings in force, read once and changed one call at a time."""

    def __init__(self, store: SettingsStore) -> None:
        self._store = store
        self._current: Settings | None = None

    @property
    def current(self) -> Settings:
        if self._current is None:
            self._current = Settings(**_usable(self._store.values()))
        return self._current

    def bands(self) -> dict[Measure, Band]:
        """The bands of delivery that the person moved."""
        return read_bands(self.current.delivery_bands)

    def change(self, **values: Any) -> Settings:
        """Change some settings; raises SettingError and changes nothing if one is wrong."""
        checked = {key: _checked(key, value) for key, value in values.items()}
        changed = replace(self.current, **checked)
        for key, value in checked.items():
            self._store.put(key, _as_kept(value))
        self._current = changed
        return changed


def _checked(key: str, value: Any) -> Any:
    check = _CHECKS.get(key)
    if check is None:
        raise SettingError(f"There is no setting {key}. There are: {', '.join(_CHECKS)}.")
    try:
        return check(value)
    except SettingError as expected:
        raise SettingError(f"{key} cannot be {value!r}: give {expected}.") from None


def _as_kept(value: Any) -> Any:
    """As JSON-like data."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _only_set(voice) for key, voice in value.items()}
    return value


def _only_set(voice: RoundVoice) -> dict[str, Any]:
    return {key: value for key, value in asdict(voice).items() if value is not None}


def _usable(stored: Mapping[str, Any]) -> dict[str, Any]:
    """What can be used of the stored values; a value of another version may not be."""
    usable = {}
    for key in _CHECKS.keys() & stored.keys():
        try:
            usable[key] = _checked(key, stored[key])
        except SettingError:
            continue
    return usable
