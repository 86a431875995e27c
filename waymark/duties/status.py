"""A stored duty's status on a day, as one SQL expression; equal to the rules' own by test."""

from datetime import date

from django.db.models import Case, CharField, F, Q, Value, When
from django.db.models.expressions import Combinable

from waymark.rules.duty import Status


def status_on(day: date) -> Combinable:
    """Return the expression that names a stored duty's status on a day, from its renewal on."""
    done_in_time = Q(due_on__isnull=True) | Q(done_on__lte=F("due_on"))
    return Case(
        When(Q(done_on__isnull=False) & done_in_time, then=Value(Status.DONE)),
        When(done_on__isnull=False, then=Value(Status.DONE_LATE)),
        When(closes_on__lt=day, then=F("closed_as")),
        When(opens_on__gt=day, then=Value(Status.UPCOMING)),
        When(due_on__lt=day, then=Value(Status.OVERDUE)),
        When(due_on=day, then=Value(Status.DUE_TODAY)),
        default=Value(Status.OPEN),
        output_field=CharField(),
    )
