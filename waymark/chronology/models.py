"""Events, and the free text beside them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class Event(models.Model):
    """One thing that happened. Never edited or deleted: a correction is another event.

    `document` is the event as the case file has it, without its free text.
    """

    # Found by `event_position_once`, in order; an index less is kept with each event.
    child = models.ForeignKey(
        "children.Child", models.PROTECT, related_name="events", db_index=False
    )
    service = models.ForeignKey("accounts.Service", models.PROTECT, related_name="+")
    reference = models.TextField()
    position = models.IntegerField()
    kind = models.TextField()
    version = models.SmallIntegerField(default=1)
    on = models.DateField()
    recorded_on = models.DateField()
    recorded_at = models.DateTimeField(null=True)  # unknown for what was imported
    corrects = models.TextField(blank=True)
    by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    document = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "reference"], name="event_reference_once"),
            models.UniqueConstraint(fields=["child", "position"], name="event_position_once"),
            models.CheckConstraint(condition=~Q(kind=""), name="event_has_a_kind"),
        ]
        indexes = [models.Index(fields=["child", "on", "position"], name="event_chronology")]

    def __str__(self) -> str:
        return f"{self.on} {self.kind}"


class Words(models.Model):
    """One piece of an event's free text. Sealed words are gone; the gap stays."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="words")
    child = models.ForeignKey("children.Child", models.PROTECT, related_name="+")
    service = models.ForeignKey("accounts.Service", models.PROTECT, related_name="+")
    field = models.TextField()
    text = models.TextField(null=True)  # noqa: DJ001 (sealed words are not empty words)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "field"], name="words_once_a_field"),
        ]

    def __str__(self) -> str:
        return self.field


class Asked(models.QuerySet["Seal"]):
    def unanswered(self) -> "Asked":
        return self.filter(agreed_by=None, refused_by=None)


class Seal(models.Model):
    """Words that must go: one person asks with a reason, another agrees, and they are gone.

    Another may say no, and why: then they stay, and what they were is kept here no longer.

    What goes is the whole of some words, or a passage, such as a name, wherever the child's record
    says it, and the files that hold it. `digest` is a salted digest of what was sealed; its salt is
    kept by nobody but the certificate.
    """

    words = models.OneToOneField(Words, models.PROTECT, null=True, related_name="seal")
    passage = models.TextField(blank=True, default="")  # until it is gone
    files = ArrayField(models.BigIntegerField(), default=list)  # until they are gone
    child = models.ForeignKey("children.Child", models.PROTECT, related_name="+")
    service = models.ForeignKey("accounts.Service", models.PROTECT, related_name="+")
    reason = models.TextField()
    asked_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    agreed_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    digest = models.TextField(blank=True)
    refused_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    refused_at = models.DateTimeField(null=True)
    refusal = models.TextField(blank=True, default="")  # why it stays

    objects = models.Manager.from_queryset(Asked)()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="seal_has_a_reason"),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=models.F("asked_by")),
                name="seal_takes_two_people",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True, agreed_at__isnull=True, digest="")
                | (Q(agreed_by__isnull=False, agreed_at__isnull=False) & ~Q(digest="")),
                name="seal_is_agreed_whole",
            ),
            models.CheckConstraint(
                condition=Q(words__isnull=False, passage="")
                | Q(words__isnull=True, agreed_by__isnull=False, passage="")
                | Q(words__isnull=True, refused_by__isnull=False, passage="")
                | (
                    Q(words__isnull=True, agreed_by__isnull=True, refused_by__isnull=True)
                    & ~Q(passage="")
                ),
                name="seal_keeps_no_passage_once_answered",
            ),
            models.CheckConstraint(
                condition=Q(refused_by__isnull=True, refused_at__isnull=True, refusal="")
                | (
                    Q(refused_by__isnull=False, refused_at__isnull=False, agreed_by__isnull=True)
                    & ~Q(refused_by=models.F("asked_by"))
                    & ~Q(refusal="")
                ),
                name="seal_is_refused_whole",
            ),
            models.UniqueConstraint(
                fields=["child", "passage"],
                condition=~Q(passage=""),
                name="seal_asked_once_a_passage",
            ),
        ]

    def __str__(self) -> str:
        return f"seal {self.pk}"
