"""Writing down who the child is, how the child lives, and who is around the child."""

from dataclasses import replace
from datetime import datetime

from django.db.models import QuerySet

from waymark.accounts.answers import Stale
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.children.casefile import COLUMNS_OF_A_CHILD, PEOPLE, child_row, episode_row
from waymark.children.facts import PHONES, Fact, phones_of, version
from waymark.children.models import Child, Episode, Person
from waymark.children.writing import saved
from waymark.chronology import door
from waymark.chronology.casefile import Document
from waymark.chronology.door import Act


def change_identity(
    *, child: Child, began_from: str, facts: Document, by: User, at: datetime
) -> None:
    """Write down who the child is; a fact that is None or empty is taken away.

    :param began_from: the version of the child's own facts on the form that is now saved.
    :raises Stale: where somebody else has changed them since.
    """
    check_user_can(by, Permission.RECORD)
    with door.act("change-identity", by=by, at=at, children=[child.pk]) as act:
        stands = _as_on_form(Child.objects.get(pk=child.pk).document, began_from)
        document = without_nothing({**stands, **facts})
        changed = child_row(child.service_id, {"child": document})
        columns = {name: getattr(changed, name) for name in COLUMNS_OF_A_CHILD}
        Child.objects.filter(pk=child.pk).update(document=document, **columns)
        saved.note(document)
        _tell(act, child, "identity")


def add_fact(*, child: Child, fact: Fact, facts: Document, by: User, at: datetime) -> None:
    """Add an address, an alert, somebody around the child …; what stands is left as it is."""
    check_user_can(by, Permission.RECORD)
    with door.act("add-fact", by=by, at=at, children=[child.pk]) as act:
        if fact.row is not None:
            person = Person.objects.get(pk=fact.row.pk, child=child)
            _keep(person, {**person.document, PHONES: [*phones_of(person), without_nothing(facts)]})
        elif fact.kind == PEOPLE:
            _append_person(child, facts, at)
        else:
            append_episode(child, fact.kind, facts)
        _tell(act, child, PEOPLE if fact.is_of_person else fact.kind)


def change_fact(
    *, child: Child, fact: Fact, began_from: str, facts: Document, by: User, at: datetime
) -> None:
    """Change a fact or end it; one that is None or empty is taken away.

    :param began_from: the version of the fact on the form that is now saved.
    :raises Stale: where somebody else has changed it since.
    """
    check_user_can(by, Permission.RECORD)
    with door.act("change-fact", by=by, at=at, children=[child.pk]) as act:
        row = type(fact.row).objects.get(pk=fact.row.pk, child=child)
        stands = _as_on_form(replace(fact, row=row).document, began_from)
        changed = without_nothing({**stands, **facts})
        saved.note(changed)
        if fact.is_of_person:
            phones = list(phones_of(row))
            phones[fact.place] = changed
            changed = {**row.document, PHONES: phones}
        _keep(row, changed)
        _tell(act, child, PEOPLE if fact.is_of_person else fact.kind)


def append_episode(child: Child, kind: str, facts: Document) -> Episode:
    """Add an episode after those that stand; part of another act."""
    position = _next_position(Episode.objects.filter(child=child, kind=kind))
    row = episode_row(child, kind, position, without_nothing(facts))
    row.save(force_insert=True)
    return row


def _append_person(child: Child, facts: Document, at: datetime) -> None:
    position = _next_position(Person.objects.filter(child=child))
    document = {"id": f"p{position}-{at:%Y%m%d%H%M%S}", **without_nothing(facts)}
    Person.objects.create(
        child=child, service_id=child.service_id, position=position, document=document
    )


def _next_position(rows: QuerySet) -> int:
    last = rows.order_by("-position").first()
    return last.position + 1 if last else 0


def _keep(row: Episode | Person, document: Document) -> None:
    """Write a changed document where it stands, with the columns that repeat it."""
    if isinstance(row, Episode):
        changed = episode_row(row.child, row.kind, row.position, document)
        changed.pk = row.pk
        changed.save(force_update=True)
    else:
        row.document = document
        row.save(update_fields=["document"])


def _as_on_form(stands: Document, began_from: str) -> Document:
    """Return what stands, which is what somebody had before her eyes.

    :raises Stale: where it is not.
    """
    if version(stands) != began_from:
        raise Stale
    return stands


def without_nothing(facts: Document) -> Document:
    """Return the facts that say something."""
    return {name: value for name, value in facts.items() if value not in (None, "", [], {})}


def _tell(act: Act, child: Child, what: str) -> None:
    act.check(child.pk)
    act.record(child.pk, {"kind": "record-changed", "on": act.today.isoformat(), "what": what})
