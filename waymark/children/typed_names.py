"""What is typed into a child's record is read for names while it is typed, and only warned of:
there a name may stand where it has to. Why words are to be sealed never needs one."""

from collections.abc import Mapping
from datetime import datetime
from operator import attrgetter

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html

from waymark.accounts.models import User
from waymark.children.models import Child
from waymark.children.naming import OTHERS, Reading, read, who_is_around, whom_harmed
from waymark.chronology.passages import GAP
from waymark.guard import Shut, Towards
from waymark.rules.carries import carries

Fields = Mapping[str, list[str]]
ASK_FOR_OTHERS = {"beside", "also_called"}  # where it is written down who stood beside the child


@carries("CM-409")
def warning(fields: Fields, *, child: Child, by: User, at: datetime) -> str:
    """Return what stands beside what is typed where it may name somebody, else nothing; where
    nobody can say who was harmed, nothing. A call and three queries."""
    try:
        found = _found(fields, child=child, by=by, at=at)
    except Shut:
        return ""
    if not found:
        return ""
    told = {"found": {quoted: what for _, quoted, what in found}, "field": found[0][0]}
    return render_to_string("children/typed_name.html", told)


@carries("CM-409")
def saved(fields: Fields, *, child: Child, by: User, at: datetime) -> str:
    """Return what is said after a save, script or none; it quotes nothing, since it waits in the
    session for the next page. Of a child who harmed somebody, it is said where nobody could look.
    """
    seal = reverse("seal-name", args=[child.pk])
    try:
        found = _found(fields, child=child, by=by, at=at)
    except Shut:
        return format_html(NOT_READ, seal=seal) if whom_harmed(child.pk, at) else ""
    if not found:
        return ""
    what = " and ".join(sorted({each for _, _, each in found}))
    return format_html(SAVED, what=what, seal=seal)


@carries("CM-402")
def without_names(text: str, *, child: Child, by: User, at: datetime) -> str:
    """Return words with a gap in the place of each name that stands there for certain; where
    nobody can say who was harmed, as they are. A call and three queries."""
    try:
        found = _read([text], child=child, by=by, at=at).of(text)
    except Shut:
        return text
    for each in sorted((each for each in found if each.sure), key=START, reverse=True):
        text = f"{text[: each.start]}{GAP}{text[each.end :]}"
    return text


SAVED = (
    "It may hold {what}. If that is so, put it right where it stands, or "
    '<a href="{seal}">ask that the name goes</a>.'
)
NOT_READ = (
    "Nobody could look in it for the names of who was harmed just now. Read it once more yourself: "
    'where one stands, put it right, or <a href="{seal}">ask that the name goes</a>.'
)
START = attrgetter("start")


def _found(fields: Fields, *, child: Child, by: User, at: datetime) -> list[tuple[str, str, str]]:
    """Return each thing that is found: in which field, as it stands there, and what it may be."""
    texts = [text for values in fields.values() for text in values]
    reading = _read(texts, child=child, by=by, at=at)
    return [
        (field, each.quoted(text), each.name)
        for field, values in fields.items()
        for text in values
        for each in reading.of(text)
        if not (field in ASK_FOR_OTHERS and each.name in OTHERS)
    ]


def _read(texts: list[str], *, child: Child, by: User, at: datetime) -> Reading:
    told = {"child": child, "towards": Towards.TYPED, "by": by, "at": at}
    return read(texts, **told, known=who_is_around(child), counted=False)
