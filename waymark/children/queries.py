"""Reading who opened what in an emergency."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.shortcuts import get_object_or_404

from waymark.accounts.models import User
from waymark.children.models import Child, Opening
from waymark.children.models.access import Reason

LOOKED_AT = 20  # the latest that are listed


@dataclass(frozen=True)
class Emergencies:
    to_look_at: list[Opening]
    looked_at: list[Opening]
    names: Mapping[int, str]  # of the children whom this manager may see


def emergencies(*, by: User) -> Emergencies:
    """Return what this manager must look at, oldest first, and what was looked at last.

    The child is not joined: the wall hides a restricted child from who is not named. Three queries.
    """
    opened = Opening.objects.filter(reason=Reason.EMERGENCY).select_related("user", "looker")
    opened = opened.exclude(user=by)
    to_look_at = opened.filter(looked_at=None).order_by("opened_at")
    looked_at = opened.exclude(looked_at=None).order_by("-looked_at")[:LOOKED_AT]
    every = [*to_look_at, *looked_at]
    return Emergencies(list(to_look_at), list(looked_at), names_of(*every))


def names_of(*openings: Opening) -> dict[int, str]:
    """Return the first names of the children whom whoever asks may see. One query."""
    children = Child.objects.filter(pk__in={each.child_id for each in openings})
    return {child.pk: child.first_name for child in children}


def emergency(pk: int, *, by: User) -> Opening:
    """Return one opening in an emergency. One query.

    :raises Http404: where there is none that this person may look at.
    """
    opened = Opening.objects.select_related("user", "looker")
    return get_object_or_404(opened, ~Q(user=by), pk=pk, reason=Reason.EMERGENCY)
