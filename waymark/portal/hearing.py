"""You said, we did, as the child gets it: a copy to keep, read for names before it is given."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from django.db.models import QuerySet

from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.children.header import Header
from waymark.children.models import Child
from waymark.guidance.sheets import words
from waymark.plans.copy import Block, Copy, without_surnames
from waymark.portal import acts, giving
from waymark.portal.acts import Handed
from waymark.portal.forms import LINK, PAPER
from waymark.portal.models import CHILD, Kind, Sheet
from waymark.portal.queries import Point, heard
from waymark.portal.read_through import ReadFor, read_through
from waymark.rules.carries import carries

MEND = "Put right what is recorded, then give it."
NOTHING = "There is nothing to give yet. Record first what came of what the child said."


@carries("CM-132")
def heard_copy(child: Child, top: Header, language: str) -> Copy:
    """Return what came of what the child said, in plain blocks. Two queries."""
    say, names = words(language), giving.surnames(child, top)
    worker = (top.worker or say["nobody"].partition(" {")[0]).split()[0]

    def says(text: str) -> str:
        return without_surnames(text, names).strip()

    points = heard(child, hide=top.near.hide)
    return Copy(
        language=language,
        direction="ltr",
        title=say["heard-title"],
        opening=(say["heard-what"].replace("{name}", child.first_name),),
        blocks=tuple(_blocks(points, say, says)),
        closing=(say["heard-ask"].replace("{worker}", worker),),
    )


def _blocks(points: Iterable[Point], say: dict[str, str], says: Callable) -> Iterator[Block]:
    for each in points:
        came = {"heard-did": says(each.changed), "heard-could-not": says(each.could_not)}
        yield Block(
            id=f"heard-{each.event}",
            title=say["said"],
            picture="changed" if each.changed else "why",
            quote=f"“{each.said.strip()}”",
            says=tuple(say[key].replace("{words}", told) for key, told in came.items() if told),
        )


def give(
    *,
    child: Child,
    copy: Copy,
    read_for: ReadFor,
    way: str,
    chosen: str,
    made_before: Callable[[], Sheet | None],
    by: User,
    at: datetime,
    **kept: str,
) -> Handed:
    """Give it: on this device, on paper, or by a link that opens with the words chosen.

    :param kept: what else is kept of it, beside what it says.
    :raises Refused: where there is nothing to give, or it names somebody who must not be in it.
    """
    check_user_can(by, Permission.RECORD)
    if not copy.blocks:
        raise Refused(NOTHING)
    read_through(copy, child, read_for, by=by, at=at)
    if before := made_before():
        return acts.give_again(sheet=before, chosen=chosen, by=by, at=at)
    told = {"child": child, "for_whom": CHILD, "language": copy.language, "by": by, "at": at}
    told["content"] = {**copy.document(), **kept}
    if way == PAPER:
        return Handed(acts.keep_copy(**told), "")
    told["kind"] = Kind.COPY
    return acts.give_link(chosen=chosen, **told) if way == LINK else acts.hand_over(**told)


def on_paper() -> QuerySet[Sheet]:
    """Return what was made to be printed of what came of what a child said."""
    made = Sheet.objects.filter(kind=Kind.COPY, link="", key="", revoked_at=None)
    return made.exclude(content__has_any_keys=["plan", "agreement"])
