"""The `child` of a case file, and whatever it holds beside child, orders and events."""

import json
from collections.abc import Mapping
from datetime import date, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange

from waymark.children.models import Child, Episode, Person
from waymark.chronology.casefile import Document, Lists, Rows, day
from waymark.prepared import planned
from waymark.rules.facts import build
from waymark.rules.life import Guarded
from waymark.rules.people import Child as ChildShape
from waymark.rules.spells import Spell

# The lists of the child that have rows of their own: those whose items are spells, and people.
EPISODES: dict[str, type[Spell]] = {
    name: field.value.of.shape
    for name, field in ChildShape.fields.items()
    if name != "people"
    and issubclass(getattr(getattr(field.value, "of", None), "shape", int), Spell)
}
PEOPLE = "people"
OTHER_PARTS = {
    *("child", "orders", "events", "papers", "plans", "appointments", "reminded", "casefile")
}
# What a child's row repeats of its document, to be found and shown by.
COLUMNS_OF_A_CHILD = (
    *("given_name", "family_name", "known_as", "date_of_birth", "sex", "sort_name"),
)
OF_CHILDREN = "SELECT id, document, beside FROM children_child WHERE id = ANY(%s::bigint[])"


class ChildPart:
    rows = (Rows(Episode, "kind"), Rows(Person))

    def read(self, children: list[int], lists: Lists, *, words: bool) -> Mapping[int, Document]:
        del words  # the child's own words stand in the document
        found: dict[int, Document] = {}
        for child, document, beside in planned(OF_CHILDREN, [children]):
            found[child] = {**json.loads(beside), "child": json.loads(document)}
        for child, kind, episodes in lists[Episode]:
            found[child]["child"][kind] = episodes
        for child, _, people in lists[Person]:
            found[child]["child"][PEOPLE] = people
        return found

    def write(self, child: Child, document: Document) -> None:
        raw = document["child"]
        Episode.objects.bulk_create(
            episode_row(child, kind, position, item)
            for kind in EPISODES
            for position, item in enumerate(raw.get(kind) or [])
            if item is not None
        )
        Person.objects.bulk_create(
            Person(child=child, service_id=child.service_id, position=position, document=item)
            for position, item in enumerate(raw.get(PEOPLE) or [])
            if item is not None
        )


def child_row(service_id: int, document: Document) -> Child:
    """Return the unsaved row of a case file's child."""
    raw = document["child"]
    given, family = raw.get("given_name") or "", raw.get("family_name") or ""
    return Child(
        service_id=service_id,
        reference=raw["id"],
        given_name=given,
        family_name=family,
        known_as=raw.get("known_as") or "",
        date_of_birth=date.fromisoformat(raw["date_of_birth"]),
        sex=raw["sex"],
        sort_name=f"{family} {given}".casefold().strip(),
        document={name: value for name, value in raw.items() if not has_rows(name)},
        beside={name: value for name, value in document.items() if name not in OTHER_PARTS},
    )


def has_rows(name: str) -> bool:
    return name in EPISODES or name == PEOPLE


def episode_row(child: Child, kind: str, position: int, raw: Document) -> Episode:
    """Return the unsaved row of one episode; its period's end is the day after its last day."""
    spell = build(EPISODES[kind], raw)
    return Episode(
        child=child,
        service_id=child.service_id,
        kind=kind,
        position=position,
        period=_period(raw),
        protected=isinstance(spell, Guarded) and spell.protected,
        document=raw,
    )


def _period(raw: Document) -> DateRange | None:
    """Return the days on which it holds; other systems write 9999-12-31 where there is no end."""
    begins, last = day(raw.get("from")), day(raw.get("to"))
    if begins is None and last is None:
        return None
    ends = last + timedelta(days=1) if last and last < date.max else None
    return DateRange(begins, ends)
