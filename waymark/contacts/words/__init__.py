"""What each kind of event, and each field of it, is called: one table for every form and page."""

from waymark.accounts.models import User
from waymark.accounts.permissions import user_can
from waymark.contacts.words.answers import (
    ABOUT,
    ANSWERS,
    ASKED_AS_ONE,
    BY_SITTING,
    DONE,
    LISTS,
    MENDS,
    MISSED,
    NO_WORKS,
    OF_THE_HARMED,
    ONCE,
    PEOPLE,
    THE_CHILDS,
    UNITS,
    WORKS_ALONE,
)
from waymark.contacts.words.asks import Words
from waymark.contacts.words.fields import FIELDS
from waymark.contacts.words.kinds import KINDS, Kind
from waymark.pages.words import about
from waymark.rules.case import Case
from waymark.rules.enforcing import may_come_of
from waymark.rules.events import KINDS as SHAPES

__all__ = [
    "ABOUT",
    "ANSWERS",
    "ASKED_AS_ONE",
    "BY_SITTING",
    "DONE",
    "FIELDS",
    "KINDS",
    "LISTS",
    "MENDS",
    "MISSED",
    "NO_WORKS",
    "OF_THE_HARMED",
    "ONCE",
    "PEOPLE",
    "THE_CHILDS",
    "UNITS",
    "WORKS_ALONE",
    "Kind",
    "Words",
]


def of(table: dict, kind: str, field: str):  # type: ignore[no-untyped-def,type-arg]
    """Return what a table says of a kind's field, or None."""
    return table.get(f"{kind}.{field}", table.get(field))


def label(kind: str, field: str, first_name: str = "the child") -> str:
    return about(of(FIELDS, kind, field).label, first_name)


def must(kind: str, field: str) -> bool:
    return of(FIELDS, kind, field).must


def help_text(kind: str, field: str, first_name: str = "the child") -> str:
    return about(of(FIELDS, kind, field).help, first_name)


def name(kind: str, first_name: str = "the child") -> str:
    """Return what a kind is called; one that nobody declared is called by itself."""
    known = KINDS.get(kind)
    return about(known.name if known else kind.replace("-", " ").capitalize(), first_name)


OFFERED = frozenset(kind for kind, known in KINDS.items() if not known.by_an_act)
# Made on a page of its own, and put right as any other.
MAY_BE_CORRECTED = OFFERED | {
    *("child-inducted", "order-explained-again"),
    *("judgement", "plan-reviewed", "exit-plan-agreed"),
}
# Beside these, what an act did by its event alone: once that is withdrawn it is as if it never was.
MAY_BE_WITHDRAWN = MAY_BE_CORRECTED | {
    *("order-amended", "order-ended", "brought-forward"),
    *("visits-authorised", "visits-not-authorised"),
    *("put-to-manager", "sent-back", "breach-decided", "independent-breach-review"),
    *("suspension-approved", "suspension-refused"),
    *("restorative-considered", "mind-changed"),
}
A_MANAGERS = "A manager writes this down, and puts it right. Ask yours."
# What is written down so seldom, and says so much, that its form asks whether it was checked.
GRAVE = {
    "child-died": Words(
        "I have checked that this is so",
        "The child leaves everybody’s list, the child’s orders end and nothing is owed any more. "
        "The record stays, and if this is not so it can be taken back.",
    )
}


def is_hers(kind: str, by: User) -> bool:
    """Tell whether somebody may write a kind down and put it right: what a manager decides is
    hers to take back, too."""
    known = KINDS.get(kind)
    return known is None or known.left_to is None or user_can(by, known.left_to)


def by_subject(first_name: str, case: Case, *, by: User) -> dict[str, list[tuple[str, str]]]:
    """Return the kinds that somebody may record of a child, with what they are called, by subject:
    none that is left to managers, or that no order of the child knows."""
    found: dict[str, list[tuple[str, str]]] = {}
    for kind, known in KINDS.items():
        if kind in OFFERED and is_hers(kind, by) and may_come_of(case, SHAPES[kind]):
            subject = about(known.subject, first_name)
            found.setdefault(subject, []).append((kind, name(kind, first_name)))
    return found
