"""Keeping, finding and forgetting drafts."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.core import signing
from django.db import connection
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.timezone import localdate

from waymark.accounts.models import User
from waymark.drafts.models import Draft
from waymark.guidance import setting
from waymark.prepared import ID, MOMENT, Told, prepared

A_SITTING = timedelta(hours=12)  # nobody is signed in for longer
SALT = "waymark.drafts"
SHOWN = ("address", "saved_at", "child__given_name", "child__known_as")

Fields = Mapping[str, list[str]]
OpenChild = Callable[..., Any]  # pk, by, at: the child's row, or a refusal

_openers: list[OpenChild] = []


def ask_with(opener: OpenChild) -> None:
    """Register what opens a child's record, and refuses, at start-up."""
    _openers[:] = [opener]


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
    days: Mapping[str, str] = field(default_factory=dict)  # the parts of days, as first shown

    def sealed(self) -> str:
        return signing.dumps(asdict(self), salt=SALT, compress=True)


def opened(ticket: str) -> Ticket:
    """Return the ticket that a page was given.

    :raises signing.BadSignature: where it was not given by us, or too long ago.
    """
    told = signing.loads(ticket, salt=SALT, max_age=A_SITTING)
    return Ticket(**{**told, "place": Place(**told["place"])})


def kept_for(day: date) -> int:
    """Return for how many days a draft is kept that nobody comes back to."""
    return setting("drafts-kept").on(day)


def since(at: datetime) -> datetime:
    """Return the moment from which drafts are kept."""
    return at - timedelta(days=kept_for(localdate(at)))


def says_something(fields: Fields, days: Mapping[str, str]) -> bool:
    """Tell whether anything was filled in, beyond the days that a form has filled in already."""
    return any(
        any(map(str.strip, values)) and values != [days.get(name)]
        for name, values in fields.items()
    )


def keep(*, person: User, ticket: Ticket, fields: Fields, at: datetime) -> Any:
    """Keep what this person has typed so far, in the place of what she had typed before; what says
    nothing is no draft. Returns of whom it is.

    :raises Http404, PermissionDenied: where the child's record is not open to her any more.
    """
    child = _opened(person, ticket.place, at)
    if not says_something(fields, ticket.days):
        forget(person=person, place=ticket.place)
        return child
    _, is_new = Draft.objects.update_or_create(
        person=person,
        child_id=ticket.place.child,
        form=ticket.place.form,
        document=ticket.place.document,
        defaults={
            "service_id": child.service_id,
            "began_from": ticket.began_from,
            "address": ticket.address,
            "fields": dict(fields),
            "saved_at": at,
        },
    )
    if is_new:
        forget_old(at=at)
    return child


def find(*, person: User, place: Place, at: datetime) -> Draft | None:
    """Return what this person has typed here and not saved. One query, two where there is some.

    :raises Http404, PermissionDenied: as `keep`.
    """
    found = Draft.objects.filter(person=person, **asdict(place), saved_at__gt=since(at)).first()
    if found is not None:
        _opened(person, place, at)
    return found


@prepared(person=ID, first=MOMENT)
def unsaved(*, person: Told, first: Told) -> QuerySet[Draft]:
    """Return what this person has typed and not saved, the latest first. One query."""
    kept = Draft.objects.filter(person=person, saved_at__gt=first).exclude(address="")
    return kept.select_related("child").only(*SHOWN).order_by("-saved_at")


def left_at(*, person: User, child: int, address: str, at: datetime) -> Draft | None:
    """Return what this person typed on the page of an address, whatever became of the page."""
    mine = Draft.objects.filter(person=person, child=child, address=address)
    return mine.filter(saved_at__gt=since(at)).first()


def forget(*, person: User, place: Place) -> None:
    """Throw a draft away: with the act that saves what it holds, or because its writer says so."""
    Draft.objects.filter(person=person, **asdict(place)).delete()


def forget_about(*, person: User, child: int, about: str) -> None:
    """Throw away what somebody typed of a thing that is no more: its documents begin with it."""
    mine = Draft.objects.filter(person=person, child=child)
    mine.filter(document__startswith=f"{about}:").delete()


def forget_old(*, at: datetime) -> int:
    """Throw away everybody's drafts that nobody came back to in time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT forget_drafts(%s)", [since(at)])
        return int(cursor.fetchone()[0])


def _opened(person: User, place: Place, at: datetime) -> Any:
    (opener,) = _openers
    return opener(pk=place.child, by=person, at=at)


def as_typed(fields: Fields) -> QueryDict:
    """Return the fields as a form is handed them."""
    typed = QueryDict(mutable=True)
    for name, values in fields.items():
        typed.setlist(name, values)
    return typed
