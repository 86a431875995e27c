"""The outbox and the inbox. Waymark itself reads them, and nobody else."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class Outgoing(models.Model):
    """A letter to the other side, written with what it tells, and kept until it was applied."""

    number = models.BigAutoField(primary_key=True)
    service = models.ForeignKey("accounts.Service", models.PROTECT, related_name="+")
    kind = models.TextField()  # of `rules/letters.py`
    document = models.JSONField()
    written_at = models.DateTimeField(db_default=Now())
    applied_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(kind=""), name="outgoing_says_its_kind"),
        ]
        indexes = [
            models.Index(
                fields=["service", "number"],
                name="outgoing_waiting",
                condition=Q(applied_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.kind}"


class Incoming(models.Model):
    """A letter of the other side, by its number there: one that was applied is not applied again.

    One that came and could not be applied has no moment at which it was, and one at which it is
    tried again. One that a manager put aside counts as applied.
    """

    number = models.BigIntegerField(primary_key=True)
    service = models.ForeignKey("accounts.Service", models.PROTECT, related_name="+")
    came_at = models.DateTimeField(db_default=Now())
    applied_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(db_default=0)  # that failed
    again_at = models.DateTimeField(null=True)
    of_nobody = models.BigIntegerField(null=True)  # the record it is about, where none is here

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(number__gt=0), name="incoming_has_a_number"),
        ]
        indexes = [
            models.Index(
                fields=["service"],
                name="incoming_not_applied",
                condition=Q(applied_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"

    def waits(self, at: datetime) -> bool:
        """Tell whether it is not tried again yet."""
        return self.applied_at is None and self.again_at is not None and self.again_at > at
