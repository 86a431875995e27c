"""What is typed into a child's record is read for names while it is typed, and only warned of:
there a name may stand where it has to. Why words are to be sealed never needs one."""

import re
from collections.abc import Mapping
from datetime import datetime
from operator import attrgetter

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html

from waymark.accounts.models import User
from waymark.children.models import Child
from waymark.children.naming import (
    OTHERS,
    Reading,
    read,
    read_for_others,
    who_is_around,
    whom_harmed,
)
from waymark.chronology.passages import GAP
from waymark.guard import Shut, Towards
from waymark.guidance.naming import ordinary_words
from waymark.rules.beside import is_ordinary
from waymark.rules.carries import carries

Fields = Mapping[str, list[str]]
ASK_FOR_OTHERS = {"beside", "also_called"}  # where it is written down who stood beside the child


@carries("CM-409")
def warning(fields: Fields, *, child: Child, by: User, at: datetime) -> str:
    """Return what stands beside what is typed where it may name somebody, or where nobody can look
    whether it does, else nothing. A call and three queries."""
    found, is_shut = _found(fields, child=child, by=by, at=at)
    is_unread = is_shut and _is_to_be_read(fields, child, at)
    if not found and not is_unread:
        return ""
    told = {"found": {quoted: what for _, quoted, what in found}, "is_unread": is_unread}
    told["field"] = found[0][0] if found else ""
    return render_to_string("children/typed_name.html", told)


@carries("CM-409")
def saved(fields: Fields, *, child: Child, by: User, at: datetime) -> str:
    """Return what is said after a save, script or none; it quotes nothing, since it waits in the
    session for the next page. Of a child who harmed somebody, it is said where nobody could look;
    not of one tap, which holds no words.
    """
    found, is_shut = _found(fields, child=child, by=by, at=at)
    what = " and ".join(sorted({each for _, _, each in found}))
    says = [SAVED] if found else []
    says += [NOT_READ] if is_shut and _is_to_be_read(fields, child, at) else []
    return format_html(" ".join(says), what=what, seal=reverse("seal-name", args=[child.pk]))


@carries("CM-402")
def without_names(text: str, *, child: Child, by: User, at: datetime) -> str:
    """Return words with a gap in the place of each name that stands there for certain. A call and
    three queries."""
    reading, _ = _read([text], child=child, by=by, at=at)
    for each in sorted((each for each in reading.of(text) if each.sure), key=START, reverse=True):
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
CHOSEN = re.compile(r"[a-z0-9@:._-]*")  # a code, a number, a day: nobody typed it in words


def _is_to_be_read(fields: Fields, child: Child, at: datetime) -> bool:
    """Tell whether words were typed of a child who harmed somebody."""
    is_typed = not all(_is_chosen(text) for values in fields.values() for text in values)
    return is_typed and bool(whom_harmed(child.pk, at))


def _is_chosen(text: str) -> bool:
    """Tell whether nobody typed it: a lone word may be a name in small letters ("amira")."""
    may_be_name = text.isalpha() and not is_ordinary(text, ordinary_words())
    return bool(CHOSEN.fullmatch(text)) and not may_be_name


def _found(
    fields: Fields, *, child: Child, by: User, at: datetime
) -> tuple[list[tuple[str, str, str]], bool]:
    """Return each thing that is found: in which field, as it stands there, and what it may be; and
    whether nobody could say who was harmed."""
    texts = [text for values in fields.values() for text in values]
    reading, is_shut = _read(texts, child=child, by=by, at=at)
    found = [
        (field, each.quoted(text), each.name)
        for field, values in fields.items()
        for text in values
        for each in reading.of(text)
        if not (field in ASK_FOR_OTHERS and each.name in OTHERS)
    ]
    return found, is_shut


def _read(texts: list[str], *, child: Child, by: User, at: datetime) -> tuple[Reading, bool]:
    known = who_is_around(child)
    told = {"child": child, "at": at, "known": known}
    try:
        return read(texts, **told, towards=Towards.TYPED, by=by, counted=False), False
    except Shut:
        return read_for_others(texts, **told), True
