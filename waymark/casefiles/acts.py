"""Taking case files in and giving them out, whole."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import connection, transaction

from waymark.accounts.answers import Refused
from waymark.accounts.models import Service, User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.audit import recording
from waymark.casefiles.faults import after_today, unstorable
from waymark.children.access import SayWhy, open_child
from waymark.children.acts import opening
from waymark.children.allocations import allocations_told_by
from waymark.children.casefile import child_row
from waymark.children.models import Child
from waymark.chronology import casefile, door
from waymark.chronology.casefile import Document
from waymark.duties.renewal import renew
from waymark.rules.casefile import parse
from waymark.rules.findings import RefusedError
from waymark.rules.reading import UnreadableError

BATCH = 100


def take_in(
    named: Iterable[tuple[str, object]], *, service: Service, at: datetime, by: User | None = None
) -> list[Child]:
    """Take in case files, all or none; each comes with the name that its faults are told under.

    :param named: a file that could not be read has its UnreadableError in the place of a document.
    :param by: who takes them in, where that is somebody and not Waymark itself.
    :raises PermissionDenied: where this person may not take case files in.
    :raises Refused: with one line for each fault of each file.
    """
    if by is not None:
        check_user_can(by, Permission.IMPORT_CASE_FILE)
    sound, faults = _sorted_out(named, service=service, at=at, by=by)
    if faults:
        raise Refused(*faults)
    documents = [document for _, document in sound]
    with transaction.atomic():
        children = [_keep(document, service=service) for document in documents]
        for first in range(0, len(children), BATCH):
            renew([child.pk for child in children[first : first + BATCH]], door.today(at))
        recording.note(children=[child.pk for child in children], act="import")
    return children


def give_out(*, reference: str, by: User, at: datetime, why: str = "") -> Document:
    """Return the case file of a child of one's own service, whole: what came in comes out.

    :param why: the reason that opens a child who is not this person's own work, as on a page.
    :raises Http404: where there is no such child, or none that this person may see.
    :raises PermissionDenied: where this person may see the child, but not take the file away.
    :raises SayWhy: where a reason opens the child, and none was given.
    """
    own = Child.objects.filter(reference=reference, service=by.service_id)
    pk = own.values_list("pk", flat=True).first()
    try:
        child = open_child(pk=pk or 0, by=by, at=at)
    except SayWhy as asked:
        check_user_can(by, Permission.EXPORT_CASE_FILE)
        if not why:
            raise
        child = asked.child
        opening.say_why(child=child, reason=why, by=by, at=at)
    return whole(child=child, by=by)


def whole(*, child: Child, by: User) -> Document:
    """Return the case file of a child of one's own service who is open to this person.

    :raises PermissionDenied: where this person may not take the file away.
    :raises Refused: where another service is responsible for the child.
    """
    check_user_can(by, Permission.EXPORT_CASE_FILE)
    if child.service_id != by.service_id:
        raise Refused("The child’s home service gives the case file out: ask its managers.")
    recording.note(act="export")
    return casefile.documents([child.pk], words=True)[child.pk]


def _keep(document: Document, *, service: Service) -> Child:
    child = child_row(service.pk, document)
    child.save(force_insert=True)
    casefile.write(child, document)
    allocations_told_by(child, document)
    return child


def _sorted_out(
    named: Iterable[tuple[str, object]], *, service: Service, at: datetime, by: User | None
) -> tuple[list[tuple[str, Document]], list[str]]:
    """Return the files that have no fault by themselves, and every fault of all of them."""
    sound: list[tuple[str, Document]] = []
    faults: list[str] = []
    for name, document in named:
        found = [f"{name}: {fault}" for fault in _faults(document, service=service, at=at, by=by)]
        if not found and isinstance(document, dict):
            sound.append((name, document))
        faults += found
    return sound, [*faults, *_told_twice(sound)]


def _faults(document: object, *, service: Service, at: datetime, by: User | None) -> Iterator[str]:
    if isinstance(document, UnreadableError):
        yield str(document)
        return
    held = list(unstorable(document))
    if held:
        yield from held
        return
    try:
        parse(document)
    except RefusedError as faulty:
        yield from map(str, faulty.faults)
        return
    if isinstance(document, dict):
        yield from after_today(document, door.today(at))
        yield from _held_already(document["child"]["id"], service, by=by)


def _held_already(reference: str, service: Service, *, by: User | None) -> Iterator[str]:
    """Say that a child is held already, by name only to those who may see the child.

    Waymark itself sees every child, and what it says is read by whoever gave the command.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT child_is_held(%s, %s)", [service.pk, reference])
        (held,) = cursor.fetchone() or (False,)
    if held:
        own = Child.objects.filter(service=service, reference=reference)
        child = own.first() if by else None
        recording.note(children=[child.pk] if child else [])
        yield f"child.id: {child.full_name if child else 'this child'} is held already"


def _told_twice(files: list[tuple[str, Document]]) -> Iterator[str]:
    seen: dict[str, str] = {}
    for name, document in files:
        reference = document["child"]["id"]
        if reference in seen:
            yield f"{name}: child.id: {reference!r} is the child of {seen[reference]} too"
        seen.setdefault(reference, name)
