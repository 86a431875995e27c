"""Keeping, finding and forgetting drafts."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.core import signing
from django.db import connection
from django.http import QueryDict

from waymark.accounts.models import User
from waymark.drafts.models import Draft

KEPT_FOR = timedelta(days=30)
A_SITTING = timedelta(hours=12)  # nobody is signed in for longer
SALT = "waymark.drafts"

Fields = Mapping[str, list[str]]


@dataclass(frozen=True)
class Place:
    """Where somebody types: which form, about which child and, of that child, about what."""

    child: int
    form: str
    document: str = ""


@dataclass(frozen=True)
class Ticket:
    """What a page with a form hands back with each autosave, signed: the page chose it, not the
    browser."""

    place: Place
    person: int
    began_from: str
    address: str

    def sealed(self) -> str:
        return signing.dumps(asdict(self), salt=SALT, compress=True)


def opened(ticket: str) -> Ticket:
    """Return the ticket that a page was given.

    :raises signing.BadSignature: where it was not given by us, or too long ago.
    """
    told = signing.loads(ticket, salt=SALT, max_age=A_SITTING)
    return Ticket(**{**told, "place": Place(**told["place"])})


def keep(*, person: User, ticket: Ticket, fields: Fields, at: datetime) -> Draft:
    """Keep what this person has typed so far, in the place of what she had typed before."""
    draft, is_new = Draft.objects.update_or_create(
        person=person,
        child_id=ticket.place.child,
        form=ticket.place.form,
        document=ticket.place.document,
        defaults={
            "service_id": person.service_id,
            "began_from": ticket.began_from,
            "fields": dict(fields),
            "saved_at": at,
        },
    )
    if is_new:
        forget_old(at=at)
    return draft


def find(*, person: User, place: Place, at: datetime) -> Draft | None:
    """Return what this person has typed here and not saved. One query."""
    return Draft.objects.filter(person=person, **asdict(place), saved_at__gt=at - KEPT_FOR).first()


def forget(*, person: User, place: Place) -> None:
    """Throw a draft away: with the act that saves what it holds, or because its writer says so."""
    Draft.objects.filter(person=person, **asdict(place)).delete()


def forget_old(*, at: datetime) -> int:
    """Throw away everybody's drafts of more than thirty days ago."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT forget_drafts(%s)", [at - KEPT_FOR])
        return int(cursor.fetchone()[0])


def as_typed(fields: Fields) -> QueryDict:
    """Return the fields as a form is handed them."""
    typed = QueryDict(mutable=True)
    for name, values in fields.items():
        typed.setlist(name, values)
    return typed
