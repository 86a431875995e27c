"""Plans, and every version of each."""

from django.db import models
from django.db.models import F, Q

from waymark.rules.plan_states import AGREED, COUNTERSIGNED, DRAFT, RETURNED, STATES

OF_WHOM = {"on_delete": models.PROTECT, "null": True, "related_name": "+"}


class Plan(models.Model):
    """A plan that is made with a child; what it says stands in its versions."""

    child = models.ForeignKey("children.Child", models.PROTECT, related_name="plans")
    service = models.ForeignKey("accounts.Service", models.PROTECT, related_name="+")
    position = models.IntegerField()
    reference = models.TextField()
    document = models.JSONField()  # as the case file has it, without its versions
    began_at = models.DateTimeField(null=True)
    began_by = models.ForeignKey("accounts.User", **OF_WHOM)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "reference"], name="plan_reference_once"),
            models.UniqueConstraint(fields=["child", "position"], name="plan_position_once"),
        ]

    def __str__(self) -> str:
        return self.reference


class Version(models.Model):
    """One version of a plan. `document` is the version as the case file has it, the plan within.

    Once it is agreed, the database lets nothing of it be changed but what becomes of it
    (migrations/versions.sql).
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions")
    child = models.ForeignKey("children.Child", models.PROTECT, related_name="plan_versions")
    service = models.ForeignKey("accounts.Service", models.PROTECT, related_name="+")
    number = models.IntegerField()
    state = models.TextField(choices=[(state, state) for state in STATES])
    document = models.JSONField()
    event = models.TextField(blank=True)  # the reference of the event that it was agreed
    made_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey("accounts.User", **OF_WHOM)
    agreed_at = models.DateTimeField(null=True)
    agreed_by = models.ForeignKey("accounts.User", **OF_WHOM)
    checked_at = models.DateTimeField(null=True)  # countersigned or returned
    checked_by = models.ForeignKey("accounts.User", **OF_WHOM)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="version_number_once"),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(state=DRAFT), name="version_one_draft_a_plan"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[DRAFT, AGREED, COUNTERSIGNED, RETURNED]),
                name="version_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True)
                | Q(agreed_by__isnull=True)
                | ~Q(checked_by=F("agreed_by")),
                name="version_nobody_countersigns_her_own",
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"

    @property
    def is_draft(self) -> bool:
        return self.state == DRAFT
