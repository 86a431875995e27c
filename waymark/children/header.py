"""The child's header, the same on every page of the child."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from waymark.children import shown
from waymark.children.ages import age_on
from waymark.children.around import Around, around, people_of
from waymark.children.models import Allocation, Child, Episode
from waymark.children.models.allocation import Part
from waymark.children.shown import Shown
from waymark.chronology.labels import label
from waymark.pages.words import inside
from waymark.prepared import DAY, ID, Told, first, prepared
from waymark.rules.carries import carries

DEATH = "child-died"
LOCAL = "local"  # an alert that says in its note what it is
PLACES = {
    "addresses": "address",
    "phones": "phone",
    "placements": "placement",
    "education": "school",
}


@dataclass(frozen=True)
class Alert:
    """What whoever meets the child must know first. `words` and what follows them."""

    words: str
    until: date | None = None
    beside: str = ""
    key: str = ""  # names it to whoever changes it


@dataclass(frozen=True)
class Header:
    child: int
    first_name: str
    age: int
    facts: tuple[str, ...]
    worker: str
    worker_since: date | None
    alerts: tuple[Alert, ...]
    matters_most: str
    good_at: tuple[str, ...]
    restricted: bool
    today: date
    reference: str
    gone_on: date | None  # the case was closed or moved, or the child died
    gone_as: str
    needs: frozenset[str]  # codes: disabilities, and what makes talking hard
    near: Around  # who is around the child, and what hides what is protected

    @property
    def died_on(self) -> date | None:
        return self.gone_on if self.gone_as == DEATH else None


def header(child: Child, on: date) -> Header:
    """Return what stands at the top of every page of this child. Three queries."""
    rows = _episodes(child=child.pk, on=on)
    near = around(people_of(child=child.pk), rows)
    every = (shown.episode(row) for row in rows)
    standing = [each for each in every if each.holds_on(on)]
    worker = designated_worker(child, on)
    gone_on, gone_as = _gone(child, on)
    died_on = gone_on if gone_as == DEATH else None
    return Header(
        child=child.pk,
        first_name=child.first_name,
        age=age_on(child.date_of_birth, died_on or on),
        facts=() if died_on else tuple(map(near.hide, _facts(standing))),
        worker=worker.user.name if worker else "",
        worker_since=worker.period.lower if worker else None,
        alerts=tuple(_alerts(standing, near.hide)),
        matters_most=near.hide(child.document.get("matters_most") or ""),
        good_at=tuple(map(near.hide, child.document.get("good_at") or ())),
        restricted=child.restricted,
        today=on,
        reference=child.reference,
        gone_on=gone_on,
        gone_as=gone_as,
        needs=frozenset(_needs(child)),
        near=near,
    )


def _needs(child: Child) -> list[str]:
    told = child.document
    return [*(told.get("disabilities") or ()), *(told.get("communication_needs") or ())]


@carries("CM-001")
def designated_worker(child: Child, on: date) -> Allocation | None:
    """Return who is the child's worker on a day, and since when. One query."""
    return first(_workers(child=child.pk, on=on))


@prepared(child=ID, on=DAY)
def _workers(*, child: Told, on: Told) -> QuerySet[Allocation]:
    now = Allocation.objects.filter(child=child, part=Part.CASE_MANAGER, period__contains=on)
    return now.select_related("user").order_by("pk")


@prepared(child=ID, on=DAY)
def _episodes(*, child: Told, on: Told) -> QuerySet[Episode]:
    standing_or_protected = Q(period__contains=on) | Q(period=None) | Q(protected=True)
    found = Episode.objects.filter(standing_or_protected, child=child)
    return found.filter(kind__in=[*PLACES, "alerts"]).order_by("kind", "position")


def _gone(child: Child, on: date) -> tuple[date | None, str]:
    """Return when and how the case closed, as it is kept beside the child's duties."""
    standing = getattr(child, "standing", None)
    if standing is None or standing.closed_on is None or standing.closed_on > on:
        return None, ""
    return standing.closed_on, standing.closed_as


def _facts(standing: list[Shown]) -> Iterator[str]:
    """Say where and with whom the child lives, and how the child spends the day."""
    homes = [each for each in standing if each.kind == "placements"]
    homes = homes or [each for each in standing if each.kind == "addresses"]
    yield from filter(None, map(lives, homes[-1:]))
    yield from (learns(each) for each in standing if each.kind == "education")


def lives(home: Shown) -> str:
    kind = inside(label("accommodation", home.accommodation)) if home.accommodation else ""
    if home.kind == "placements":
        if not home.name:
            return f"placed: {kind or 'protected'}"
        is_somebody = home.name.casefold().startswith("with ")  # who looks after the child there
        return f"lives {inside(home.name)}" if is_somebody else f"lives at {home.name}"
    if home.lives_with:
        return f"lives with {within(home.lives_with)}"
    return f"lives {kind}" if kind else ""


def learns(each: Shown) -> str:
    return each.name or (label("education", each.code) if each.code else "school")


def _alerts(standing: list[Shown], hide: shown.Hiding) -> Iterator[Alert]:
    guarded = [each for each in standing if each.protected]
    for each in standing:
        if each.kind == "alerts" and not (guarded and each.code == "protected-address"):
            yield Alert(hide(_alert(each)), each.last_day, key=each.key)
    if guarded:
        names = dict.fromkeys(PLACES[each.kind] for each in guarded)
        told = hide("; ".join(not_to_be_told(guarded)))
        beside = f"not to be told to {told}" if told else "ask before you use it"
        yield Alert(f"Protected {_and(names)}:", beside=beside)


def _alert(each: Shown) -> str:
    """Return what to know: the code's label; of what no code says, the note itself."""
    if each.code not in (LOCAL, ""):
        return label("alerts", each.code)
    return each.note or label("alerts", LOCAL)


def not_to_be_told(guarded: Iterable[Shown]) -> list[str]:
    """Return who must not be told, each once."""
    names = (name for each in guarded for name in each.not_to_be_told_to)
    return list(dict.fromkeys(map(within, names)))


def _and(names: Iterable[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def within(words: str) -> str:
    """Return somebody's words inside a sentence; a name or initial keeps its capital."""
    return inside(words) if words.split(" ")[0] in BEGINNINGS else words


BEGINNINGS = {
    "The",
    "Any",
    "Anyone",
    "Anybody",
    "Her",
    "His",
    "Their",
    "Two",
    "Three",
    "Mum",
    "Dad",
}
