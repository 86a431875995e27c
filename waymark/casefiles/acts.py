"""Taking case files in and giving them out, whole."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import connection, transaction

from waymark.accounts.answers import Refused
from waymark.accounts.models import Service, User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.audit import recording
from waymark.casefiles.faults import after_today, unstorable
from waymark.children.access import open_child
from waymark.children.allocations import allocations_told_by
from waymark.children.casefile import child_row
from waymark.children.models import Child
from waymark.chronology import casefile, door
from waymark.chronology.casefile import Document
from waymark.duties.renewal import renew
from waymark.rules.casefile import parse
from waymark.rules.findings import RefusedError

BATCH = 100


def take_in(named: Iterable[tuple[str, object]], *, service: Service, at: datetime) -> list[Child]:
    """Take in case files, all or none; each comes with the name that its faults are told under.

    :raises Refused: with one line for each fault of each file.
    """
    files = list(named)
    faults = [
        f"{name}: {fault}"
        for name, document in files
        for fault in _faults(document, service=service, at=at)
    ]
    faults += _told_twice(files) if not faults else []
    if faults:
        raise Refused(*faults)
    documents = [document for _, document in files if isinstance(document, dict)]
    with transaction.atomic():
        children = [_keep(document, service=service) for document in documents]
        for first in range(0, len(children), BATCH):
            renew([child.pk for child in children[first : first + BATCH]], door.today(at))
        recording.note(children=[child.pk for child in children], act="import")
    return children


def give_out(*, reference: str, by: User, at: datetime) -> Document:
    """Return the case file of a child of one's own service, whole: what came in comes out.

    :raises Http404: where there is no such child, or none that this person may see.
    :raises PermissionDenied: where this person may see the child, but not take the file away.
    """
    own = Child.objects.filter(reference=reference, service=by.service_id)
    pk = own.values_list("pk", flat=True).first()
    child = open_child(pk=pk or 0, by=by, at=at)
    check_user_can(by, Permission.EXPORT_CASE_FILE)
    recording.note(act="export")
    return casefile.documents([child.pk], words=True)[child.pk]


def _keep(document: Document, *, service: Service) -> Child:
    child = child_row(service.pk, document)
    child.save(force_insert=True)
    casefile.write(child, document)
    allocations_told_by(child, document)
    return child


def _faults(document: object, *, service: Service, at: datetime) -> Iterator[str]:
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
        yield from _held_already(document["child"]["id"], service)


def _held_already(reference: str, service: Service) -> Iterator[str]:
    """Say that a child is held already, by name only to those who may see the child."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT child_is_held(%s, %s)", [service.pk, reference])
        (held,) = cursor.fetchone() or (False,)
    if held:
        child = Child.objects.filter(service=service, reference=reference).first()
        yield f"child.id: {child.full_name if child else 'this child'} is held already"


def _told_twice(files: list[tuple[str, object]]) -> Iterator[str]:
    seen: dict[str, str] = {}
    for name, document in files:
        if isinstance(document, dict):
            reference = document["child"]["id"]
            if reference in seen:
                yield f"{name}: child.id: {reference!r} is the child of {seen[reference]} too"
            seen.setdefault(reference, name)
