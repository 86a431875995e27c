"""Writing down who the child is, how the child lives, and who is around the child."""

from datetime import datetime

from waymark.accounts.answers import Refused, Stale
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.children.casefile import COLUMNS_OF_A_CHILD, EPISODES, child_row, episode_row
from waymark.children.models import Child, Episode, Person
from waymark.chronology import door
from waymark.chronology.casefile import Document
from waymark.chronology.door import Act


def change_identity(
    *, child: Child, began_from: Document, facts: Document, by: User, at: datetime
) -> None:
    """Write down who the child is; a fact that is None or empty is taken away.

    :param began_from: the child's own facts as they stood on the form that is now saved.
    :raises Stale: where somebody else has changed them since.
    """
    check_user_can(by, Permission.RECORD)
    with door.act("change-identity", by=by, at=at, children=[child.pk]) as act:
        if Child.objects.get(pk=child.pk).document != began_from:
            raise Stale
        document = without_nothing({**began_from, **facts})
        changed = child_row(child.service_id, {"child": document})
        columns = {name: getattr(changed, name) for name in COLUMNS_OF_A_CHILD}
        Child.objects.filter(pk=child.pk).update(document=document, **columns)
        _tell(act, child, "identity")


def add_episode(*, child: Child, kind: str, facts: Document, by: User, at: datetime) -> Episode:
    """Add an address, a placement, a school, an alert …; those that stand are left as they are."""
    check_user_can(by, Permission.RECORD)
    with door.act("add-episode", by=by, at=at, children=[child.pk]) as act:
        row = append_episode(child, kind, facts)
        _tell(act, child, kind)
    return row


def append_episode(child: Child, kind: str, facts: Document) -> Episode:
    """Add an episode after those that stand; part of another act."""
    last = Episode.objects.filter(child=child, kind=kind).order_by("-position").first()
    row = episode_row(child, kind, last.position + 1 if last else 0, without_nothing(facts))
    row.save(force_insert=True)
    return row


def change_episode(
    *, episode: Episode, began_from: Document, facts: Document, by: User, at: datetime
) -> None:
    """Change or end an episode.

    :param began_from: the episode as it stood on the form that is now saved.
    :raises Stale: where somebody else has changed it since.
    """
    check_user_can(by, Permission.RECORD)
    child = episode.child
    with door.act("change-episode", by=by, at=at, children=[child.pk]) as act:
        if Episode.objects.get(pk=episode.pk).document != began_from:
            raise Stale
        document = without_nothing({**began_from, **facts})
        row = episode_row(child, episode.kind, episode.position, document)
        row.pk = episode.pk
        row.save(force_update=True)
        _tell(act, child, episode.kind)


def add_person(*, child: Child, facts: Document, by: User, at: datetime) -> Person:
    """Add somebody to the child's family or network."""
    check_user_can(by, Permission.RECORD)
    with door.act("add-person", by=by, at=at, children=[child.pk]) as act:
        last = Person.objects.filter(child=child).order_by("-position").first()
        position = last.position + 1 if last else 0
        document = {"id": f"p{position}-{at:%Y%m%d%H%M%S}", **without_nothing(facts)}
        row = Person.objects.create(
            child=child, service_id=child.service_id, position=position, document=document
        )
        _tell(act, child, "people")
    return row


def change_person(
    *, person: Person, began_from: Document, facts: Document, by: User, at: datetime
) -> None:
    """Change what is written about somebody around the child.

    :raises Stale: where somebody else has changed it since.
    """
    check_user_can(by, Permission.RECORD)
    with door.act("change-person", by=by, at=at, children=[person.child_id]) as act:
        if Person.objects.get(pk=person.pk).document != began_from:
            raise Stale
        Person.objects.filter(pk=person.pk).update(
            document=without_nothing({**began_from, **facts})
        )
        _tell(act, person.child, "people")


def without_nothing(facts: Document) -> Document:
    """Return the facts that say something."""
    return {name: value for name, value in facts.items() if value not in (None, "", [], {})}


def _tell(act: Act, child: Child, what: str) -> None:
    if what not in {"identity", "people", *EPISODES}:
        raise Refused(f"There is nothing called {what} in a child's record.")
    act.check(child.pk)
    act.record(child.pk, {"kind": "record-changed", "on": act.today.isoformat(), "what": what})
