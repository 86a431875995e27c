"""What a worker does with sheets: hands one over, sends one by link, takes one back."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from waymark.accounts.answers import Refused
from waymark.accounts.models import Role, User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.audit import recording
from waymark.children.header import designated_worker
from waymark.children.models import Child
from waymark.chronology import door
from waymark.chronology.casefile import Document
from waymark.guidance import forms
from waymark.guidance.sheets import known
from waymark.portal import filling, queries, secret
from waymark.portal.models import Kind, Sheet
from waymark.rules.carries import carries

LINK_IS_GOOD_FOR = timedelta(days=7)
HANDED_OVER_FOR = timedelta(hours=4)  # and never past midnight
NOT_HERE = (
    "Only a manager is to read what was said here, so it goes on only where it was begun. If that "
    "is lost, take it back and start a new one."
)
BY_ITS_LINK = (
    "It was begun by link, and nobody reads it before it is handed in: it goes on by its link, "
    "with the words that were chosen. If these are lost, take it back and start a new one."
)
OPEN_AT_MOST = timedelta(hours=4)


@dataclass(frozen=True)
class Handed:
    """A sheet, and what opens it: shown once, and kept as a digest alone."""

    sheet: Sheet
    opens: str


@carries("CM-130")
def to_fill_in(name: str, stage: str) -> Document:
    """Return what a sheet holds of a form: which, and the version that it is begun on."""
    return {"form": name, "version": forms.form(name).version, "stage": stage}


def hand_over(
    *,
    child: Child,
    for_whom: str,
    language: str,
    content: Document,
    by: User,
    at: datetime,
    kind: Kind = Kind.PAPER,
) -> Handed:
    """Make a sheet that opens on the device it is made on, until the day or four hours are over."""
    until = min(at + HANDED_OVER_FOR, _midnight(at))
    made = _made(child, kind, for_whom, language, content, by=by, at=at, until=until)
    return _opened(made, "hand-over-sheet", by=by, at=at)


def hand_over_again(*, sheet: Sheet, by: User, at: datetime) -> Handed:
    """Let somebody go on with what was begun on this device, or on another."""
    check_user_can(by, Permission.RECORD)
    sheet = _as_it_stands(sheet)
    if not is_open(sheet, at) or sheet.kind != Kind.PAPER:
        raise Refused("This was handed in, taken back, or its time is over. Start a new one.")
    if filling.is_for_managers(sheet.answers):
        raise Refused(NOT_HERE)
    if sheet.link and sheet.answers:
        raise Refused(BY_ITS_LINK)
    return _opened(sheet, "hand-over-sheet-again", by=by, at=at)


def give_link(
    *,
    child: Child,
    for_whom: str,
    language: str,
    content: Document,
    chosen: str,
    by: User,
    at: datetime,
    kind: Kind = Kind.PAPER,
) -> Handed:
    """Make a sheet that a link opens for seven days, to whoever also knows the words chosen.

    :param content: of a form, `to_fill_in`; of a copy, what it shows (`portal.copies`).
    """
    until = at + LINK_IS_GOOD_FOR
    made = _made(child, kind, for_whom, language, content, by=by, at=at, until=until)
    return _linked(made, chosen, "give-sheet-link", by=by, at=at)


def give_again(*, sheet: Sheet, chosen: str, by: User, at: datetime) -> Handed:
    """Lead to what the same form made; a link that nobody has opened is drawn anew, for it is
    shown once."""
    check_user_can(by, Permission.RECORD)
    sheet = _as_it_stands(sheet)
    if not sheet.link or sheet.opened_at is not None or not is_open(sheet, at):
        return Handed(sheet, "")
    return _linked(sheet, chosen, "give-sheet-link-again", by=by, at=at)


def _linked(sheet: Sheet, chosen: str, act: str, *, by: User, at: datetime) -> Handed:
    if wrong := queries.wrong_words(chosen, sheet.child, door.today(at)):
        raise Refused(f"{wrong}.")
    opens = secret.token()
    sheet.link, sheet.secret = secret.digest(opens), secret.hashed(chosen)
    _save(sheet, act, by=by, at=at)
    return Handed(sheet, opens)


def keep_copy(
    *, child: Child, for_whom: str, language: str, content: Document, by: User, at: datetime
) -> Sheet:
    """Keep a copy as it is printed or read aloud; no link opens it."""
    until = at + LINK_IS_GOOD_FOR
    made = _made(child, Kind.COPY, for_whom, language, content, by=by, at=at, until=until)
    _save(made, "make-copy", by=by, at=at)
    return made


def take_back(*, sheet: Sheet, by: User, at: datetime) -> None:
    """Close a sheet wherever it is open; what was typed in it goes."""
    check_user_can(by, Permission.RECORD)
    sheet = _as_it_stands(sheet)
    if sheet.revoked_at is not None or sheet.handed_in_at is not None:
        raise Refused("This was handed in or taken back already.")
    sheet.revoked_at, sheet.revoked_by = at, by
    sheet.answers, sheet.key = {}, ""
    _save(sheet, "take-sheet-back", by=by, at=at)


def opened_by_worker(*, child: Child, paper: str, by: User, at: datetime) -> None:
    """Take note that whoever waits for what was handed in has opened it."""
    mine = queries.unread(by=by, role=Role(by.role), at=at, on=door.today(at))
    mine = mine.filter(child=child, paper=paper)
    if mine.exists():
        with door.act("read-sheet", by=by, at=at, children=[child.pk]):
            Sheet.objects.filter(child=child, paper=paper).update(read_at=at)


def _as_it_stands(sheet: Sheet) -> Sheet:
    """Hold a sheet until the transaction ends: whoever fills it in writes there too."""
    door.lock([sheet.child_id])
    rows = Sheet.objects.select_for_update(of=("self",)).select_related("child")
    return rows.get(pk=sheet.pk)


def is_open(sheet: Sheet, at: datetime) -> bool:
    return sheet.revoked_at is None and sheet.handed_in_at is None and sheet.until > at


def open_until(sheet: Sheet, at: datetime) -> datetime:
    """Return until when the browser that opens a sheet now holds it."""
    return min(sheet.until, at + OPEN_AT_MOST)


def _opened(sheet: Sheet, act: str, *, by: User, at: datetime) -> Handed:
    key = secret.token()
    sheet.key, sheet.key_until = secret.digest(key), open_until(sheet, at)
    sheet.opened_at = sheet.opened_at or at
    _save(sheet, act, by=by, at=at)
    return Handed(sheet, key)


def _made(
    child: Child,
    kind: Kind,
    for_whom: str,
    language: str,
    content: Document,
    *,
    by: User,
    at: datetime,
    until: datetime,
) -> Sheet:
    check_user_can(by, Permission.RECORD)
    return Sheet(
        child=child,
        service_id=child.service_id,
        kind=kind,
        for_whom=for_whom,
        language=known(language),
        content={**content, **_frozen(child, by, at)},
        made_by=by,
        made_at=at,
        until=until,
    )


def _frozen(child: Child, by: User, at: datetime) -> dict[str, Any]:
    """Return who is meant, by first names: who holds the sheet sees no other row to ask."""
    worker = designated_worker(child, door.today(at))
    return {
        "called": child.first_name,
        "worker": (worker.user if worker else by).first_name,
    }


def _save(sheet: Sheet, act: str, *, by: User, at: datetime) -> None:
    with door.act(act, by=by, at=at, children=[sheet.child_id]):
        sheet.save()
    recording.note(sheet=sheet.pk)


def _midnight(at: datetime) -> datetime:
    here = at.astimezone(door.LONDON)
    return datetime.combine(here.date() + timedelta(days=1), time(), door.LONDON)
