"""Who works with the child, and since when."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q


class Part(models.TextChoices):
    CASE_MANAGER = "case-manager", "Case manager"
    CO_WORKER = "co-worker", "Co-worker"


class Allocation(models.Model):
    child = models.ForeignKey("children.Child", models.PROTECT, related_name="allocations")
    service = models.ForeignKey("accounts.Service", models.PROTECT, related_name="+")
    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="allocations")
    part = models.TextField(choices=Part.choices)
    period = DateRangeField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="allocation_one_case_manager_at_a_time",
                expressions=[("child", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                condition=Q(part=Part.CASE_MANAGER),
            ),
            ExclusionConstraint(
                name="allocation_once_a_person",
                expressions=[
                    ("child", RangeOperators.EQUAL),
                    ("user", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(condition=Q(part__in=Part.values), name="allocation_part_known"),
            models.CheckConstraint(
                condition=Q(period__isempty=False), name="allocation_lasts_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()} {self.period}"
