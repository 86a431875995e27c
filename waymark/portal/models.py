"""Sheets: one page for one person who does not sign in."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

CHILD = "child"
MOST_TRIES = 5
HELD_BACK = Q(held_back_at__isnull=False)
UNREAD = Q(handed_in_at__isnull=False, read_at__isnull=True) & ~Q(paper="")


class Kind(models.TextChoices):
    PAPER = "paper", "A form to fill in"
    COPY = "copy", "Something to keep"


class Sheet(models.Model):
    """What one person was handed: a form, or a copy frozen as it was given.

    Whoever holds its link asks the database as this sheet once the secret was right, and sees this
    row alone (`migrations/walls.sql`). A sheet that was handed over on a worker's own device has
    no link: `key` is what that browser holds, as a digest.
    """

    child = models.ForeignKey("children.Child", models.PROTECT, related_name="sheets")
    service = models.ForeignKey("accounts.Service", models.PROTECT, related_name="+")
    kind = models.TextField(choices=Kind.choices)
    for_whom = models.TextField()  # "child", or the key of somebody around the child
    language = models.TextField()
    content = models.JSONField()  # of a form, which and which version; of a copy, what it shows
    answers = models.JSONField(default=dict)  # until they are handed in
    alerted = ArrayField(models.TextField(), default=list)  # questions whose answer was told of
    link = models.TextField(blank=True)  # a digest
    secret = models.TextField(blank=True)  # as a password is kept
    tries = ArrayField(models.DateTimeField(), default=list)  # wrong ones, of the last hour
    key = models.TextField(blank=True)  # a digest: of what the browser that opened it holds
    key_until = models.DateTimeField(null=True)
    made_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    handed_in_at = models.DateTimeField(null=True)
    paper = models.TextField(blank=True, default="")  # what was handed in, by its reference
    read_at = models.DateTimeField(null=True)  # by the child's worker, or whoever asked
    held_back_at = models.DateTimeField(null=True)  # since when its link shows nothing
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")

    class Meta:
        # What waits to be read is few among all that was ever handed in.
        indexes = [
            models.Index(fields=["child"], name="sheet_unread", condition=UNREAD),
            models.Index(fields=["child"], name="sheet_held_back", condition=HELD_BACK),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="sheet_kind_known"),
            models.CheckConstraint(
                condition=Q(link="", secret="") | (~Q(link="") & ~Q(secret="")),
                name="sheet_link_has_a_secret",
            ),
            models.CheckConstraint(condition=Q(until__gt=models.F("made_at")), name="sheet_lasts"),
            models.CheckConstraint(
                condition=Q(handed_in_at__isnull=True) | Q(answers={}),
                name="sheet_handed_in_holds_no_answers",
            ),
            models.UniqueConstraint(fields=["link"], name="sheet_link_once", condition=~Q(link="")),
            models.UniqueConstraint(fields=["key"], name="sheet_key_once", condition=~Q(key="")),
        ]

    def __str__(self) -> str:
        return f"sheet {self.pk}"

    @property
    def is_for_child(self) -> bool:
        return self.for_whom == CHILD

    @property
    def sitting(self) -> str:
        """What the answers of this sheet that speak of harm have in common in the record."""
        return f"{self.pk}-{self.made_at:%Y%m%d%H%M%S}"

    @property
    def is_locked(self) -> bool:
        """Tell whether five wrong secrets closed it; the database decides this by the same."""
        return len(self.tries) >= MOST_TRIES
