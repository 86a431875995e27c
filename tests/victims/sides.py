"""Two services of the victims' process, with somebody harmed in every table, and who asks."""

from datetime import date, timedelta
from itertools import count

from django.test import Client
from django.utils import timezone

from tests.people import make_person, make_service, make_team, signed_in_client
from tests.victims.conftest import train
from tests.walls import matrix
from waymark.accounts import asking
from waymark.accounts.models import Role, Service, User
from waymark.audit import recording
from waymark.audit.models import AuditRow
from waymark.audit.recording import INSTALLATION
from waymark.drafts.models import Draft
from waymark.letters.models import Incoming, Outgoing
from waymark.rules.known_as import number
from waymark.victims.people.models import (
    Call,
    Certificate,
    Happening,
    Held,
    Reference,
    Said,
    Spell,
    Told,
    Victim,
)

SHUT_OUT = ("untrained", "lapsed", "to come", "ended", "administrator")  # of one's own service
ROLES = {
    "trained worker": "worker",
    "untrained worker": "untrained",
    "manager": "manager",
    "administrator": "administrator",
}
A_DAY = timedelta(days=1)

_numbers = count(1)


class Side:
    """One service: its people by what they are to the store, and somebody who was harmed."""

    def __init__(self) -> None:
        self.service = make_service()
        self.manager = self._person(Role.VICTIM_MANAGER)
        workers = ("worker", *SHUT_OUT[:-1])
        self.people = {name: self._person(Role.VICTIM_WORKER) for name in workers}
        self.people["manager"] = self.manager
        self.people["administrator"] = self._person(Role.ADMINISTRATOR)
        today = timezone.localdate()
        for name in ("worker", "ended"):
            train(self.people[name], self.manager)
        train(self.people["lapsed"], self.manager, until=today - A_DAY)
        train(self.people["to come"], self.manager, on=today + A_DAY)
        User.objects.filter(pk=self.people["ended"].pk).update(is_active=False)
        self.victim = harmed_in_every_table(self.service, by=self.people["worker"])
        asking.as_waymark(self.service.pk)
        self.victim.spells.update(decided_with=self.manager)

    def _person(self, role: Role) -> User:
        return make_person(role, service=self.service)


def harmed_in_every_table(service: Service, *, by: User, child: int = 7) -> Victim:
    """Make somebody of whom there is a row in every table that can hold one."""
    now = timezone.now()
    with recording.command("test", service_id=service.pk, user_id=None, at=now):
        asking.as_waymark(service.pk)
        of = {"service": service}
        person = Victim.objects.create(**of, name="Thandiwe Grant", changed_at=now)
        of_child = {**of, "child": child}
        known_as = {"reference": "v1", "number": number(child, "v1")}
        reference = Reference.objects.create(**of_child, victim=person, **known_as)
        Said.objects.create(**of, reference=reference, letters=[])
        Told.objects.create(**of_child, kind="works-with", about="1", document={}, told_at=now)
        Incoming.objects.create(**of, number=person.pk)
        Outgoing.objects.create(**of, kind="consent-given", document={})
        Call.objects.create(**of_child, once=f"{person.pk}", at=now, function="mentions")
        held_file(service, child=child)
        certified(by)
        of_person = {**of, "victim": person, "document": {}, "by": by, "recorded_at": now}
        Spell.objects.create(**of_person, kind="preference", begins=date(2026, 3, 2))
        Happening.objects.create(**of_person, kind="details-asked", on=date(2026, 3, 2))
    with recording.command("test", service_id=service.pk, user_id=by.pk, at=now):
        asking.as_user(by)
        typed = {"form": "who", "fields": {}, "saved_at": now}
        Draft.objects.create(**typed, person=by, child_id=person.pk, service=service)
    return person


def held_file(service: Service, *, child: int = 7) -> Held:
    """Make a file that waits to be cut."""
    what = {"key": f"key-{next(_numbers)}", "paper": "assessment", "media_type": "text/plain"}
    of = {"service": service, "child": child, "waits": True, "at": timezone.now()}
    return Held.objects.create(**of, **what, content=b"Thandiwe Grant came.", says=["Thandiwe"])


def asked_about_a_name(account: User) -> Call:
    """Let an account of casework, of this number, have asked about a name."""
    call = {"once": f"asked-{next(_numbers)}", "function": "mentions", "names": ["key"]}
    return Call.objects.create(
        service=account.service, asked_by=account.pk, at=timezone.now(), **call
    )


def certified(by: User) -> Certificate:
    """Make a certificate that something was deleted."""
    of_nobody = {"kinds": {}, "purposes": [], "in_backups_until": date(2026, 3, 2)}
    return Certificate.objects.create(
        service_id=by.service_id, **of_nobody, by=by, at=timezone.now()
    )


def answering() -> matrix.World:
    """People of every role, and somebody harmed who is their service's, another's, and nobody."""
    ours, theirs = Side(), Side()
    team = make_team(ours.service)
    asking.as_waymark(ours.service.pk)
    certificate, file = Certificate.objects.get(), Held.objects.get()
    asked_about_a_name(ours.people["untrained"])
    asks = {role: ours.people[name] for role, name in ROLES.items()}
    asks["worker of another service"] = theirs.people["worker"]
    clients = {
        role: signed_in_client(person, raise_request_exception=False)
        for role, person in asks.items()
    }
    services = [INSTALLATION, ours.service.pk, theirs.service.pk]
    return matrix.World(
        clients={**clients, "nobody": Client(raise_request_exception=False)},
        children={"own": ours.victim.pk, "other": theirs.victim.pk, "none": 999_999},
        belongs={each: dict(map(_spell_of, (ours, theirs))) for each in ("spell", "entry")},
        one={
            "kind": "preference",
            "pk": ours.people["untrained"].pk,
            "certificate": certificate.pk,
            "held_file": file.pk,
            "team": team.pk,
            "secret": "x",
        },
        rows=lambda: sum(map(_rows_of, services)),
        about="victim",
    )


def _spell_of(side: Side) -> tuple[int, int]:
    asking.as_waymark(side.service.pk)
    return side.victim.pk, Spell.objects.get(victim=side.victim).pk


def _rows_of(service: int) -> int:
    asking.as_waymark(service)
    return AuditRow.objects.filter(service=service).count()
