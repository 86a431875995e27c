"""The stored duties of each child, the stamp of what they were worked out by, and own numbers."""

from django.db import models
from django.db.models import Q

CONCERN = "look-at-concern"


class Duty(models.Model):
    """One thing owed. Its status on a day follows from these fields alone: see `status`."""

    # The wall's own constraint holds both together to a child of that service; two more would each
    # be asked for every row. A child's are found by `duty_key_once_a_child`.
    child = models.ForeignKey(
        "children.Child",
        models.PROTECT,
        related_name="duties",
        db_constraint=False,
        db_index=False,
    )
    service = models.ForeignKey(
        "accounts.Service", models.PROTECT, related_name="+", db_constraint=False
    )
    key = models.TextField()
    duty = models.TextField()
    owed_by = models.TextField()
    opens_on = models.DateField()
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    closes_on = models.DateField(null=True)
    closed_as = models.TextField(blank=True)
    expected_by = models.DateField(null=True)
    why = models.TextField()
    # The day on which somebody wrote that it was done, so that today's work can be shown today.
    done_written_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "key"], name="duty_key_once_a_child"),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(due_on__gte=models.F("opens_on")),
                name="duty_due_no_earlier_than_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(closes_on__isnull=True, closed_as="")
                | (Q(closes_on__isnull=False) & ~Q(closed_as="")),
                name="duty_closing_is_whole",
            ),
        ]
        indexes = [
            models.Index(
                fields=["child"], name="duty_still_to_do", condition=Q(done_on__isnull=True)
            ),
            # Every page of one's own work asks for these among all children's.
            models.Index(
                fields=["child"],
                name="duty_concern_to_look_at",
                condition=Q(done_on__isnull=True, duty=CONCERN),
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Standing(models.Model):
    """What the duties of a child were last worked out by, and the day it was done.

    Beside it stands what lists show of each child, so that they need not read the chronology.
    """

    child = models.OneToOneField("children.Child", models.PROTECT, primary_key=True)
    service = models.ForeignKey("accounts.Service", models.PROTECT, related_name="+")
    stamp = models.TextField()
    renewed_on = models.DateField()
    last_kept_on = models.DateField(null=True)  # the last contact that came about
    closed_on = models.DateField(null=True)  # the case was closed or transferred, or the child died
    closed_as = models.TextField(blank=True)  # the kind of event that says so
    orders = models.JSONField(default=list)  # those not over yet: see `summary.orders_of`
    contact = models.JSONField(default=list)  # how much is owed, from which day: see `summary`
    marks = models.JSONField(default=list)  # what happened under them: see `summary.marks_of`
    seen = models.JSONField(default=dict)  # the contact at which the child was last seen, by way
    judged = models.JSONField(default=dict)  # the steps of each thing that is judged
    counted = models.JSONField(default=dict)  # what figures are made of: see `rules.fairness`

    class Meta:
        indexes = [models.Index(fields=["stamp"], name="standing_stamp")]

    def __str__(self) -> str:
        return f"{self.child_id}: {self.renewed_on}"


class OwnNumber(models.Model):
    """A number that a service chose for what is raised from a day on. Only added to.

    The last that begins on or before a day holds on it.
    """

    service = models.ForeignKey("accounts.Service", models.PROTECT, related_name="+")
    name = models.TextField()  # of guidance/settings.toml; or of a duty that is expected
    begins = models.DateField()
    value = models.PositiveSmallIntegerField(null=True)  # none: the national number again
    reason = models.TextField()
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__gte=1), name="own_number_is_one"
            ),
        ]
        indexes = [models.Index(fields=["service"], name="own_number_service")]

    def __str__(self) -> str:
        return f"{self.name} {self.value} from {self.begins}"
