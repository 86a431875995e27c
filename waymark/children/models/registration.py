"""A child whom somebody asked to register, where the child may be held here already."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class State(models.TextChoices):
    WAITING = "waiting", "Waiting for a manager"
    REGISTERED = "registered", "Registered"
    HELD = "held", "Held already"
    REFUSED = "refused", "Not registered"


class Registration(models.Model):
    """A registration that a manager looks at before it is kept.

    `matches` are the children it may be, the hidden ones too: the database fills them in, and its
    wall shows the row to whoever asked for it and to those who may see all of these children.
    """

    service = models.ForeignKey("accounts.Service", models.PROTECT, related_name="+")
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="registrations")
    at = models.DateTimeField()
    names = models.TextField()  # as they are looked for among the children held
    born = models.DateField()
    document = models.JSONField()  # the case file that it becomes
    worker = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    matches = ArrayField(models.BigIntegerField(), default=list)
    state = models.TextField(choices=State.choices, default=State.WAITING)
    decided_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    why = models.TextField(blank=True)
    child = models.ForeignKey("children.Child", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="registration_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=State.WAITING, decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(state=State.WAITING) & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="registration_is_decided_whole",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("by")),
                name="registration_is_decided_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.REFUSED) | ~Q(why=""),
                name="registration_refused_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["service"], name="registration_waits", condition=Q(state="waiting")
            ),
        ]

    def __str__(self) -> str:
        return f"registration {self.pk}"

    @property
    def first_name(self) -> str:
        child = self.document["child"]
        return child.get("known_as") or child["given_name"]
