"""Orders, with the offences they were made for and what they require."""

from django.db import models
from django.db.models import F, Q

from waymark.children.models.child import ChildsRow


class Order(ChildsRow):
    """One order or decision. `document` is the order as the case file has it."""

    reference = models.TextField()
    kind = models.TextField()
    intervention = models.BooleanField()
    made_on = models.DateField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "reference"], name="order_reference_once"),
            models.UniqueConstraint(fields=["child", "position"], name="order_position_once"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="order_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.made_on}"
