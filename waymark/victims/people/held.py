"""Files that wait here to be cut: casework asked whether they name somebody, and may not keep them.

One that casework's letter has not told of yet is shown to nobody, and goes by itself after a day:
whoever attached it did not get that far. What was cut goes when casework has fetched it.
"""

from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.timezone import localdate

from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.audit import recording
from waymark.files.attached import Attached
from waymark.letters import post
from waymark.rules.carries import carries
from waymark.rules.letters import FileCut, FileNotGiven, FileWaits, NotGiven
from waymark.victims.people import owing
from waymark.victims.people.models import Held

A_DAY = timedelta(days=1)
GONE = "This file waits no more: somebody decided on it, or casework wants it no longer."


@carries("CM-400", "CM-409")
def hold(
    file: Mapping[str, str],
    *,
    child: int,
    service: int,
    says: Sequence[str],
    known: Sequence[str],
    by: int | None,
    by_name: str,
    at: datetime,
) -> None:
    """Keep a file of casework's until somebody has cut it.

    :param says: where it names somebody.
    """
    Held.objects.create(
        service_id=service,
        child=child,
        key=file["key"],
        paper=file["paper"],
        media_type=file["media_type"],
        content=b64decode(file["content"]),
        unread=file["unread"],
        says=list(says),
        known=list(known),
        asked_by=by,
        asked_by_name=by_name,
        at=at,
    )


def waiting() -> QuerySet[Held]:
    """Return the files that wait to be cut, the oldest first, without what is in them."""
    return Held.objects.filter(waits=True, cut_at=None).defer("content").order_by("at", "pk")


def told_of(letter: FileWaits, *, service: int, at: datetime) -> None:
    """Take in that casework waits for a file, or no longer does."""
    rows = Held.objects.filter(key=letter.file, child=int(letter.child), service=service)
    if letter.no_longer:
        rows.delete()
    elif not rows.update(waits=True):
        _tell_not_given(int(letter.child), letter.file, "not-there", service=service, at=at)


@carries("CM-409")
def cut(*, held: Held, attached: Attached, looked: bool, by: User, at: datetime) -> None:
    """Put the cut file in the place of the whole, of which nothing stays, and tell casework.

    :param attached: read for names, and found to be without.
    :param looked: whether somebody says that she looked at every page.
    :raises Refused: where it waits no more.
    """
    check_user_can(by, Permission.RECORD_HARMED)
    stands = _taken(held)
    recording.note(act="cut-file", held=held.pk, record=held.child, looked=looked)
    stands.content, stands.media_type = attached.content, attached.media_type
    stands.says, stands.known, stands.cut_at = [], [], at
    stands.save()
    letter = FileCut(child=held.child, on=localdate(at), file=held.key)
    post.send(letter, service=held.service_id)


def give_nothing(*, held: Held, why: NotGiven, by: User, at: datetime) -> None:
    """Say that nothing of a file may go back: it goes here too.

    :raises Refused: where it waits no more.
    """
    check_user_can(by, Permission.RECORD_HARMED)
    _taken(held).delete()
    recording.note(act="give-nothing-of-file", held=held.pk, record=held.child, why=why)
    _tell_not_given(held.child, held.key, why, service=held.service_id, at=at)


@carries("CM-409")
def given(key: str, *, child: int, service: int) -> dict[str, str]:
    """Return a file that was cut as it travels to casework, and nothing of any other."""
    cut = Held.objects.filter(key=key, child=child, service=service, cut_at__isnull=False).first()
    return {"file": b64encode(cut.content).decode()} if cut else {}


def forget_untold(*, service: int, at: datetime) -> None:
    """Forget what casework never said that it waits for. One query, as Waymark itself."""
    Held.objects.filter(service=service, waits=False, at__lt=at - A_DAY).delete()


def _taken(held: Held) -> Held:
    """Return the row for whoever decides on it first. She takes her turn before the row, as who
    takes letters in does, which tell of files too."""
    owing.take_turn()
    stands = waiting().select_for_update(no_key=True).filter(pk=held.pk).first()
    if stands is None:
        raise Refused(GONE)
    return stands


def _tell_not_given(child: int, key: str, why: NotGiven, *, service: int, at: datetime) -> None:
    letter = FileNotGiven(child=child, on=localdate(at), file=key, why=why)
    post.send(letter, service=service)
