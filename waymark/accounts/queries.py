"""What administrators read. Never a case."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from waymark.accounts import links
from waymark.accounts.models import Team, User


def people(user: User, *, at: datetime) -> QuerySet[User]:
    """Return the people of the administrator's service, those with an account first. One query."""
    link = links.still_good(at=at).filter(person=OuterRef("pk"))
    found = User.objects.filter(service=user.service_id).select_related("team")
    return found.annotate(has_open_link=Exists(link)).order_by("-is_active", "name", "pk")


def person(user: User, pk: int, *, at: datetime) -> User | None:
    """Return one of them. One query."""
    return people(user, at=at).filter(pk=pk).first()


def teams(user: User) -> QuerySet[Team]:
    """Return the teams of the administrator's service. One query."""
    return Team.objects.filter(service=user.service_id).order_by("name")
