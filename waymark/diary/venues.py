"""Places that children are brought to: what makes each safe, and whether weapons are looked for."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.audit import recording
from waymark.diary.models import Place, PlaceNote, RiskAssessment
from waymark.pages.words import day
from waymark.rules.carries import carries

# What a child may need of a place, and what a risk assessment says that it has.
OFFERS = {
    "step-free": "No steps, and a toilet to fit",
    "hearing": "A hearing loop, or little echo",
    "sight": "Good light and clear signs",
    "quiet": "A quiet room to go to",
    "pictures": "What is said is shown in pictures too",
}


def offered(codes: Iterable[str]) -> str:
    return "; ".join(OFFERS.get(each, each) for each in codes)


def standing(places: Iterable[Place], on: date) -> dict[int, RiskAssessment]:
    """Return the newest risk assessment of each place, where it holds on a day. One query."""
    rows = RiskAssessment.objects.filter(place__in=list(places), on__lte=on)
    newest = {each.place_id: each for each in rows.order_by("on", "pk")}
    return {place: each for place, each in newest.items() if each.until >= on}


@carries("CM-160")
def without_assessment(place: Place, days: Iterable[date], today: date) -> str:
    """Say why no group comes to a place on one of these days, and what to do; nothing if it may."""
    held = standing([place], today).get(place.pk)
    if held is None:
        return (
            f"{place.name} has no risk assessment that holds, and no group comes there without one."
            " Choose another place, or ask a manager to write one down under Rooms and places."
        )
    if (last := max(days)) > held.until:
        return (
            f"The risk assessment of {place.name} holds until {day(held.until, today)}, and the "
            f"last time is {day(last, today)}. Book fewer weeks, or ask a manager for a new one."
        )
    return ""


@carries("CM-160", "CM-161", "CM-162", "CM-596")
def assess(*, place: Place, by: User, at: datetime, **said: Any) -> RiskAssessment:
    """Write down a risk assessment, which stands in the place of the last."""
    check_user_can(by, Permission.MANAGE_TEAM)
    recording.note(act="assess-place")
    made = {"service_id": by.service_id, "made_at": at, "made_by": by}
    return RiskAssessment.objects.create(place=place, **said, **made)


@carries("CM-594", "CM-596")
def note(*, place: Place, kind: str, on: date, words: str, by: User, at: datetime) -> PlaceNote:
    """Write down what children said about a place, or what was seen to come of it."""
    check_user_can(by, Permission.RECORD)
    recording.note(act="note-of-place")
    told = {"kind": kind, "on": on, "words": words}
    made = {"service_id": by.service_id, "made_at": at, "made_by": by}
    return PlaceNote.objects.create(place=place, **told, **made)


def refuse_unassessed(place: Place, days: Iterable[date], today: date) -> None:
    if why := without_assessment(place, days, today):
        raise Refused(why)


@carries("CM-589", "CM-590", "CM-591", "CM-592")
def to_explain(held: RiskAssessment) -> Iterator[str]:
    """Say what a child and the carers are told before they first come."""
    how = "through an arch" if held.detection == "arch" else "with a wand"
    when = "Always" if held.always else "At times"
    yield f"{when}, metal weapons are looked for {how} at the door. It keeps them and others safe."
    yield held.told
    yield f"If it sounds: {held.on_find}"
    yield f"Whoever would rather not be checked: {held.on_refusal}"
