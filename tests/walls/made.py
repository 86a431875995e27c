"""Services, people and children that the walls are tried with."""

import itertools
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from waymark.accounts import asking
from waymark.accounts.models import Role, Service, Training, User
from waymark.audit import recording
from waymark.casefiles import acts
from waymark.children.facts import version
from waymark.children.kept import keep_from
from waymark.children.models import (
    Allocation,
    Child,
    Cover,
    DutyDay,
    Hosting,
    KeptFrom,
    Named,
    Opening,
    Person,
    Registration,
    TooClose,
)
from waymark.chronology import acts as chronology
from waymark.chronology.models import Words
from waymark.diary.models import (
    Apart,
    Appointment,
    Away,
    Meeting,
    Place,
    PlaceNote,
    RiskAssessment,
    Staff,
)
from waymark.drafts.models import Draft
from waymark.duties.models import OwnNumber
from waymark.files.attached import attached
from waymark.papers import acts as papers
from waymark.papers import sources
from waymark.papers.models import HeldFile
from waymark.plans.models import Plan, Version
from waymark.portal.models import Sheet
from waymark.reminders.models import Reminder, Wish
from waymark.rules.letters import KeepFrom
from waymark.visits.models import Alarm, Out

EXAMPLE = json.loads((Path(__file__).parents[1] / "unit/rules/example.json").read_text())
NOW = datetime(2028, 1, 12, 12, tzinfo=UTC)
SAID = {"kind": "contact", "on": "2028-01-11", "outcome": "attended", "note": "We went fishing."}
_numbers = itertools.count(1)


def a_service() -> Service:
    return Service.objects.create(name=f"Service {next(_numbers)} of the walls")


def somebody(service: Service, role: Role = Role.CASE_MANAGER) -> User:
    number = next(_numbers)
    return User.objects.create_user(
        email=f"person{number}@example.org", name=f"Person {number}", role=role, service=service
    )


def a_child(service: Service, **parts: Any) -> Child:
    """Take in the worked example, or one with other parts, as a child of this service."""
    document = {**deepcopy(EXAMPLE), **parts}
    document["child"] = {**document["child"], "id": f"c{next(_numbers)}"}
    with waymark_itself(service):
        (taken,) = acts.take_in([("file", document)], service=service, at=NOW)
    return taken


def waymark_itself(service: Service) -> Any:
    """One transaction, with its audit row, in which Waymark itself works for a service."""
    return _asking(service.pk, None, lambda: asking.as_waymark(service.pk))


def keep(child: Child, *people: User) -> None:
    """Let a child's record be kept from these people, as the victims' side has it."""
    letter = KeepFrom(child=child.pk, on=NOW.date(), people=tuple(each.pk for each in people))
    with waymark_itself(child.service):
        keep_from(letter, service=child.service_id, at=NOW)


def asked_by(user: User, *, at: datetime = NOW) -> Any:
    """One transaction, with its audit row, in which this person asks."""
    return _asking(user.service_id, user.pk, lambda: asking.as_user(user), at=at)


@contextmanager
def _asking(
    service_id: int, user_id: int | None, begin: Callable[[], None], at: datetime = NOW
) -> Iterator[recording.Recording]:
    with recording.command("walls", service_id=service_id, user_id=user_id, at=at) as answer:
        begin()
        yield answer


