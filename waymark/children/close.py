"""Where a child is not to be brought before the victim worker was asked: her side says where of the
child's own places, and nobody here knows whom it keeps safe."""

from datetime import date, datetime

from waymark.children.models import Child, TooClose
from waymark.pages.words import day as in_words
from waymark.rules import letters
from waymark.rules.carries import carries

ASK = "Ask the victim worker before anything is booked {}."
WHERE = {
    "school": "at {}’s school",
    "address": "where {} lives",
    "building": "there on {} from {} to {}",
}


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
def to_ask(child: Child, today: date) -> list[str]:
    """Return what whoever books for the child must know. One query."""
    rows = TooClose.objects.filter(child=child).order_by("place", "begins")
    standing = [each for each in rows if not each.begins or each.begins[:10] >= f"{today}"]
    return [ASK.format(_where(each, child, today)) for each in standing]


def _where(row: TooClose, child: Child, today: date) -> str:
    if not row.begins:
        return WHERE[row.place].format(child.first_name)
    on = in_words(date.fromisoformat(row.begins[:10]), today)
    return WHERE[row.place].format(on, row.begins[11:16], row.ends[11:16])
