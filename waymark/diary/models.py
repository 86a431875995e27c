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
    """Two children who do not come at the same time (CM-407), or who are not, or rather not, in
    one group (CM-157, CM-158); the lower id stands first. The first kind alone takes bookings."""

    class Kind(models.TextChoices):
        NEVER = "never", "Never at one time"
        NO_GROUP = "no-group", "Not in one group"
        RATHER_NOT = "rather-not", "Rather not in one group"

    class Why(models.TextChoices):
        HARM = "harm", "One could harm the other"
        KNOWN = "known", "They know each other"
        AREAS = "areas", "Tension between areas or groups"
        OTHER = "other", "Something else"

    child = models.ForeignKey("children.Child", models.PROTECT, related_name="+")
    service = models.ForeignKey("accounts.Service", **OF_WHOM)
    other = models.ForeignKey("children.Child", models.PROTECT, related_name="+")
    begins = models.DateField()
    ends = models.DateField(null=True)  # the last day
    margin = models.PositiveSmallIntegerField()  # minutes before and after, to come and to go
    kind = models.TextField(choices=Kind.choices, default=Kind.NEVER)
    why = models.TextField(choices=Why.choices, default=Why.HARM)
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
            models.CheckConstraint(
                condition=Q(kind__in=["never", "no-group", "rather-not"]),
                name="apart_kind_is_known",
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


class RiskAssessment(models.Model):
    """What makes a place safe to bring children to (CM-160). The newest stands; none is changed."""

    class Detection(models.TextChoices):
        NONE = "none", "No"
        ARCH = "arch", "An arch that they walk through"
        WAND = "wand", "A wand that is held beside them"

    service = models.ForeignKey("accounts.Service", **OF_WHOM)
    place = models.ForeignKey(Place, models.PROTECT, related_name="assessments")
    on = models.DateField()
    until = models.DateField()  # the last day on which it holds
    assessed_by = models.TextField()
    found = models.TextField()
    capacity = models.PositiveSmallIntegerField()  # children, at most
    offers = models.JSONField(default=list)  # codes of `venues.OFFERS`
    way = models.TextField()  # how children get there and home safely
    detection = models.TextField(choices=Detection.choices)
    always = models.BooleanField(default=True)  # or at times only
    why_detected = models.TextField(blank=True)
    how_it_feels = models.TextField(blank=True)  # what it does to how safe people feel
    told = models.TextField(blank=True)  # what is explained beforehand, and how
    on_find = models.TextField(blank=True)
    on_refusal = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.User", **OF_WHOM)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("on")), name="assessment_holds_from_its_day"
            ),
            models.CheckConstraint(
                condition=Q(detection="none")
                | ~(Q(why_detected="") | Q(told="") | Q(on_find="") | Q(on_refusal="")),
                name="assessment_says_what_follows",
            ),
        ]
        indexes = [models.Index(fields=["place", "on"], name="assessment_of_place")]

    def __str__(self) -> str:
        return f"{self.place_id} on {self.on}"

    @property
    def detects(self) -> bool:
        return self.detection != self.Detection.NONE


class PlaceNote(models.Model):
    """What children said about a place, or how it was seen to do; names no child."""

    class Kind(models.TextChoices):
        SAID = "said", "What children said"
        EFFECT = "effect", "What was seen to come of it"

    service = models.ForeignKey("accounts.Service", **OF_WHOM)
    place = models.ForeignKey(Place, models.PROTECT, related_name="notes")
    kind = models.TextField(choices=Kind.choices)
    on = models.DateField()
    words = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.User", **OF_WHOM)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["said", "effect"]), name="note_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.place_id}: {self.kind} {self.on}"
