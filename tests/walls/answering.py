"""People of every role, children of every kind to them, and something of each at every address."""

from datetime import timedelta
from functools import partial

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.utils import timezone

from tests.children import make_child
from tests.people import make_person, make_service, make_team, signed_in_client
from tests.walls import matrix
from tests.walls.waiting import (
    cover_to_come,
    duty_to_come,
    opened_in_emergency,
    registration_waiting,
    seal_asked_for,
)
from waymark.accounts import asking
from waymark.accounts.models import Role, User
from waymark.audit import recording
from waymark.audit.recording import INSTALLATION
from waymark.children.models import (
    Child,
    Episode,
    Hosting,
    Named,
    Person,
)
from waymark.chronology.door import today
from waymark.chronology.models import Event, Words
from waymark.diary.models import Apart, Appointment, Meeting, Place
from waymark.guidance.frames import frame
from waymark.orders.models import Order
from waymark.papers.models import File, Paper, Source
from waymark.plans.copy import Telling, copy_of
from waymark.portal.acts import hand_over, to_fill_in
from waymark.portal.models import Sheet
from waymark.portal.views.browser import COOKIE, signed
from waymark.reminders.models import Reminder
from waymark.rules.planned import Plan
from waymark.visits.models import Out

NOW = timezone.now()
STEP = {"id": "s1", "what": "See the careers adviser"}
GOAL = {"id": "g1", "family": "own", "words": "I want to be a mechanic", "steps": [STEP]}
AGREED = {"number": 1, "state": "agreed", "agreed_on": "2026-01-02", "plan": {"goals": [GOAL]}}
DRAFT = {"number": 2, "state": "draft", "plan": {"goals": [GOAL]}}
PLANNED = {"id": "p1", "versions": [AGREED, DRAFT]}


