"""What is being typed: one draft for each person, form, child and document; and what was sent."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils import timezone


class Draft(models.Model):
    """Words that somebody has typed and not saved; only their writer is ever shown them.

    `document` is what the form is about, nothing where it makes something new; `began_from` is the
    version of it that the writer had before her eyes. `child` is whose record it is about: in the
    victims' process, which keeps drafts of its own, that is a victim's (`DRAFT_ABOUT`).
    """

    person = models.ForeignKey("accounts.User", models.CASCADE, related_name="+")
    service = models.ForeignKey("accounts.Service", models.PROTECT, related_name="+")
    child = models.ForeignKey(settings.DRAFT_ABOUT, models.PROTECT, related_name="+")
    form = models.TextField()
    document = models.TextField(blank=True)
    began_from = models.TextField(blank=True)
    address = models.TextField(blank=True)  # where the form stands
    fields = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "child", "form", "document"],
                name="draft_one_a_person_child_form_and_document",
            ),
        ]
        indexes = [models.Index(fields=["saved_at"], name="draft_oldest_first")]

    def __str__(self) -> str:
        return f"{self.form} {self.document}".strip()

    @property
    def local_day(self) -> date:
        return timezone.localdate(self.saved_at)


class Sent(models.Model):
    """That somebody sent a form, and where it led, so that the same form sent again is not done.

    `digest` is of the form's own key and of all that was sent with it, which is kept nowhere.
    """

    digest = models.TextField(primary_key=True)
    person = models.ForeignKey("accounts.User", models.CASCADE, related_name="+")
    led_to = models.TextField(blank=True)
    sent_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.led_to
