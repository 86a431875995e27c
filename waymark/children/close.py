"""Where a child is not to be brought before the victim worker was asked: her side says where of the
child's own places, and nobody here knows whom it keeps safe."""

from datetime import datetime

from waymark.children.models import Child, TooClose
from waymark.rules import letters
from waymark.rules.carries import carries


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


@carries("CM-400")
def to_ask(child: int) -> list[tuple[str, str]]:
    """Return where, and of a building from when on, whoever books has to ask first. One query."""
    rows = TooClose.objects.filter(child=child).order_by("place", "begins")
    return list(rows.values_list("place", "begins"))
