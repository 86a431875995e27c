"""Where the case is: closed, moved to another service, received, opened again, brought here."""

from datetime import date, datetime, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange

from waymark.accounts.answers import Refused
from waymark.accounts.models import Service, User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.children.acts.facts import append_episode
from waymark.children.acts.home import only_home
from waymark.children.acts.workers import (
    end_allocations,
    end_earlier_allocations,
    end_work_of_host,
)
from waymark.children.casefile import episode_row
from waymark.children.models import Child, Episode, Hosting
from waymark.chronology import door
from waymark.chronology.casefile import Document
from waymark.chronology.door import Act
from waymark.rules.carries import carries

ENDS_ALLOCATIONS = {"case-closed", "case-transferred"}
MOVES = {*ENDS_ALLOCATIONS, "case-received", "case-reopened", "brought-forward"}


def move(*, child: int, facts: Document, by: User, at: datetime) -> None:
    """Record that a case closed, moved, came, was opened again or was brought here."""
    check_user_can(by, Permission.ALLOCATE)
    kind = facts.get("kind")
    if kind not in MOVES:
        raise Refused("Choose what happens to the case.")
    with door.act(kind, by=by, at=at, children=[child]) as act:
        only_home(act, child, by, "close or move the case")
        act.record(child, facts)
        if kind in ENDS_ALLOCATIONS:
            end_allocations(act, child)
        if kind == "case-received":
            end_earlier_allocations(act, child, date.fromisoformat(facts["on"]))


@carries("CM-021")
def let_another_service_work(
    *, child: int, host: Service, reason: str, by: User, at: datetime
) -> None:
    """Let the service where the child lives work with the child from day to day from today.

    This service stays responsible; the other sees the child's record while it hosts.
    """
    check_user_can(by, Permission.ALLOCATE)
    with door.act("host", by=by, at=at, children=[child]) as act:
        row = _ours(act, child, by)
        standing = _hosted(child, act.today)
        if standing is not None:
            raise Refused(f"{standing.host.name} works with the child already: end that first.")
        if host.pk == row.service_id:
            raise Refused("Choose another service than yours.")
        Hosting.objects.create(
            child=row, service_id=row.service_id, host=host, period=DateRange(act.today, None)
        )
        _tell(act, row, home=by.service.name, host=host.name, reason=reason)


def end_hosting(*, child: int, reason: str, by: User, at: datetime) -> None:
    """Work with the child ourselves again from today; the other service sees no more."""
    check_user_can(by, Permission.ALLOCATE)
    with door.act("end-hosting", by=by, at=at, children=[child]) as act:
        row = _ours(act, child, by)
        hosting = _hosted(child, act.today)
        if hosting is None:
            raise Refused("No other service works with the child.")
        if hosting.period.lower >= act.today:
            hosting.delete()
        else:
            hosting.period = DateRange(hosting.period.lower, act.today)
            hosting.save(update_fields=["period"])
        _tell(act, row, home=by.service.name, host=by.service.name, reason=reason)
        end_work_of_host(act, child, hosting.host, reason)


def _ours(act: Act, child: int, by: User) -> Child:
    """Return the child, of whom only the service that is responsible says who works."""
    if act.services[child] != by.service_id:
        raise Refused("Ask the home service, which is responsible for the child.")
    return Child.objects.get(pk=child)


def _hosted(child: int, day: date) -> Hosting | None:
    found = Hosting.objects.filter(child=child, period__contains=day)
    return found.select_related("host").first()


def _tell(act: Act, child: Child, *, home: str, host: str, reason: str) -> None:
    """Write it in the chronology, and among the dated spells of who is responsible."""
    day = act.today.isoformat()
    _end_spells(child, act.today)
    spell = {"from": day, "home": home, "host": host, "reason": reason}
    append_episode(child, "responsibility", spell)
    act.check(child.pk)
    facts = {"kind": "day-to-day-work-moved", "on": day, "host": host, "reason": reason}
    act.record(child.pk, facts)


def _end_spells(child: Child, day: date) -> None:
    """End what stood about responsibility the day before; what began today never was."""
    for row in Episode.objects.filter(child=child, kind="responsibility", period__contains=day):
        if (row.document.get("from") or "") >= day.isoformat():
            row.delete()
            continue
        ended = {**row.document, "to": (day - timedelta(days=1)).isoformat()}
        changed = episode_row(child, row.kind, row.position, ended)
        changed.pk = row.pk
        changed.save(force_update=True)
