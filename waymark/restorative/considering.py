"""Talked through with the child, of one person who was harmed or of the community: what is thought
right, and the child's mind that may change."""

from datetime import datetime

from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.children.models import Child
from waymark.chronology import door
from waymark.chronology.models import Event
from waymark.pages.words import inside
from waymark.papers import acts as papers
from waymark.papers import queries
from waymark.papers.models import Paper
from waymark.papers.queries import read
from waymark.rules import asked
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.known_as import known_as
from waymark.rules.stopping import may_stop, to_stop

RESTORATIVE = "restorative"
COMMUNITY = "community"
NOBODY = "Nobody is written down here whom it could be about. Open this page again."
STILL_NEEDED = "Answer first what is still needed: it stands below, with where to answer it."
NOTHING = "There is nothing here that could be called off. Open this page again."


def harmed(case: Case) -> list[str]:
    """Return the references of everybody harmed, in the order in which pages number them."""
    return list(dict.fromkeys(victim for order in case.orders for victim in order.victims))


def of_whom(paper: Paper) -> str:
    """Say of whom a paper is, as the child's page calls them."""
    if paper.about == COMMUNITY:
        return "for the community"
    return inside(known_as(paper.child_id, paper.about))


def _numbered(case: Case, number: str) -> str:
    """Return the reference of whoever bears a number on the page: pages say no reference."""
    people = harmed(case)
    if not number.isdecimal() or not 0 < int(number) <= len(people):
        raise Refused(NOBODY)
    return people[int(number) - 1]


def begin(*, child: Child, person: str, by: User, at: datetime) -> Paper:
    """Begin to talk it through, or again, with what was said of it last.

    :param person: the number of somebody harmed; nothing for the community.
    :raises Refused: where it is begun already.
    """
    check_user_can(by, Permission.RECORD)
    with door.act("begin-restorative", by=by, at=at, children=[child.pk]) as act:
        about = _numbered(act.case(child.pk), person) if person else COMMUNITY
        told = {"about": about, "kind": "person" if person else COMMUNITY}
        last = queries.latest(child, RESTORATIVE, about=about)
        return papers.begun(act, child, RESTORATIVE, told, afresh=True, mends=last)


@carries("CM-381")
def complete(
    *, paper: Paper, appropriate: str, form: str, because: str, by: User, at: datetime
) -> None:
    """Complete what was talked through, and record what is thought right.

    :raises Refused: with what is still needed.
    """
    check_user_can(by, Permission.RECORD)
    with door.act("complete-restorative", by=by, at=at, children=[paper.child_id]) as act:
        of = read(paper)
        if of.missing:
            raise Refused(STILL_NEEDED)
        papers.completed(act, paper)
        told = {
            "kind": "restorative-considered",
            "on": act.today.isoformat(),
            "paper": paper.reference,
            "appropriate": appropriate,
            "form": form if appropriate == "yes" else "",
            "victim": "" if paper.about == COMMUNITY else paper.about,
            "because": because,
            "link": of.said(asked.RESTORE_LINK),
        }
        act.record(paper.child_id, {name: value for name, value in told.items() if value})


@carries("CM-354")
def change_mind(*, child: Child, person: str, activity: str, by: User, at: datetime) -> Event:
    """Write down that the child wants it no more: it stops with this.

    :param person: the number of somebody harmed, with whom nothing goes on; else one activity.
    """
    check_user_can(by, Permission.RECORD)
    with door.act("change-mind", by=by, at=at, children=[child.pk]) as act:
        told = {"kind": "mind-changed", "on": act.today.isoformat()}
        case = act.case(child.pk)
        if person:
            victim = _numbered(case, person)
            if not may_stop(case, victim, act.today):
                raise Refused(NOTHING)
            return act.record(child.pk, {**told, "victim": victim})
        if activity not in to_stop(case, act.today):
            raise Refused(NOTHING)
        return act.record(child.pk, {**told, "activity": activity})
