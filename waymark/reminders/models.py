"""How a child is reminded, and each reminder: planned, sent once, or not at all and why."""

import secrets

from django.db import models
from django.db.models import Q

OF_WHOM = {"on_delete": models.PROTECT, "related_name": "+"}


class How(models.TextChoices):
    TEXT = "text", "By text"
    EMAIL = "email", "By e-mail"
    CALL = "call", "We ring"
    NONE = "none", "Not at all"


class State(models.TextChoices):
    PLANNED = "planned"
    SENDING = "sending"  # said before Notify is called: whoever is killed then leaves it so
    SENT = "sent"
    NOT_SENT = "not-sent"
    UNSURE = "unsure"  # never sent again
    RUNG = "rung"


def a_reference() -> str:
    return secrets.token_hex(12)


class Wish(models.Model):
    """How one child likes to be reminded. The number stays where it is written down."""

    child = models.OneToOneField("children.Child", models.PROTECT, related_name="+")
    service = models.ForeignKey("accounts.Service", **OF_WHOM)
    how = models.TextField(choices=How.choices)
    to = models.TextField(blank=True)  # the key by which pages know the phone
    number = models.TextField(blank=True)  # what tells the number chosen from any other
    email = models.TextField(blank=True)
    language = models.TextField(default="en")
    evening = models.BooleanField(default=True)
    hours = models.BooleanField(default=False)
    says_place = models.BooleanField(default=False)
    restricted = models.BooleanField(default=False)  # whether the child was when it was chosen
    chosen_at = models.DateTimeField()
    chosen_by = models.ForeignKey("accounts.User", null=True, **OF_WHOM)  # none: by a case file

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(how__in=How.values), name="wish_how_is_known"),
        ]

    def __str__(self) -> str:
        return self.how


class Reminder(models.Model):
    """One reminder of one appointment."""

    child = models.ForeignKey("children.Child", **OF_WHOM)
    service = models.ForeignKey("accounts.Service", **OF_WHOM)
    appointment = models.ForeignKey("diary.Appointment", models.PROTECT, related_name="reminders")
    how = models.TextField()
    lead = models.TextField()
    begins = models.DateTimeField()  # when the appointment did, as this was planned
    due_at = models.DateTimeField()
    until = models.DateTimeField()  # nobody is woken by it, or reads it too late
    state = models.TextField(choices=State.choices, default=State.PLANNED)
    because = models.TextField(blank=True)  # a code of `words.WHY_NOT`
    reference = models.TextField(unique=True, default=a_reference)  # by which Notify knows it
    tried_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    notify_id = models.TextField(blank=True)
    delivery = models.TextField(blank=True)  # as Notify says it
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="reminder_state_is_known"
            ),
            models.UniqueConstraint(
                fields=["appointment", "lead"],
                condition=Q(state=State.PLANNED),
                name="reminder_planned_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["service", "due_at"],
                condition=Q(state__in=[State.PLANNED, State.SENDING]),
                name="reminder_to_come",
            )
        ]

    def __str__(self) -> str:
        return f"{self.how} {self.state}"
