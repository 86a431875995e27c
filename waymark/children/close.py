"""Where a child is not to be brought before the victim worker was asked: her side says where of the
child's own places, and nobody here knows whom it keeps safe."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from waymark.children.models import Child, TooClose
from waymark.rules import letters
from waymark.rules.carries import carries


class Standing(NamedTuple):
    """A place of the child's own; of a building, from when on; and since when it is known."""

    place: str
    begins: str
    since: date


@carries("CM-400")
def too_close(letter: letters.TooClose, *, service: int, at: datetime) -> None:
    """Keep what a letter tells, or let it go where it holds no more. A number that is no child's of
    this service changes nothing."""
    del at
    child = Child.objects.filter(pk=int(letter.child), service=service).first()
    if child is None:
        return
    told = {"child": child, "place": letter.place, "begins": letter.begins or ""}
    TooClose.objects.filter(**told).delete()
    if not letter.no_longer:
        TooClose.objects.create(**told, service_id=service, ends=letter.ends or "", since=letter.on)


def to_ask(child: int) -> Sequence[Standing]:
    """Return where, and of a building from when on, whoever books has to ask first. One query."""
    return to_ask_of([child]).get(child, [])


@carries("CM-400")
def to_ask_of(children: Iterable[int]) -> Mapping[int, Sequence[Standing]]:
    """Return it of each of these children. One query, none of nobody."""
    found: defaultdict[int, list[Standing]] = defaultdict(list)
    rows = TooClose.objects.filter(child__in=set(children)).order_by("place", "begins")
    for child, *standing in rows.values_list("child", "place", "begins", "since"):
        found[child].append(Standing(*standing))
    return found
