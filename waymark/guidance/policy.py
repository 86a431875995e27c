"""The numbers that policy may change, as the rules take them: national, or a service's own."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from waymark.guidance import hours, setting
from waymark.guidance.hours import Hours
from waymark.guidance.shapes import in_units
from waymark.rules.duties import DUTIES, WITHOUT_A_DAY
from waymark.rules.settings import Dated, Settings, value_on

NOT_NUMBERS = ("expected", "own")
# Of the list `contact-levels`: the setting that says how many contacts a month each means at first.
LEVELS = {
    "standard": "contacts-standard",
    "enhanced": "contacts-enhanced",
    "intensive": "contacts-intensive",
}
LATER = "contacts-intensive-later"
SMALL = "small-number"
OUT = ("out-grace", "out-again")  # minutes, of whoever goes to a visit alone
NO_RULE_ASKS = (*LEVELS.values(), LATER, *hours.NAMES, *OUT, SMALL)
ALWAYS = date.min


class Chosen(NamedTuple):
    """What a service chose: a number from a day on, or none: the national one again."""

    name: str
    begins: date
    value: int | None
    reason: str


@dataclass(frozen=True)
class Number:
    """One that a service may choose; `national` is none for what nobody but a service expects."""

    name: str
    title: str
    unit: str
    source: str
    certainty: str
    national: int | None

    def said(self, value: int) -> str:
        """A value of it, as a page says it: 10 working days, 9am."""
        if self.name in hours.NAMES:
            return hours.said(value)
        return in_units(value, self.unit)


@cache
def national_settings() -> Settings:
    """The settings that stand where a service has chosen nothing else. A number that the rules ask
    for has the same name in settings.toml, with hyphens."""
    values: dict[str, Any] = {name: setting(_id(name)).dated for name in _asked()}
    return Settings(**values)


def settings_with(chosen: Iterable[Chosen]) -> Settings:
    """The settings of a service that chose these, earlier days first; of one day the last holds."""
    own: defaultdict[str, list[Chosen]] = defaultdict(list)
    for each in chosen:
        own[each.name].append(each)
    national = national_settings()
    changed: dict[str, Any] = {
        name: _with(getattr(national, name), own[_id(name)])
        for name in _asked()
        if _id(name) in own
    }
    return replace(
        national,
        **changed,
        expected={name: _with(((ALWAYS, 0),), own[name]) for name in WITHOUT_A_DAY & own.keys()},
        own=_reasons(own),
    )


def hours_with(chosen: Iterable[Chosen]) -> Hours:
    """The hours of a service that chose these, earlier days first; of one day the last holds."""
    every = list(chosen)
    opens, closes = (_dated_with(name, every) for name in hours.NAMES)
    return Hours(opens, closes)


def levels_with(chosen: Iterable[Chosen], day: date) -> dict[str, int]:
    """How many contacts a month each level means to a service that chose these, on a day."""
    every = list(chosen)
    return {
        level: value_on(_dated_with(name, every), day)
        for level, name in {**LEVELS, LATER: LATER}.items()
    }


def small_number_with(chosen: Iterable[Chosen], day: date) -> int:
    """Under which number figures are kept back on a day, by a service that chose these."""
    return value_on(_dated_with(SMALL, list(chosen)), day)


def looked_for_with(chosen: Iterable[Chosen], day: date) -> tuple[int, int]:
    """How many minutes late somebody is looked for, and after how many the next is told."""
    every = list(chosen)
    grace, again = (value_on(_dated_with(name, every), day) for name in OUT)
    return grace, again


def _dated_with(name: str, chosen: list[Chosen]) -> Dated:
    return _with(setting(name).dated, [each for each in chosen if each.name == name])


def numbers(day: date) -> list[Number]:
    """Every number that a service may choose, as it stands nationally: those that the rules go by,
    how often children are met, the hours at which somebody is at work, lone working, and what is a
    small one."""
    found = [setting(name) for name in (*map(_id, _asked()), *NO_RULE_ASKS)]
    return [
        *(
            Number(each.id, each.title, each.unit, each.source, each.certainty, each.on(day))
            for each in found
            if each.local
        ),
        *(
            Number(rule.name, rule.title, "working days", ", ".join(rule.provisions), "", None)
            for rule in DUTIES
            if rule.name in WITHOUT_A_DAY
        ),
    ]


def _asked() -> list[str]:
    return [field.name for field in fields(Settings) if field.name not in NOT_NUMBERS]


def _id(name: str) -> str:
    return name.replace("_", "-")


def _with(national: Dated, chosen: list[Chosen]) -> Dated:
    days = {begins for begins, _ in national} | {each.begins for each in chosen}
    return tuple((day, _value(national, chosen, day)) for day in sorted(days))


def _value(national: Dated, chosen: list[Chosen], day: date) -> int:
    begun = [each.value for each in chosen if each.begins <= day]
    own = begun[-1] if begun else None
    return value_on(national, day) if own is None else own


def _reasons(own: Mapping[str, list[Chosen]]) -> dict[str, tuple[tuple[date, str], ...]]:
    names = {_id(name): name for name in _asked()}
    return {
        names.get(name, name): tuple(
            (each.begins, "" if each.value is None else each.reason) for each in chosen
        )
        for name, chosen in own.items()
    }
