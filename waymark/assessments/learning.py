"""From what was learnt to the plan: what it was, where it is read, how soon the plan followed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from waymark.assessments.queries import LEARNT
from waymark.assessments.words import NAMES
from waymark.children.models import Child
from waymark.chronology.models import Event as Row
from waymark.pages.levels import NAMES as LEVELS
from waymark.pages.words import several
from waymark.rules.case import Case
from waymark.rules.events import Event
from waymark.rules.events.risk import Judgement
from waymark.rules.judging import DOMAINS, Judged, Response, judged, responses

SHOWN = 8


@dataclass(frozen=True)
class Learnt:
    on: date
    words: tuple[str, ...]
    event: int | None  # its page
    followed: str


def learnt(child: Child, case: Case) -> list[Learnt]:
    """Return what was learnt last, and when the plan followed. One query."""
    wanted = responses(case)[:SHOWN]
    pages = _pages(child, (each.learnt.id for each in wanted))
    return [
        Learnt(
            each.learnt.on, _words(case, each.learnt), pages.get(each.learnt.id), _followed(each)
        )
        for each in wanted
    ]


def _pages(child: Child, references: Iterable[str]) -> Mapping[str, int]:
    rows = Row.objects.filter(child=child, reference__in=list(references))
    return dict(rows.values_list("reference", "pk"))


def _words(case: Case, event: Event) -> tuple[str, ...]:
    judged_so = tuple(_judged(case, event)) if isinstance(event, Judgement) else ()
    return judged_so or (LEARNT[event.kind],)


def _judged(case: Case, event: Event) -> Iterator[str]:
    """Say of each risk that a judgement moved, or judged first, how."""
    for domain in DOMAINS:
        for each in judged(case, domain):
            if each.event is event and (moved := _moved(each)):
                yield f"{NAMES[domain]}: {moved}"


def _moved(each: Judged) -> str:
    level = LEVELS.get(each.level, each.level).lower()
    if each.before is None:
        return f"judged for the first time, {level}"
    before = LEVELS.get(each.before, each.before).lower()
    return f"from {before} {'up' if each.moved > 0 else 'down'} to {level}" if each.moved else ""


def _followed(each: Response) -> str:
    if each.days is None:
        return "not yet"
    return several(each.days, "day") if each.days else "same day"
