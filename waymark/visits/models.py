"""Who is out at a visit, and who was told that she is not back.

Neither names a child: so whoever is at work sees that a colleague is missing, be the child whom she
visits restricted. Where she is stands behind the child's wall.
"""

from django.db import models
from django.db.models import F, Q

OF_WHOM = {"on_delete": models.PROTECT, "related_name": "+"}


class Out(models.Model):
    """A worker who went, and when she is expected back."""

    service = models.ForeignKey("accounts.Service", **OF_WHOM)
    meeting = models.ForeignKey("diary.Meeting", **OF_WHOM)
    worker = models.ForeignKey("accounts.User", **OF_WHOM)
    beside = models.TextField(blank=True)  # who goes with her
    number = models.TextField()  # on which she is rung
    went_at = models.DateTimeField()
    expected_back = models.DateTimeField()
    # She is out safe, or somebody has reached her.
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("accounts.User", null=True, **OF_WHOM)
    happened = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["worker"], condition=Q(closed_at__isnull=True), name="out_once"
            ),
            models.CheckConstraint(
                condition=Q(expected_back__gt=F("went_at")), name="out_and_expected_back"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="out_closed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.worker} until {self.expected_back:%H:%M}"


class Alarm(models.Model):
    """One step of an alarm, to one person: each is told of each step once."""

    service = models.ForeignKey("accounts.Service", **OF_WHOM)
    out = models.ForeignKey(Out, models.PROTECT, related_name="alarms")
    step = models.PositiveIntegerField()
    whom = models.ForeignKey("accounts.User", **OF_WHOM)
    raised_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["out", "step", "whom"], name="alarm_once"),
        ]

    def __str__(self) -> str:
        return f"{self.out}: {self.step} to {self.whom}"
