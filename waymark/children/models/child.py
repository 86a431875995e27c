"""The child, the people around the child, and what of the child's life changes over time.

Each row keeps its part of the case file as a document; the columns beside it are what the
database itself needs to find, order and guard the row.
"""

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property


class Child(models.Model):
    service = models.ForeignKey("accounts.Service", models.PROTECT, related_name="children")
    reference = models.TextField()
    given_name = models.TextField(blank=True)
    family_name = models.TextField(blank=True)
    known_as = models.TextField(blank=True)
    date_of_birth = models.DateField()
    sex = models.TextField()
    sort_name = models.TextField()
    restricted = models.BooleanField(default=False)
    # `child` of the case file, without the lists that have rows of their own.
    document = models.JSONField()
    # What else the case file holds beside child, orders and events.
    beside = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service", "reference"], name="child_reference_once_a_service"
            ),
            models.CheckConstraint(condition=~Q(reference=""), name="child_has_a_reference"),
        ]

    def __str__(self) -> str:
        return self.first_name

    @property
    def first_name(self) -> str:
        """What the child is called on every screen."""
        return self.known_as or self.given_name or "This child"

    @cached_property
    def called(self) -> str:
        """What the child is called in a list, which may tell it from another (`names`)."""
        return self.first_name

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip() or self.reference


class ChildsRow(models.Model):
    """A row that belongs to one child, behind that child's wall, in the case file's order."""

    child = models.ForeignKey(Child, models.PROTECT, related_name="%(class)ss")
    service = models.ForeignKey("accounts.Service", models.PROTECT, related_name="+")
    position = models.IntegerField()
    document = models.JSONField()

    class Meta:
        abstract = True


class Episode(ChildsRow):
    """Something that held from a day to a day: an address, a placement, a school, a bail condition.

    `kind` is the name of its list in the case file. Episodes of one kind may overlap, as in life.
    """

    kind = models.TextField()
    period = DateRangeField(null=True)
    protected = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "kind", "position"], name="episode_place_in_its_list"
            ),
            models.CheckConstraint(
                condition=Q(period__isnull=True) | Q(period__isempty=False),
                name="episode_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.position}"


class Person(ChildsRow):
    """Somebody in the child's family or network."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "position"], name="person_place_in_the_list"),
        ]

    def __str__(self) -> str:
        return f"person {self.position}"
