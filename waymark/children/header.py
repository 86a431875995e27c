"""The child's header, the same on every page of the child."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from waymark.children import shown
from waymark.children.models import Allocation, Child, Episode
from waymark.children.models.allocation import Part
from waymark.children.shown import Shown
from waymark.guidance import label
from waymark.rules.carries import carries

PLACES = {"addresses": "Address", "phones": "Phone", "placements": "Placement", "education": "School"}


@dataclass(frozen=True)
class Alert:
    """What whoever meets the child must know first. `words` and what follows them."""

    words: str
    until: date | None = None
    beside: str = ""
    note: str = ""


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


def header(child: Child, on: date) -> Header:
    """Return what stands at the top of every page of this child. Two queries."""
    rows = Episode.objects.filter(
        Q(period__contains=on) | Q(period=None), child=child, kind__in={*PLACES, "alerts"}
    ).order_by("kind", "position")
    hide = shown.Hiding(rows)
    standing = [shown.episode(row) for row in rows]
    worker = designated_worker(child, on)
    return Header(
        child=child.pk,
        first_name=child.first_name,
        age=age_on(child.date_of_birth, on),
        facts=tuple(_facts(standing)),
        worker=worker.user.name if worker else "",
        worker_since=worker.period.lower if worker else None,
        alerts=tuple(_alerts(standing, hide)),
        matters_most=child.document.get("matters_most") or "",
        good_at=tuple(child.document.get("good_at") or ()),
        restricted=child.restricted,
    )


@carries("CM-001")
def designated_worker(child: Child, on: date) -> Allocation | None:
    """Return who is the child's worker on a day, and since when. One query."""
    return (
        Allocation.objects.filter(child=child, part=Part.CASE_MANAGER, period__contains=on)
        .select_related("user")
        .first()
    )


def age_on(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _facts(standing: list[Shown]) -> Iterator[str]:
    """Say where and with whom the child lives, and how the child spends the day."""
    homes = [each for each in standing if each.kind == "placements"]
    homes = homes or [each for each in standing if each.kind == "addresses"]
    yield from map(lives, homes[-1:])
    for each in standing:
        if each.kind == "education":
            yield school(each)


def lives(home: Shown) -> str:
    if home.kind == "placements":
        kind = label("accommodation", home.accommodation) if home.accommodation else "a placement"
        return f"lives in {_small(kind)}" if home.masked else f"lives at {home.name or kind}"
    if home.lives_with:
        return f"lives with {_small(home.lives_with)}"
    return f"lives {_small(label('accommodation', home.accommodation))}" if home.accommodation else ""


def school(each: Shown) -> str:
    kind = label("education", each.education_kind) if each.education_kind else "school"
    return each.name or kind


def _alerts(standing: list[Shown], hide: shown.Hiding) -> Iterator[Alert]:
    for each in standing:
        if each.kind == "alerts":
            kind = each.facts.get("kind")
            note = hide(each.note or "")
            yield Alert(label("alerts", kind) if kind else note, each.last_day, note=note)
    for kind, name in PLACES.items():
        told = _nobody_twice(each for each in standing if each.kind == kind and each.protected)
        if told is not None:
            beside = f"not to be told to {told}" if told else "protected"
            yield Alert(f"{name}:", beside=beside)


def _nobody_twice(protected: Iterable[Shown]) -> str | None:
    """Say who must not be told, each once; None where nothing is protected."""
    found = [each.not_to_be_told_to for each in protected]
    if not found:
        return None
    return "; ".join(dict.fromkeys(_small(name) for names in found for name in names))


def _small(words: str) -> str:
    """Return words as they stand inside a sentence: names and initials keep their capital."""
    first, _, rest = words.partition(" ")
    is_a_word = first.isalpha() and first.lower() in SMALL
    return f"{first.lower()} {rest}".strip() if is_a_word else words


SMALL = {
    *("a", "an", "the", "any", "anyone", "anybody", "her", "his", "their", "two", "three", "both"),
    *("with", "in", "at", "home", "foster", "mum", "dad", "living", "families", "family", "nobody"),
    *("children's", "hostel", "supported", "residential", "custody", "secure", "private", "other"),
}
