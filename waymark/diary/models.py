"""Meetings and appointments, and what each takes for its time.

A meeting names no child, so that a colleague's diary can be read; what a child is told and asked
stands in the child's appointment. What is taken (`diary_booking`) the database keeps from these
(`migrations/bookings.sql`): no program can forget it.
"""

from django.db import models
from django.db.models import F, Q

BOOKED, CALLED_OFF = "booked", "called-off"
OF_WHOM = {"on_delete": models.PROTECT, "related_name": "+"}


class Place(models.Model):
    """A room or venue of the service, which holds one meeting at a time."""

    service = models.ForeignKey("accounts.Service", **OF_WHOM)
    name = models.TextField()
    where = models.TextField(blank=True)
    getting_there = models.TextField(blank=True)
    closed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "name"], name="place_is_called_so_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Meeting(models.Model):
    """When, where and how somebody is met; of whom stands in the appointments."""

    service = models.ForeignKey("accounts.Service", **OF_WHOM)
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    method = models.TextField()  # a code of the list `contact-methods`
    place = models.ForeignKey(Place, null=True, **OF_WHOM)
    way = models.PositiveSmallIntegerField(default=0)  # minutes there, and as many back
    comes = models.BooleanField(default=False)  # the child comes to it, and may meet another
    workers = models.ManyToManyField("accounts.User", through="Staff", related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("begins")), name="meeting_ends_after_it_begins"
            ),
        ]
        indexes = [models.Index(fields=["service", "begins"], name="meeting_when")]

    def __str__(self) -> str:
        return f"{self.method} {self.begins:%Y-%m-%d %H:%M}"


class Staff(models.Model):
    """A worker who is at a meeting."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="staff")
    service = models.ForeignKey("accounts.Service", **OF_WHOM)
    worker = models.ForeignKey("accounts.User", **OF_WHOM)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "worker"], name="staff_once_at_a_meeting"),
        ]

    def __str__(self) -> str:
        return f"{self.worker} at {self.meeting}"


class Appointment(models.Model):
    """A child's part in a meeting. `reference` is what the contact that came of it names."""

    child = models.ForeignKey("children.Child", models.PROTECT, related_name="appointments")
    service = models.ForeignKey("accounts.Service", **OF_WHOM)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="appointments")
    reference = models.TextField()
    series = models.TextField(blank=True)  # the same for those of one weekly time
    state = models.TextField(default=BOOKED, choices=[(BOOKED, BOOKED), (CALLED_OFF, CALLED_OFF)])
    way = models.PositiveSmallIntegerField(default=0)  # the child's minutes there, and back
    document = models.JSONField(default=dict)  # declared in `rules/appointments.py`
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.User", null=True, **OF_WHOM)  # none: a case file told it

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "reference"], name="appointment_reference_once"
            ),
            models.UniqueConstraint(fields=["meeting", "child"], name="appointment_once_a_meeting"),
            models.CheckConstraint(
                condition=Q(state__in=[BOOKED, CALLED_OFF]), name="appointment_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Apart(models.Model):
    """Two children who do not come at the same time (CM-407); the lower id stands first."""

    child = models.ForeignKey("children.Child", models.PROTECT, related_name="+")
    service = models.ForeignKey("accounts.Service", **OF_WHOM)
    other = models.ForeignKey("children.Child", models.PROTECT, related_name="+")
    begins = models.DateField()
    ends = models.DateField(null=True)  # the last day
    margin = models.PositiveSmallIntegerField()  # minutes before and after, to come and to go
    because = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.User", **OF_WHOM)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "other"], condition=Q(ends__isnull=True), name="apart_once"
            ),
            models.CheckConstraint(condition=Q(child__lt=F("other")), name="apart_lower_id_first"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("begins")),
                name="apart_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.child_id} and {self.other_id}"


class Why(models.TextChoices):
    """Why a worker is away. That somebody is ill is written down nowhere: she is away."""

    AWAY = "away", "Away"
    TRAINING = "training", "Training"
    LEAVE = "leave", "Leave"


class Away(models.Model):
    """A day on which a worker meets nobody."""

    service = models.ForeignKey("accounts.Service", **OF_WHOM)
    worker = models.ForeignKey("accounts.User", **OF_WHOM)
    day = models.DateField()
    why = models.TextField(choices=Why.choices)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.User", **OF_WHOM)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["worker", "day"], name="away_once_a_day"),
            models.CheckConstraint(condition=Q(why__in=Why.values), name="away_why_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.worker} on {self.day}"


class Feed(models.Model):
    """Where a worker's phone asks when she is busy; the address itself is kept nowhere."""

    person = models.OneToOneField("accounts.User", primary_key=True, **OF_WHOM)
    digest = models.TextField(unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"feed of {self.person}"