def answering() -> matrix.World:
    """Make the world that every address is asked in."""
    service, elsewhere = make_service("Anyshire"), make_service("Elsewhere")
    team, other_team = make_team(service), make_team(service)
    people = {
        "case manager": make_person(team=team),
        "operations manager": make_person(Role.OPERATIONS_MANAGER, team=team),
        "senior manager": make_person(Role.SENIOR_MANAGER, service=service),
        "administrator": make_person(Role.ADMINISTRATOR, service=service),
    }
    mate = make_person(team=team)
    stranger = make_person(team=other_team)
    seen = {"id": "e9", "kind": "contact", "on": today(NOW).replace(day=1).isoformat()}
    met = [{**seen, "outcome": "attended", "note": "We talked about the dog."}]
    met += [{**seen, "id": "e10", "kind": "exit-plan-agreed", "order": "o1"}]  # to countersign
    life = {"addresses": [{"lines": ["1 The Street"]}], "people": [{"name": "Nan"}]}

    def child_of(worker):
        parts = {"events": met, "child": life, "plans": [PLANNED], "papers": [AN_ASSESSMENT]}
        return make_child(worker.service, worker=worker, **parts)

    own = child_of(people["case manager"])
    children = {
        "own": own,
        "team": child_of(mate),
        "service": child_of(stranger),
        "restricted": child_of(stranger),
        "hosted": child_of(make_person(service=elsewhere)),
        "other": child_of(make_person(service=elsewhere)),
        "none": own + 10_000,
    }
    belongs = {
        "event": firsts(Event.objects.filter(kind="contact"), service, elsewhere),
        "words": firsts(Words.objects.all(), service, elsewhere),
        "order": firsts(Order.objects.all(), service, elsewhere),
        "fact": keys(Episode.objects.filter(kind="addresses"), service, elsewhere),
        "person": keys(Person.objects.all(), service, elsewhere),
        "paper": firsts(Paper.objects.all(), service, elsewhere),
        "source": firsts(Source.objects.all(), service, elsewhere),
        "file": files_of((service, elsewhere)),
    }
    asking.as_waymark(elsewhere.pk)
    today_on = DateRange(today(NOW), None)
    Hosting.objects.create(
        child_id=children["hosted"], service=elsewhere, host=service, period=today_on
    )
    asking.as_waymark(service.pk)
    Child.objects.filter(pk=children["restricted"]).update(restricted=True)
    Named.objects.create(child_id=children["restricted"], service=service, user=stranger)
    belongs["sheet"] = sheets_of(children, (service, elsewhere), "paper", PAPER)
    belongs["copy"] = sheets_of(children, (service, elsewhere), "copy", COPY)
    belongs["heard"] = sheets_of(children, (service, elsewhere), "copy", HEARD)
    agreed = {**HEARD, "agreement": "p1"}
    belongs["agreement"] = sheets_of(children, (service, elsewhere), "copy", agreed)
    belongs["appointment"] = appointments_of(children, (service, elsewhere))
    belongs["reminder"] = reminders_of((service, elsewhere))
    asking.as_waymark(service.pk)
    looker = people["senior manager"]
    one = {
        "pk": mate.pk,
        "worker": mate.pk,
        "secret": "x",
        "provision": "CM-211",
        "number": 1,
        "kind": "incident",
        "part": "addresses",
        "group": "goals",
        "item": "g1",
        "goal": "g1",
        "step": "s1",
        "theme": "plan-together",
        "section": "home",
        "domain": "reoffending",
        "opening": opened_in_emergency(children["restricted"], mate, looker).pk,
        "seal": seal_asked_for(belongs["words"][own], own, stranger).pk,
        "registration": registration_waiting(stranger).pk,
        "cover": cover_to_come(mate, people["case manager"]).pk,
        "duty_day": duty_to_come(mate).pk,
        "place": Place.objects.create(service=service, name="The blue room").pk,
        "out": out_at_a_visit(mate, belongs["appointment"][own]).pk,
        "apart": kept_apart(own, children["team"], stranger).pk,
    }
    clients = {
        role: signed_in_client(person, raise_request_exception=False)
        for role, person in people.items()
    }
    return matrix.World(
        clients={**clients, "nobody": Client(raise_request_exception=False)},
        children=children,
        belongs=belongs,
        one=one,
        rows=partial(_audit_rows, [INSTALLATION, service.pk, elsewhere.pk]),
    )


AN_ASSESSMENT = {
    "id": "paper1",
    "form": "assessment",
    "version": 1,
    "kind": "statutory",
    "stage": "start",
    "orders": ["o1"],
    "began_on": today(NOW).replace(day=1).isoformat(),
    "sources": [{"id": "source1", "who": "Form tutor"}],
}
PAPER = to_fill_in("self-assessment-child", "start")
HEARD = copy_of(Plan(), Telling(frame("en")), called="Una").document()
COPY = {
    **HEARD,
    "plan": "e1",
    "version": 1,
    "format": "printed",
    "spoken": "en",
    "whose": "child",
}


def firsts(rows, *services):
    """Return, by child, the row that a page may be asked for."""
    found = {}
    for service in services:
        asking.as_waymark(service.pk)
        found |= dict(rows.values_list("child", "pk"))
    return found


def files_of(services):
    """Attach a letter to the paper of each child."""
    made = {}
    for service in services:
        asking.as_waymark(service.pk)
        by = User.objects.filter(service=service).first()
        for paper in Paper.objects.filter(service=service):
            kept = {"name": "letter.txt", "media_type": "text/plain", "size": 2, "digest": "0"}
            file = File.objects.create(
                child_id=paper.child_id, service=service, content=b"Hi", at=NOW, by=by, **kept
            )
            for source in Source.objects.filter(paper=paper):
                source.file, source.document["file"] = file, file.name
                source.save()
            made[paper.child_id] = file.pk
    return made


