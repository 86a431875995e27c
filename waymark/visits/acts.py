"""What a manager says to visits: they may go ahead, or what is to be mended first."""

from datetime import date, datetime

from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.children.models import Child
from waymark.chronology import door
from waymark.duties.numbers import settings_of
from waymark.rules.calendar import said
from waymark.rules.carries import carries
from waymark.rules.visiting import last_day, visits
from waymark.visits import queries

YOURS = "You wrote this assessment yourself, or a part of it. Another manager decides on it."
TOO_LONG = "Choose a last day up to {said}: that is the longest for one authorisation."
DECIDED = "This is decided already."


@carries("CM-171")
def authorise(
    *, child: Child, assessment: str, until: date, note: str, by: User, at: datetime
) -> None:
    """Let visits go ahead as they were assessed, until a day.

    :raises Refused: where it is longer than this service lets one authorisation be, is one's own,
        decided already, or a gate is shut.
    """
    last = last_day(settings_of([child.pk])[child.pk], door.today(at))
    if until > last:
        raise Refused(TOO_LONG.format(said=said(last)))
    told = {"kind": "visits-authorised", "until": until.isoformat(), "note": note}
    _decide("authorise-visits", child, assessment, told, by=by, at=at)


@carries("CM-171")
def send_back(*, child: Child, assessment: str, note: str, by: User, at: datetime) -> None:
    """Return an assessment, saying what is to be mended.

    :raises Refused: as `authorise`.
    """
    told = {"kind": "visits-not-authorised", "note": note}
    _decide("return-visits", child, assessment, told, by=by, at=at)


@carries("CM-171")
def let_go_today(*, child: Child, note: str, by: User, at: datetime) -> None:
    """Let visits of today go ahead on the spot, saying what is known of the risk."""
    check_user_can(by, Permission.COUNTERSIGN)
    with door.act("authorise-visit-today", by=by, at=at, children=[child.pk]) as act:
        day = act.today.isoformat()
        told = {"kind": "visits-authorised", "on": day, "until": day}
        act.record(child.pk, {**told, "by": by.name, "note": note})


def _decide(
    name: str, child: Child, assessment: str, told: dict[str, str], *, by: User, at: datetime
) -> None:
    check_user_can(by, Permission.COUNTERSIGN)
    with door.act(name, by=by, at=at, children=[child.pk]) as act:
        stand = visits(act.case(child.pk))
        if by.pk in queries.prepared_by(child, assessment):
            raise Refused(YOURS)
        is_last = stand.assessed is not None and stand.assessed.id == assessment
        if is_last and (stand.decided or stand.returned):
            raise Refused(DECIDED)
        whose = {"on": act.today.isoformat(), "assessment": assessment, "by": by.name}
        act.record(child.pk, {**told, **whose})