def everything_of(child: Child, *, host: Service) -> User:
    """Give a child a row in every table that can hold one; returns who wrote what is her own."""
    jo, ash = somebody(child.service), somebody(child.service)
    other = a_child(child.service)
    with waymark_itself(child.service):
        own = {"child": child, "service_id": child.service_id}
        Person.objects.create(**own, position=0, document={"name": "Mo"})
        Named.objects.create(**own, user=jo)
        KeptFrom.objects.create(**own, user=ash, since=NOW)
        TooClose.objects.create(**own, place="school", since=NOW)
        always = DateRange(date(2020, 1, 1), None)
        Allocation.objects.create(**own, user=jo, part="case-manager", period=always)
        Hosting.objects.create(
            **own, host=host, period=DateRange(date(2020, 1, 1), date(2020, 2, 1))
        )
        Opening.objects.create(
            **own, user=jo, day=NOW, opened_at=NOW, until=NOW + timedelta(hours=1), reason="duty"
        )
        Registration.objects.create(
            service=child.service, by=jo, at=NOW, names="Al", born=NOW, document={}
        )
        OwnNumber.objects.create(
            service=child.service, name="risk-panel", begins=NOW, value=8, reason="", by=jo, at=NOW
        )
        DutyDay.objects.create(service=child.service, user=jo, day=NOW)
        days = {"on": NOW, "until": NOW, "recorded_at": NOW}
        Training.objects.create(service=child.service, person=jo, what="Two days", **days)
        Sheet.objects.create(
            **own,
            kind="paper",
            for_whom="child",
            language="en",
            content={},
            made_by=jo,
            made_at=NOW,
            until=NOW + timedelta(days=7),
        )
        Cover.objects.create(service=child.service, user=jo, away=ash, period=always)
        plan = Plan.objects.create(**own, position=0, reference="p1", document={"id": "p1"})
        Version.objects.create(**own, plan=plan, number=1, state="draft", document={})
        _a_diary_of(child, other, jo)
    with asked_by(jo):
        Draft.objects.create(**own, person=jo, form="contact", fields={}, saved_at=NOW)
        chronology.record(children=[child.pk], facts=SAID, by=jo, at=NOW)
        _a_paper_of(child, jo)
        chronology.ask_to_seal(
            words=Words.objects.get(child=child), reason="Another child's name", by=jo, at=NOW
        )
    return jo


def _a_diary_of(child: Child, other: Child, by: User) -> None:
    of = {"service": child.service}
    place = Place.objects.create(**of, name=f"Room {child.pk}")
    begins = NOW + timedelta(days=1)
    meeting = Meeting.objects.create(
        **of, begins=begins, ends=begins + timedelta(hours=1), method="office", place=place
    )
    Staff.objects.create(**of, meeting=meeting, worker=by)
    out = Out.objects.create(
        **of, meeting=meeting, worker=by, number="1", went_at=NOW, expected_back=begins
    )
    Alarm.objects.create(**of, out=out, step=1, whom=by, raised_at=NOW)
    made = {"made_at": NOW, "made_by": by}
    Away.objects.create(**of, **made, worker=by, day=NOW, why="away")
    of_place = {**of, **made, "place": place, "on": NOW}
    PlaceNote.objects.create(**of_place, kind="said", words="It is quiet there.")
    RiskAssessment.objects.create(
        **of_place, until=NOW, assessed_by="Bea", found="A step.", capacity=6, detection="none"
    )
    booked = Appointment.objects.create(**of, **made, child=child, meeting=meeting, reference="a1")
    Wish.objects.create(**of, child=child, how="call", chosen_at=NOW, chosen_by=by)
    due = {"begins": begins, "due_at": NOW, "until": begins, "made_at": NOW}
    Reminder.objects.create(**of, **due, child=child, appointment=booked, how="call", lead="hours")
    told = {"begins": NOW, "margin": 30, "because": "They fought."}
    Apart.objects.create(**of, **made, **told, child=child, other=other)


def _a_paper_of(child: Child, by: User) -> None:
    paper = papers.begin(child=child, form="assessment", kind="statutory", by=by, at=NOW)
    papers.save_section(
        paper=paper,
        section="story",
        began_from=version({}),
        said={"story-own": "I like fishing."},
        seconds=60,
        by=by,
        at=NOW,
    )
    letter = attached("letter.txt", b"Hi")
    sources.add(paper=paper, facts={"who": "Form tutor"}, attached=letter, by=by, at=NOW)
    of = {"child": child, "service_id": child.service_id, "by": by, "at": NOW}
    HeldFile.objects.create(**of, key=f"key of {child.pk}", name="scan.png")
