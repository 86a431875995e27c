"""How long what is held of somebody who was harmed is kept: a clock for each purpose.

What nobody needs for its purpose any more is due to be deleted. A backup holds it for some days
longer, which the certificate says.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, Literal, NamedTuple

from waymark.rules.calendar import days_after, months_after
from waymark.rules.carries import carries
from waymark.rules.harmed.base import Happening, Kept, Purpose
from waymark.rules.harmed.clocks import DEFAULTS, Clocks
from waymark.rules.harmed.happenings import (
    ComplaintAnswered,
    ComplaintReceived,
    DetailsRefused,
    FileNameDecided,
    KeptLonger,
    Shared,
)
from waymark.rules.harmed.spells import Basis, NamedInFile, Preference
from waymark.rules.harmed.taking_part import is_to_come
from waymark.rules.harmed.victim import Victim
from waymark.rules.settings import Setting, value_on

OVER = (
    "the end of the last order (or the day of what was planned with them after it, or from which "
    "no offence is known to have harmed them)"
)
MISTAKE: Final = "mistake"  # beside the purposes: what was never so served none
# What has a clock of its own, and what that runs from, in plain words.
RUNS_FROM: Mapping[Purpose | Literal["mistake"], str] = {
    "reaching": f"{OVER}, or the day on which they asked to be left alone",
    "leaving-alone": f"{OVER}: until then it is what keeps them left alone",
    "protection": "the day on which it protects nobody any more",
    "complaint": "the day on which it was answered",
    "shown": OVER,
    MISTAKE: "the day on which it was found to be a mistake; with the whole it goes sooner",
}


LAST_ORDER = "when the last order ended"
PLANNED_ANEW = "the day of what was planned with them, after the last order had ended"
TAKEN_OUT = "when casework said that no offence is known to have harmed them"
ENDS = frozenset({LAST_ORDER, PLANNED_ANEW, TAKEN_OUT})  # from which who they are is reckoned
AFTERWARDS = "its own day, after the last order had ended"
LEFT_ALONE = "when they asked to be left alone"
PROTECTED = "the last day on which it protected somebody"
ANSWERED = "when the last complaint was answered, or the day of what came after that"
A_MISTAKE = "when it was found to be a mistake"


class Since(NamedTuple):
    """The day from which a clock runs, and what was on it."""

    day: date
    why: str


class Until(NamedTuple):
    """Until when something is kept; it is due to be deleted on the day after."""

    purpose: Purpose
    day: date
    since: Since


@carries("CM-394", "CM-404")
def kept_until(
    record: Kept | Happening,
    victim: Victim,
    day: date,
    clocks: Clocks = DEFAULTS,
    *,
    taken_back_on: date | None = None,
) -> Until | None:
    """Return until when it is kept; nothing while the end that its clock runs from is unknown, or
    while a complaint waits for its answer: they are reached for it, and it is about what stands.

    What was taken back served no purpose: its clock runs from that day. The lawful basis is kept
    for longer (`held`).
    """
    if victim.unmatched(ComplaintReceived, ComplaintAnswered):
        return None
    since = Since(taken_back_on, A_MISTAKE) if taken_back_on else _since(record, victim, day)
    if since is None:
        return None
    months = value_on(_clock(record.purpose, victim, day, clocks), since.day)
    end = months_after(since.day, months)
    last = max([end, *_needed_until(record, victim, day, clocks)])
    return Until(record.purpose, last, since)


@carries("CM-379", "CM-394")
def is_past(victim: Victim, day: date, clocks: Clocks = DEFAULTS) -> bool:
    """Tell whether the time is over for which they may be reached: what showed that something was
    done for them, or that they wanted nothing, may be gone, and it is not owed anew."""
    over = _over_on(victim, day)
    if over is None:
        return False
    end = months_after(over, value_on(clocks.keep_reaching, over))
    return max([end, *_decided_until(victim, day, clocks)]) < day


class Held(NamedTuple):
    """What is held of somebody: until when each spell and then each happening is kept, and whether
    nothing is held for any purpose: the whole record goes then, name and all."""

    until: list[Until | None]
    is_over: bool


def held(victim: Victim, day: date, clocks: Clocks = DEFAULTS) -> Held:
    """Reckon each once; the lawful basis is kept for as long as anything is held on it."""
    every: list[Kept | Happening] = [*victim.spells, *victim.happenings]
    found = [(each, kept_until(each, victim, day, clocks)) for each in every]
    others = [until for each, until in found if not isinstance(each, Basis)]
    last = [each.day for each in others if each]
    is_known = len(last) == len(others)

    def with_the_last(until: Until) -> Until | None:
        return until._replace(day=max([until.day, *last])) if is_known else None

    untils = [
        with_the_last(until) if until and isinstance(each, Basis) else until
        for each, until in found
    ]
    over = _over_on(victim, day)
    is_shown = over is None or months_after(over, value_on(clocks.keep_shown, over)) >= day
    is_due = all(until is not None and until.day < day for until in untils)
    return Held(untils, is_over=is_due and not is_shown)


def in_backups_until(day: date, clocks: Clocks = DEFAULTS) -> date:
    """Return until when backups may hold what was deleted on a day."""
    return days_after(day, value_on(clocks.backups, day))


def _needed_until(
    record: Kept | Happening, victim: Victim, day: date, clocks: Clocks
) -> list[date]:
    """Return until when it is needed longer, as it was decided last; never to reach who asked to be
    left alone."""
    if record.purpose == "reaching" and victim.is_left_alone(day):
        return []
    return _decided_until(victim, day, clocks)


def _decided_until(victim: Victim, day: date, clocks: Clocks) -> list[date]:
    """Return until when it was decided last to keep what is held: never for longer than somebody
    may decide at once."""
    return [
        min(each.keep_until, months_after(each.on, value_on(clocks.keep_longer, each.on)))
        for each in victim.ever(KeptLonger, by=day)[-1:]
        if each.keep_until
    ]


def _since(record: Kept | Happening, victim: Victim, day: date) -> Since | None:
    alone_on = _left_alone_on(victim, day) if record.purpose == "reaching" else None
    if alone_on:
        return Since(alone_on, LEFT_ALONE)
    if record.purpose == "protection":
        return _protected_until(record, victim, day)
    if record.purpose == "complaint":
        on = _answered_on(record, victim)
        return Since(on, ANSWERED) if on else None
    return _over(record, victim, day)


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
    """Return the day on which the last order ended, or of what was planned with them after it;
    nothing while any runs, has no end or is to come. Of whom no offence is known to have harmed,
    the day on which casework said so."""
    if not victim.links:
        out_on = victim.taken_out_on
        return out_on if out_on and out_on < day else None
    ends = [link.ends_on for link in victim.links]
    last = max((each for each in ends if each), default=None)
    if last is None or None in ends:
        return None
    last = max([last, *_worked_with_on(victim, day)])
    return None if last >= day else last


def _worked_with_on(victim: Victim, day: date) -> Iterator[date]:
    """Yield the days of what casework planned with them and is to come, or was done: it is owed,
    and they are reached for it, be it that the last order is over."""
    for each in victim.activities:
        if each.done_on or is_to_come(victim, each, day):
            yield max(filter(None, [each.on, each.planned_for, *each.done_on]))


def _left_alone_on(victim: Victim, day: date) -> date | None:
    if not victim.is_left_alone(day):
        return None
    days = [each.from_ for each in victim.now(Preference, day) if each.not_at_all and each.from_]
    days += [each.on for each in victim.ever(DetailsRefused, by=day)]
    return min(days, default=None)


def _over(record: Kept | Happening, victim: Victim, day: date) -> Since | None:
    """Return the end of the work, or the day of what came after it."""
    over_on = _over_on(victim, day)
    if over_on is None:
        return None
    own = record.on if isinstance(record, Happening) else (record.from_ or over_on)
    if own > over_on:
        return Since(own, AFTERWARDS)
    if over_on in [each.ends_on for each in victim.links]:
        return Since(over_on, LAST_ORDER)
    return Since(over_on, PLANNED_ANEW if victim.links else TAKEN_OUT)


def _protected_until(record: Kept | Happening, victim: Victim, day: date) -> Since | None:
    """Return the last day on which it protects somebody, once that is past."""
    last = _last_day(record, victim)
    if last is not None:
        return Since(last, PROTECTED) if last < day else None
    if isinstance(record, Shared):
        ended = [each.on for each in victim.answers_of(record) if not each.needed]
        return Since(min(ended), PROTECTED) if ended else None
    return _over(record, victim, day)


def _last_day(record: Kept | Happening, victim: Victim) -> date | None:
    """Return on which day it protects somebody last, where one was said."""
    match record:
        case NamedInFile():
            return victim.may_stand_until(record)
        case FileNameDecided(stays=True):
            return record.review_on
        case Kept():
            return record.to
    return None


def _answered_on(record: Kept | Happening, victim: Victim) -> date | None:
    """Return when the last complaint was answered."""
    answers = victim.ever(ComplaintAnswered)
    if not answers:
        return None
    return max(answers[-1].on, record.on if isinstance(record, Happening) else answers[-1].on)
