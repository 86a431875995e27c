"""Who may see the child's record beyond those who work with the child, and why."""

from datetime import date, timedelta

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Q


class Named(models.Model):
    """A person who may see a restricted child."""

    child = models.ForeignKey("children.Child", models.PROTECT, related_name="named")
    service = models.ForeignKey("accounts.Service", models.PROTECT, related_name="+")
    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "user"], name="named_once_a_child"),
        ]

    def __str__(self) -> str:
        return f"named {self.user_id}"


class Reason(models.TextChoices):
    DUTY = "duty", "I am answering for the duty desk"
    COURT = "court", "I am in court for this child"
    COVER = "cover", "I am covering for a colleague"
    LINKED = "linked-child", "I work with a child who is linked"
    CHECK = "manager-check", "I am checking the work"
    EMERGENCY = "emergency", "Somebody may come to harm"


class Opening(models.Model):
    """One person's reason to open one child's record: for a day, or in an emergency four hours."""

    child = models.ForeignKey("children.Child", models.PROTECT, related_name="openings")
    service = models.ForeignKey("accounts.Service", models.PROTECT, related_name="+")
    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="openings")
    day = models.DateField()
    opened_at = models.DateTimeField()
    until = models.DateTimeField()
    reason = models.TextField(choices=Reason.choices)
    words = models.TextField(blank=True)
    # An emergency: the manager who must look, and what she found.
    looker = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, related_name="to_look_at"
    )
    looked_at = models.DateTimeField(null=True)
    found = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "user", "day", "reason"],
                name="opening_once_a_day_and_reason",
                condition=~Q(reason="emergency"),
            ),
            models.CheckConstraint(
                condition=Q(reason__in=Reason.values), name="opening_reason_known"
            ),
            models.CheckConstraint(
                condition=~Q(reason=Reason.EMERGENCY) | (~Q(words="") & Q(looker__isnull=False)),
                name="opening_emergency_has_words_and_a_looker",
            ),
            models.CheckConstraint(condition=Q(until__gt=F("opened_at")), name="opening_lasts"),
        ]
        indexes = [models.Index(fields=["user", "until"], name="opening_live")]

    def __str__(self) -> str:
        return f"{self.reason} {self.day}"


class Hosting(models.Model):
    """Another service works with the child from day to day while this one stays responsible."""

    child = models.ForeignKey("children.Child", models.PROTECT, related_name="hostings")
    service = models.ForeignKey("accounts.Service", models.PROTECT, related_name="+")
    host = models.ForeignKey("accounts.Service", models.PROTECT, related_name="hostings")
    period = DateRangeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(host=F("service")), name="hosting_by_another"),
            models.CheckConstraint(condition=Q(period__isempty=False), name="hosting_lasts_a_day"),
        ]

    def __str__(self) -> str:
        return f"hosted {self.period}"


class KeptFrom(models.Model):
    """A person from whom a child's record is kept, as the victims' side asks; it never says why.

    Waymark itself writes and reads it; whom it hides the child from is asked of functions alone.
    """

    child = models.ForeignKey("children.Child", models.PROTECT, related_name="+")
    service = models.ForeignKey("accounts.Service", models.PROTECT, related_name="+")
    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    since = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "user"], name="kept_from_once_a_child"),
        ]

    def __str__(self) -> str:
        return f"since {self.since}"


class TooClose(models.Model):
    """Where the child is not to be brought before the victim worker was asked; never whom for.

    `place` is a place of the child's own: the school, where the child lives, or a building at the
    hours of an appointment, `begins` to `ends`, as the letter has them.
    """

    child = models.ForeignKey("children.Child", models.PROTECT, related_name="+")
    service = models.ForeignKey("accounts.Service", models.PROTECT, related_name="+")
    place = models.TextField()
    begins = models.TextField(blank=True)
    ends = models.TextField(blank=True)
    since = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "place", "begins"], name="too_close_once_a_place"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.begins}".strip()


class DutyDay(models.Model):
    """A person answers for the duty desk on a day."""

    service = models.ForeignKey("accounts.Service", models.PROTECT, related_name="+")
    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="duty_days")
    day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "day"], name="duty_once_a_person_and_day"),
        ]

    def __str__(self) -> str:
        return f"duty {self.day}"


class Cover(models.Model):
    """A person stands in for a colleague who is away."""

    service = models.ForeignKey("accounts.Service", models.PROTECT, related_name="+")
    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="covers")
    away = models.ForeignKey("accounts.User", models.PROTECT, related_name="covered_by")
    period = DateRangeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(user=F("away")), name="cover_for_another"),
            models.CheckConstraint(condition=Q(period__isempty=False), name="cover_lasts_a_day"),
        ]

    def __str__(self) -> str:
        return f"cover {self.period}"

    @property
    def first_day(self) -> date:
        return self.period.lower

    @property
    def last_day(self) -> date:
        return self.period.upper - timedelta(days=1)
