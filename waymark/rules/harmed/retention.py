"""How long what is held of somebody who was harmed is kept: a clock for each purpose.

What nobody needs for its purpose any more is due to be deleted. A backup holds it for some days
longer, which the certificate says.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from waymark.rules.calendar import days_after, months_after
from waymark.rules.carries import carries
from waymark.rules.harmed.base import Happening, Kept, Purpose
from waymark.rules.harmed.clocks import DEFAULTS, Clocks
from waymark.rules.harmed.happenings import (
    ComplaintAnswered,
    ComplaintReceived,
    DetailsRefused,
    KeptLonger,
    Shared,
)
from waymark.rules.harmed.spells import Preference
from waymark.rules.harmed.victim import Victim
from waymark.rules.settings import Setting, value_on

OVER = "the end of the last order (or the day from which no offence is known to have harmed them)"
# For which purposes what is held has a clock of its own, and what it runs from, in plain words.
RUNS_FROM: Mapping[Purpose, str] = {
    "reaching": f"{OVER}, or the day on which they asked to be left alone",
    "leaving-alone": f"{OVER}: until then it is what keeps them left alone",
    "protection": "the day on which it protects nobody any more",
    "complaint": "the day on which it was answered",
    "shown": OVER,
}


class Until(NamedTuple):
    """Until when something is kept; it is due to be deleted on the day after."""

    purpose: Purpose
    day: date
    begins: date  # the day from which its clock runs


@carries("CM-394", "CM-404")
def kept_until(
    record: Kept | Happening,
    victim: Victim,
    day: date,
    clocks: Clocks = DEFAULTS,
    *,
    taken_back_on: date | None = None,
) -> Until | None:
    """Return until when it is kept; nothing while the end that its clock runs from is unknown.

    What was taken back served no purpose: its clock runs from that day.
    """
    begins = taken_back_on or _begins(record, victim, day)
    if begins is None:
        return None
    months = value_on(_clock(record.purpose, victim, day, clocks), begins)
    end = months_after(begins, months)
    last = max([end, *_needed_until(record, victim, day, clocks)])
    return Until(record.purpose, last, begins)


def due(victim: Victim, day: date, clocks: Clocks = DEFAULTS) -> Iterator[Kept | Happening]:
    """Yield what is to be deleted on a day, or should have been."""
    every: list[Kept | Happening] = [*victim.spells, *victim.happenings]
    for record in every:
        until = kept_until(record, victim, day, clocks)
        if until and until.day < day:
            yield record


def is_over(victim: Victim, day: date, clocks: Clocks = DEFAULTS) -> bool:
    """Tell whether nothing is held for any purpose: the whole record goes, name and all."""
    last = _over_on(victim, day)
    if last is None or months_after(last, value_on(clocks.keep_shown, last)) >= day:
        return False
    gone = len(list(due(victim, day, clocks)))
    return gone == len(victim.spells) + len(victim.happenings)


def in_backups_until(day: date, clocks: Clocks = DEFAULTS) -> date:
    """Return until when backups may hold what was deleted on a day."""
    return days_after(day, value_on(clocks.backups, day))


def _needed_until(
    record: Kept | Happening, victim: Victim, day: date, clocks: Clocks
) -> list[date]:
    """Return until when it is needed longer, as it was decided last; never to reach who asked to be
    left alone, and never for longer than somebody may decide at once."""
    if record.purpose == "reaching" and victim.is_left_alone(day):
        return []
    return [
        min(each.keep_until, months_after(each.on, value_on(clocks.keep_longer, each.on)))
        for each in victim.ever(KeptLonger, by=day)[-1:]
        if each.keep_until
    ]


def _begins(record: Kept | Happening, victim: Victim, day: date) -> date | None:
    if record.purpose == "reaching":
        alone_on = _left_alone_on(victim, day)
        return alone_on or _later(_over_on(victim, day), record)
    if record.purpose == "protection":
        return _protects_until(record, victim, day)
    if record.purpose == "complaint":
        return _answered_on(record, victim)
    return _later(_over_on(victim, day), record)


def _clock(purpose: Purpose, victim: Victim, day: date, clocks: Clocks) -> Setting:
    if purpose == "reaching" and _left_alone_on(victim, day):
        return clocks.keep_declined
    return {
        "reaching": clocks.keep_reaching,
        "leaving-alone": clocks.keep_reaching,
        "protection": clocks.keep_protection,
        "complaint": clocks.keep_complaint,
        "shown": clocks.keep_shown,
    }[purpose]


def _over_on(victim: Victim, day: date) -> date | None:
    """Return the day on which the last order ended; nothing while any runs or has no end. Of whom
    no offence is known to have harmed, the day on which casework said so."""
    if not victim.links:
        out_on = victim.taken_out_on
        return out_on if out_on and out_on < day else None
    ends = [link.ends_on for link in victim.links]
    last = max((each for each in ends if each), default=None)
    return None if last is None or None in ends or last >= day else last


def _left_alone_on(victim: Victim, day: date) -> date | None:
    if not victim.is_left_alone(day):
        return None
    days = [each.from_ for each in victim.now(Preference, day) if each.not_at_all and each.from_]
    days += [each.on for each in victim.ever(DetailsRefused, by=day)]
    return min(days, default=None)


def _later(over_on: date | None, record: Kept | Happening) -> date | None:
    """Return the end of the work, or the day of what came after it."""
    if over_on is None:
        return None
    own = record.on if isinstance(record, Happening) else (record.from_ or over_on)
    return max(over_on, own)


def _protects_until(record: Kept | Happening, victim: Victim, day: date) -> date | None:
    """Return the last day on which it protects somebody, once that is past."""
    if isinstance(record, Kept):
        return record.to if record.to and record.to < day else _over_on(victim, day)
    if isinstance(record, Shared):
        ended = (each.on for each in victim.answers_of(record) if not each.needed)
        return min(ended, default=None)
    return _later(_over_on(victim, day), record)


def _answered_on(record: Kept | Happening, victim: Victim) -> date | None:
    """Return when the last complaint was answered; nothing while one waits."""
    answers = victim.ever(ComplaintAnswered)
    if not answers or victim.unmatched(ComplaintReceived, ComplaintAnswered):
        return None
    return max(answers[-1].on, record.on if isinstance(record, Happening) else answers[-1].on)
