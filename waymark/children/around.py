"""Who is around a child, and what of the child's life no text may tell."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from waymark.children import shown
from waymark.children.models import Child, Episode, Person
from waymark.children.shown import Shown, ShownPerson
from waymark.guidance import code_list
from waymark.prepared import ID, Told, prepared

LOOKS_AFTER = {"parent", "carer"}  # groups of relationships


@dataclass(frozen=True)
class Around:
    names: Mapping[str, str]  # of the people around the child, by their ids
    hide: shown.Hiding


def around(people: Iterable[Person], episodes: Iterable[Episode]) -> Around:
    """Return who is around a child, and what hides what is protected of all these."""
    rows = list(people)
    named = {row.document["id"]: row.document for row in rows if row.document.get("id")}
    hide = shown.Hiding(episodes, rows)
    called = {key: known.get("name") or known.get("role") or "" for key, known in named.items()}
    return Around(
        names={key: hide(name) for key, name in called.items()},
        hide=hide,
    )


@prepared(child=ID)
def people_of(*, child: Told) -> QuerySet[Person]:
    """Return the people around a child, in their order. One query."""
    return Person.objects.filter(child=child).order_by("position")


def looks_after(relationship: str) -> bool:
    codes = code_list("relationships").codes
    return any(each.code == relationship and each.group in LOOKS_AFTER for each in codes)


def not_told_in(rows: Iterable[Episode]) -> set[str]:
    """Return, as the record writes them, those who must not be told something of these."""
    return {told for row in rows for told in row.document.get(shown.NOT_TO_BE_TOLD) or ()}


def ways(person: Person) -> set[str]:
    """Return how the record may name somebody where it says who must not be told."""
    name = person.document.get("name") or ""
    return {person.document.get("id"), f"person-{person.pk}", name, *name.split()[:1]} - {"", None}


def hiding(children: Collection[int]) -> dict[int, shown.Hiding]:
    """Return, for each of these children, what hides what is protected. Two queries."""
    spells: dict[int, list[Episode]] = {child: [] for child in children}
    people: dict[int, list[Person]] = {child: [] for child in children}
    for row in Episode.objects.filter(child__in=children, protected=True):
        spells[row.child_id].append(row)
    for row in Person.objects.filter(child__in=children):
        people[row.child_id].append(row)
    return {child: shown.Hiding(spells[child], people[child]) for child in children}


@dataclass(frozen=True)
class Life:
    """The child's life as a page may show it; `kinds` are the lists of the case file."""

    spells: Mapping[str, list[Shown]]
    people: list[ShownPerson]
    hide: shown.Hiding
    today: date

    def now(self, kind: str) -> list[Shown]:
        return [each for each in self.spells.get(kind, ()) if each.holds_on(self.today)]

    def before(self, kind: str) -> list[Shown]:
        """Return what held and no longer does, the latest first."""
        over = [each for each in self.spells.get(kind, ()) if not each.holds_on(self.today)]
        return sorted(over, key=lambda each: each.last_day or date.min, reverse=True)

    def shows(self, key: str) -> bool:
        """Tell whether something protected is called so."""
        phones = [phone for person in self.people for phone in person.phones]
        spells = [each for kind in self.spells.values() for each in kind]
        return any(each.key == key and each.protected for each in (*spells, *phones))


def life(child: Child, on: date, *kinds: str, seen: Collection[str] = ()) -> Life:
    """Return these parts of the child's life, and the people around the child. Two queries.

    :param seen: the keys of what somebody has asked to see, with a reason, on this page.
    """
    rows = list(Episode.objects.filter(child=child).order_by("position"))
    people = people_of(child=child.pk)
    spells: dict[str, list[Shown]] = {kind: [] for kind in kinds}
    for row in rows:
        if row.kind in spells:
            spells[row.kind].append(shown.episode(row, seen))
    return Life(
        spells, [shown.person(row, on, seen) for row in people], shown.Hiding(rows, people), on
    )
