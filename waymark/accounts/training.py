"""Who is trained for work with people who were harmed, until when: at casework's door whoever leads
something restorative, at the victims' whoever reads there at all."""

from collections.abc import Sequence
from typing import NamedTuple

from django.conf import settings
from django.db.models import QuerySet

from waymark.accounts.models import Role, Training, User


class Here(NamedTuple):
    """What training is for at one door, and in which words."""

    roles: tuple[Role, ...]  # who is trained
    what_for: str
    without: str
    once_in_date: str
    nobody: str


AT_THE_VICTIMS_DOOR = Here(
    (Role.VICTIM_WORKER,),
    "A victim worker reads here while her training is in date, and not a day longer.",
    "Not trained: reads nothing",
    "{name} reads here while the training is in date.",
    "Choose a victim worker of your service.",
)
AT_CASEWORKS_DOOR = Here(
    (Role.CASE_MANAGER, Role.OPERATIONS_MANAGER, Role.SENIOR_MANAGER),
    "Whoever leads something restorative is trained for it: skilled, and known to the child.",
    "Not trained: leads nothing restorative",
    "{name} may lead something restorative while the training is in date.",
    "Choose somebody who works with children in your service.",
)


def here() -> Here:
    return AT_THE_VICTIMS_DOOR if Role.VICTIM_WORKER in settings.ROLES else AT_CASEWORKS_DOOR


def to_train(service: int) -> QuerySet[User]:
    """Return who of a service is trained for this work, by name. One query."""
    found = User.objects.filter(service=service, is_active=True, role__in=here().roles)
    return found.order_by("name", "pk")


def trainings(people: Sequence[User]) -> dict[int, Training]:
    """Return of each person the training that lasts longest. One query."""
    found = (
        Training.objects.filter(person__in=people).select_related("person").order_by("until", "pk")
    )
    return {each.person_id: each for each in found}
