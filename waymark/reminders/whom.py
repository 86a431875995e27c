"""To which number a reminder may go: one that is written down, holds today and is not protected."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from waymark.children import facts, shown
from waymark.children.models import Child, Episode, Person
from waymark.children.shown import Shown
from waymark.chronology.labels import label


@dataclass(frozen=True)
class Number:
    """A phone that may be chosen. `tells` is the version of what is written down of it."""

    key: str
    words: str  # whose it is, and who else reads it
    number: str
    tells: str


def numbers(child: Child, on: date) -> list[Number]:
    """Return the phones of a child and of whoever looks after the child. Two queries.

    One that is not safe to use, or is not to be told to somebody, is none of them.
    """
    return [each for each in _all(child, on) if each.number]


def number_of(child: Child, key: str, on: date) -> Number | None:
    """Return one of them by its key; none where it may not be used any more. Two queries."""
    return next((each for each in numbers(child, on) if each.key == key), None)


def _all(child: Child, on: date) -> Iterator[Number]:
    for row in Episode.objects.filter(child=child, kind=facts.PHONES).order_by("position"):
        yield from _usable(shown.episode(row), f"{child.first_name}’s own", on)
    for person in Person.objects.filter(child=child).order_by("position"):
        near = shown.person(person, on)
        if near.is_here and not near.agency:
            who = (
                label("relationships", near.relationship) if near.relationship else "Somebody near"
            )
            for phone in near.phones:
                yield from _usable(phone, f"{near.name or who} ({who})" if near.name else who, on)


def _usable(phone: Shown, whose: str, on: date) -> Iterator[Number]:
    if phone.protected or not phone.holds_on(on) or not phone.number:
        return
    read = f", which {phone.who_else_reads_it} reads too" if phone.who_else_reads_it else ""
    tells = facts.version({"number": phone.number})
    yield Number(phone.key, f"{phone.whose or whose}: {phone.number}{read}", phone.number, tells)
