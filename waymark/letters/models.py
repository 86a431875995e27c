"""The outbox and the inbox. Waymark itself reads them, and nobody else."""

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

    One that came and could not be applied has no moment at which it was.
    """

    number = models.BigIntegerField(primary_key=True)
    service = models.ForeignKey("accounts.Service", models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(null=True)

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