def sheets_of(children, services, kind, content):
    """Hand each child a sheet."""
    made = {}
    for service in services:
        asking.as_waymark(service.pk)
        by = User.objects.filter(service=service).first()
        for child in Child.objects.filter(pk__in=children.values(), service=service):
            sheet = Sheet.objects.create(
                child=child,
                service=service,
                kind=kind,
                for_whom="child",
                language="en",
                content=content,
                made_by=by,
                made_at=NOW,
                until=NOW + timedelta(hours=4),
            )
            made[child.pk] = sheet.pk
    return made


def out_at_a_visit(worker, appointment):
    """Let somebody be at a visit to a child, and not back in time."""
    asking.as_waymark(worker.service_id)
    told = {"worker": worker, "number": "07700 900123", "went_at": NOW - timedelta(hours=3)}
    return Out.objects.create(
        service=worker.service,
        meeting=Appointment.objects.get(pk=appointment).meeting,
        expected_back=NOW - timedelta(hours=1),
        **told,
    )


def appointments_of(children, services):
    """Book each child a time tomorrow."""
    made = {}
    for service in services:
        asking.as_waymark(service.pk)
        by = User.objects.filter(service=service).first()
        begins = NOW + timedelta(days=1)
        for child in Child.objects.filter(pk__in=children.values(), service=service):
            when = {"begins": begins, "ends": begins + timedelta(hours=1)}
            meeting = Meeting.objects.create(service=service, method="office", **when)
            booked = {"reference": "a1", "made_at": NOW, "made_by": by}
            row = Appointment.objects.create(
                child=child, service=service, meeting=meeting, **booked
            )
            made[child.pk] = row.pk
    return made


def reminders_of(services):
    """Ask for each child who is booked that somebody rings them."""
    made = {}
    for service in services:
        asking.as_waymark(service.pk)
        begins = NOW + timedelta(days=1)
        due = {"begins": begins, "due_at": NOW, "until": begins, "made_at": NOW}
        for booked in Appointment.objects.filter(service=service):
            of = {"child_id": booked.child_id, "service": service, "appointment": booked}
            row = Reminder.objects.create(**of, **due, how="call", lead="hours")
            made[booked.child_id] = row.pk
    return made


def kept_apart(one, other, by):
    told = {"begins": NOW, "margin": 30, "because": "They fought.", "made_at": NOW, "made_by": by}
    return Apart.objects.create(child_id=one, other_id=other, service=by.service, **told)


def holder(child):
    """Return the browser that a sheet was handed over in."""
    now = timezone.now()
    by = User.objects.filter(allocations__child=child).first()
    with recording.command("world", service_id=by.service_id, user_id=by.pk, at=now):
        asking.as_user(by)
        handed = hand_over(
            child=Child.objects.get(pk=child),
            for_whom="child",
            language="en",
            content=to_fill_in("self-assessment-child", "start"),
            by=by,
            at=now,
        )
    client = Client(raise_request_exception=False)
    client.cookies[COOKIE] = signed(handed.opens)
    return client


def keys(rows, *services):
    """Return, by child, the key by which pages know a row."""
    return {
        child: f"{rows.model.__name__.lower()}-{pk}"
        for child, pk in firsts(rows, *services).items()
    }


HEAD = "SELECT number FROM audit_audithead WHERE service_id = %s;"
TURN_TO = "SELECT set_config('waymark.service', %s, true);"


def _audit_rows(services):
    """Ask once for those of all services: it is asked after each of some nine thousand requests."""
    first, *others = services
    asking.as_waymark(first)
    asked = [first, *(word for each in others for word in (str(each), each))]
    total = 0
    with connection.cursor() as cursor:
        cursor.execute(HEAD + (TURN_TO + HEAD) * len(others), asked)
        total += sum(number for (number,) in cursor.fetchall())
        for _ in others:
            cursor.nextset()
            cursor.nextset()
            total += sum(number for (number,) in cursor.fetchall())
    return total
