"""What waits for somebody to decide it, or is arranged for a day to come."""

from datetime import timedelta

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from tests.children import case_file
from waymark.accounts import asking
from waymark.children.models import Cover, DutyDay, Opening, Registration
from waymark.chronology.door import today
from waymark.chronology.models import Seal

NOW = timezone.now()


def seal_asked_for(words, child, by):
    asking.as_user(by)
    return Seal.objects.create(
        words_id=words,
        child_id=child,
        service_id=by.service_id,
        reason="Another child is named",
        asked_by=by,
        asked_at=NOW,
    )


def registration_waiting(by):
    asking.as_user(by)
    return Registration.objects.create(
        service_id=by.service_id,
        by=by,
        at=NOW,
        names="Una Quay",
        born="2010-03-14",
        document=case_file(),
    )


def cover_to_come(worker, away):
    day = today(NOW) + timedelta(days=1)
    return Cover.objects.create(
        service_id=worker.service_id,
        user=worker,
        away=away,
        period=DateRange(day, day + timedelta(days=2)),
    )


def duty_to_come(worker):
    day = today(NOW) + timedelta(days=1)
    return DutyDay.objects.create(service_id=worker.service_id, user=worker, day=day)


def opened_in_emergency(child, by, looker):
    return Opening.objects.create(
        child_id=child,
        service_id=by.service_id,
        user=by,
        day=NOW.date(),
        reason="emergency",
        opened_at=NOW,
        until=NOW + timedelta(hours=4),
        words="A fire",
        looker=looker,
    )
