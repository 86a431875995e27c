"""A name that must not stand in a child's record: somebody asks that it goes from all of it."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.children.models import Child
from waymark.children.typed_names import without_names
from waymark.chronology import door
from waymark.chronology.models import Seal
from waymark.papers.models import File
from waymark.rules.carries import carries
from waymark.rules.names import fold


@carries("CM-402")
def ask_to_seal(
    *, child: Child, passage: str, reason: str, files: Iterable[int], by: User, at: datetime
) -> Seal:
    """Ask that a passage goes from all that the child's record says, with the files that hold it.

    A name without a purpose that holds may not stay because somebody typed it once.
    """
    check_user_can(by, Permission.PROPOSE_SEALING)
    reason = without_names(reason, child=child, by=by, at=at)
    with door.act("ask-to-seal", by=by, at=at, children=[child.pk], renews=False):
        if _is_the_childs(passage, child):
            raise Refused("This is the child’s own name. Give the name that must go.")
        if Seal.objects.filter(child=child, passage=passage).exists():
            raise Refused("Somebody has asked already that this goes. A manager looks at it.")
        return Seal.objects.create(
            child=child,
            service_id=child.service_id,
            passage=passage,
            files=list(files),
            reason=reason,
            asked_by=by,
            asked_at=at,
        )


def files_of(child: Child) -> QuerySet[File]:
    """Return what was attached to a child's papers, without what is in it."""
    return File.objects.filter(child=child).defer("content").order_by("pk")


def _is_the_childs(passage: str, child: Child) -> bool:
    own = fold(f"{child.given_name} {child.known_as} {child.family_name}").split()
    return set(fold(passage).split()) <= set(own)
