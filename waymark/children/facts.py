"""One fact about how a child lives, or about somebody around the child, as it is written down."""

import json
import re
from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.crypto import salted_hmac

from waymark.children.casefile import EPISODES, PEOPLE
from waymark.children.models import Child, Episode, Person
from waymark.chronology.casefile import Document
from waymark.rules.life import Person as PersonShape
from waymark.rules.spells import Spell

PHONES = "phones"
BY_AN_ACT = {"responsibility"}  # written by an act of its own, never by itself
# As `shown` calls them.
KEY = re.compile(r"episode-([0-9]{1,18})|person-([0-9]{1,18})(?:-([0-9]{1,4}))?")
SHAPES: dict[str, type[Spell]] = {
    **{name: shape for name, shape in EPISODES.items() if name not in BY_AN_ACT},
    PEOPLE: PersonShape,
}


@dataclass(frozen=True)
class Fact:
    """One fact that stands, or that is about to be added.

    A phone of somebody around the child stands in that person's row.
    """

    kind: str  # the name of its list in the case file
    row: Episode | Person | None = None
    place: int | None = None  # among the phones of the person
    key: str = ""

    @property
    def shape(self) -> type[Spell]:
        return SHAPES[self.kind]

    @property
    def is_of_person(self) -> bool:
        """Tell whether it is a phone of somebody around the child."""
        return self.kind == PHONES and isinstance(self.row, Person)

    @property
    def stands(self) -> bool:
        """Tell whether it is written down already, be it without a word."""
        return self.row is not None and not (self.is_of_person and self.place is None)

    @property
    def document(self) -> Document:
        """Return what stands; nothing where it is yet to be added."""
        if self.row is None:
            return {}
        if not self.is_of_person:
            return self.row.document
        phones = phones_of(self.row)
        return {} if self.place is None else phones[self.place]


def phones_of(person: Person) -> list[Document]:
    return person.document.get(PHONES) or []


def standing(child: Child, key: str) -> Fact:
    """Return a fact by the key that pages know it by. One query.

    :raises Http404: where nothing about this child is called so.
    """
    found = KEY.fullmatch(key)
    if found is None:
        raise Http404
    episode, person, place = found.groups()
    if episode:
        row = get_object_or_404(Episode, pk=episode, child=child, kind__in=SHAPES)
        return Fact(row.kind, row, key=key)
    row = get_object_or_404(Person, pk=person, child=child)
    if place is None:
        return Fact(PEOPLE, row, key=key)
    if int(place) >= len(phones_of(row)) or phones_of(row)[int(place)] is None:
        raise Http404
    return Fact(PHONES, row, int(place), key=key)


def version(document: Document) -> str:
    """Return what tells one version of a document from another, and nothing of what it says."""
    told = json.dumps(document, sort_keys=True)
    return salted_hmac("waymark.version", told, algorithm="sha256").hexdigest()[:16]
