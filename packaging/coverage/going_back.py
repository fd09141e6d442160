"""Talk of going back, made from parts: with a signal that would trigger it, and without one."""

from __future__ import annotations

from pathlib import Path
from random import Random

_SEEN = (
    "the mismatch count goes over fifty in an hour",
    "more than three in a thousand inserts fail",
    "p ninety nine on a save passes four hundred milliseconds",
    "we see a single wrong balance",
    "the backlog of second writes is longer than five thousand for ten minutes",
    "conversion drops by half a point",
    "support gets more than ten calls about it in a day",
    "lock waits reach two seconds",
    "replica lag sits above thirty seconds for five minutes",
    "the canary has double the five hundreds of everyone else",
    "the nightly compare finds more than one row in ten thousand",
    "somebody's report still hits the old table and dies",
    "the deadlock alarm fires twice in a shift",
    "the totals are off by more than a cent",
    "over a percent of sessions get something stale",
    "timeouts climb past point two percent",
    "a dozen customers see an empty page",
    "the disk fills faster than two gigabytes an hour",
    "the error budget for the week is a quarter gone",
    "fewer than ninety nine percent of the orders come through",
    "the reconciliation is not back at zero by the morning",
    "one payment in five hundred is declined for no reason",
    "the queue depth alert goes off",
    "the login success line dips below ninety seven",
    "a query on that table takes longer than a second at the median",
    "refund tickets go from six a day to twelve",
    "the checksum job flags even one shard",
    "CPU on the primary stays above eighty five percent",
    "the read latency is twenty milliseconds worse than the week before",
    "the partner's feed rejects more than one file in a hundred",
    "month end does not tie out to the old ledger",
    "the replication slot falls behind by a gigabyte",
    "we count more than five orphans in any batch",
    "cancellations run a third higher than last Tuesday",
    "the duplicate rate shows anything but nought",
    "drivers report the wrong stop more than twice a day",
)
_DONE = (
    "we turn the second write off", "it goes back to the old table", "the flag's off in a minute",
    "we empty the new tables and start over", "we drop the columns again",
    "that service goes back to the build before", "the reads go home", "we restore the copy",
    "we undo that phase and only that one", "whoever is on call flips it back without asking",
    "we take it out again", "we're back where we were by lunch", "I pull it",
    "the toggle's reversed", "we roll that one back",
    "everything reads the previous shape again", "we shut that path",
    "we step down to the percentage before", "the release is withdrawn", "we load the snapshot",
    "it's disabled from the console", "that's it for the night, we revert",
    "the writer forgets about the other side", "we switch over to the former one",
    "the whole cohort is moved back", "we clear it and rerun it", "the change comes out",
    "we wipe what we copied", "they lose the new view and get the old one",
)  # fmt: skip
_FRAMES = (
    "If {seen}, {done}.",
    "And if {seen} then {done}.",
    "When {seen}, {done}.",
    "The moment {seen}, {done}.",
    "As soon as {seen}, {done}.",
    "What sends us back there is when {seen}, and then {done}.",
    "My line there is, {seen}, {done}.",
    "Should it be that {seen}, {done}.",
    "The trigger I'd write down is that {seen}.",
    "Say {seen}, well, {done}.",
    "The number I look at there, if {seen}, {done}.",
    "{seen}, and {done}.",
)

VAGUE = (
    "And if something looks off we just go back.",
    "If it goes badly we roll that back, that's easy.",
    "We'd watch it closely, of course.",
    "Obviously if there's a problem we turn it off again.",
    "And we'd have a clear rollback signal for that.",
    "We monitor the error rate and the latency and act on them.",
    "If people complain, well, we listen and revert.",
    "There's always a way back, that's the main thing.",
    "If it's not healthy we don't carry on.",
    "We keep an eye on the dashboards there.",
    "Any trouble and it's switched back.",
    "And should the numbers look strange we'd stop and think.",
)


def _written(name: str) -> list[str]:
    """The sentences of a file; lines that begin with a # are about it."""
    lines = (Path(__file__).parent / "sentences" / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


_SIGNALS, _NO_SIGNALS = _written("signals.txt"), _written("nosignals.txt")
_PUT_TOGETHER = 0.25
"""The share of signals that are made from parts."""


def with_signal(random: Random) -> str:
    """A signal that would make somebody take a phase back."""
    if random.random() >= _PUT_TOGETHER:
        return random.choice(_SIGNALS)
    frame, seen, done = (random.choice(parts) for parts in (_FRAMES, _SEEN, _DONE))
    said = frame.format(seen=seen, done=done)
    return said[0].upper() + said[1:]


def without_signal(random: Random) -> str:
    """What stands in the same place and names none."""
    return random.choice(_NO_SIGNALS)
