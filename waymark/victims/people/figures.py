"""What a service can show of its work with people who were harmed, in one quarter."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from waymark.pages.words import several
from waymark.rules.calendar import days_after, months_after
from waymark.rules.harmed.figures import (
    Counted,
    Figures,
    Period,
    children_in,
    code_figures,
    days_to_first_contact,
    indicator,
    response_rate,
)
from waymark.rules.harmed.victim import Victim
from waymark.victims.people.answers import FORMS

QUARTERS = 5  # this one, and those of a year before
MONTHS = 3
CODE = {
    "contacted:pre-court": "Contacted, out of court",
    "responded:pre-court": "Reached, out of court",
    "contacted:statutory": "Contacted, of orders",
    "responded:statutory": "Reached, of orders",
    "offered:direct": "Something direct offered",
    "received:direct": "Something direct received",
    "offered:indirect": "Something indirect offered",
    "received:indirect": "Something indirect received",
    "declined": "Offered, and not wanted",
    "not-appropriate": "Judged not appropriate",
    "feedback-asked": "Asked how it was",
    "feedback-given": "Said how it was",
    "satisfied": "Content with what we did",
}
NATIONAL = {
    "10": "Took part in something restorative",
    "10-of": "Consented to be contacted",
    "10a": "People harmed (10a)",
    "10d": "Asked before it was decided (10d)",
    "10e-asked": "Asked how the case goes (10e)",
    "10e-given": "Told how the case goes (10e)",
    "10f-asked": "Asked for support (10f)",
    "10f-given": "Told of services (10f)",
    "10g": "Contacted (10g)",
}
BY_FORM = "10c:"
BY_FORM_TOO = {
    "offered": "offered",
    "received": "received",
    "declined": "not wanted",
    "not-appropriate": "judged not appropriate",
}


class Number(NamedTuple):
    name: str
    counted: Sequence[Counted]


class Shown(NamedTuple):
    period: Period
    code: list[Number]
    rates: list[tuple[str, int, int, str]]
    forms: list[Number]  # of each what was done with it
    first_contact: list[Number]
    national: list[Number]
    took_part: str  # of who consented to be contacted
    children: list[int]  # 10b


def quarters(today: date) -> list[Period]:
    """Return this quarter, and those before it, the latest first."""
    first = date(today.year, (today.month - 1) // MONTHS * MONTHS + 1, 1)
    return [_quarter(months_after(first, -MONTHS * back)) for back in range(QUARTERS)]


def shown(people: Sequence[Victim], period: Period, today: date) -> Shown:
    code, national = code_figures(people, period), indicator(people, period, today)
    return Shown(
        period,
        [Number(name, code.get(key, ())) for key, name in CODE.items()],
        [
            ("Out of court", *_rate(*response_rate(code, "pre-court"))),
            ("Of orders", *_rate(*response_rate(code, "statutory"))),
        ],
        list(_by_form(code)),
        [
            Number(several(days, "day"), counted)
            for days, counted in days_to_first_contact(people, period).items()
        ],
        [
            *(Number(name, national.get(key, ())) for key, name in NATIONAL.items()),
            *_kinds(national),
        ],
        _rate(len(national.get("10", ())), len(national.get("10-of", ())))[-1],
        children_in(national.get("10a", ())),
    )


def _rate(reached: int, contacted: int) -> tuple[int, int, str]:
    return reached, contacted, f"{reached / contacted:.0%}" if contacted else "–"


def _by_form(code: Figures) -> Iterator[Number]:
    for form, name in FORMS.items():
        for what, done in BY_FORM_TOO.items():
            if counted := code.get(f"{what}:{form}"):
                yield Number(f"{name}, {done}", counted)


def _kinds(national: Figures) -> Iterator[Number]:
    for form, name in FORMS.items():
        if counted := national.get(BY_FORM + form):
            yield Number(f"{name} (10c)", counted)


def _quarter(begins: date) -> Period:
    return Period(begins, days_after(months_after(begins, MONTHS), -1))
