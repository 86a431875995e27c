"""What an order asks and what follows when the child does not come, in plain words: as it is read
aloud, and as the child's agreement says it again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from waymark.chronology.casefile import Document
from waymark.chronology.labels import label
from waymark.chronology.requirements import Requirement, requirements
from waymark.guidance import inductions
from waymark.guidance.frames import Frame
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.events.orders import OrderAmended


@dataclass(frozen=True)
class Explained:
    """One order, as it is read aloud to the child."""

    called: str
    what: tuple[str, ...]
    why: tuple[str, ...]
    missed: tuple[str, ...]


@carries("CM-414", "CM-416", "CM-417")
def explained(
    document: Document, case: Case, orders: Iterable[str], frame: Frame, on: date
) -> list[Explained]:
    """Return what is said of each order now, by its kind and by what it requires.

    :param document: the case file, which says how each order was made.
    """
    raw = {each["id"]: each for each in document.get("orders") or []}
    return [_explained(raw[each], case, frame, on) for each in orders if each in raw]


def _explained(raw: Document, case: Case, frame: Frame, on: date) -> Explained:
    said = inductions.saying(raw["kind"], on, frame.language)
    changes = case.about(OrderAmended, raw["id"])
    asks = (_in_a_sentence(each, frame.language) for each in requirements(raw, changes))
    order = case.order(raw["id"])
    ends_on = case.end_of(order) if order else None
    words = inductions.words(frame.language)
    lasts = words["ends"].replace("{day}", frame.day_of(ends_on)) if ends_on else words["no-end"]
    return Explained(
        called=label("order-kinds", raw["kind"]),
        what=(*said.what, *asks, lasts),
        why=said.why,
        missed=said.missed,
    )


def _in_a_sentence(asked: Requirement, language: str) -> str:
    """Return what a requirement asks, and how much; what we have no sentence for, by its name."""
    said = inductions.requirement(asked.kind, language) or f"{asked.words}."
    much = ", ".join(_how_much(asked, language))
    return f"{said.removesuffix('.')}: {much}." if much else said


def _how_much(asked: Requirement, language: str) -> Iterator[str]:
    hours = "hours-a-day" if asked.kind == "curfew" else "hours"
    for amount, unit in ((asked.hours, hours), (asked.days, "days")):
        if amount:
            yield inductions.words(language)[unit].replace("{number}", f"{amount:g}")
