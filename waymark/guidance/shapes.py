"""What a document, a provision, a dated setting and a code are."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from waymark.rules.settings import Dated


@dataclass(frozen=True, slots=True)
class Period:
    """From a day (none: always was) to the day before another (none: still is)."""

    begins: date | None = None
    ends: date | None = None

    def holds_on(self, day: date) -> bool:
        begun = self.begins is None or self.begins <= day
        return begun and (self.ends is None or day < self.ends)


@dataclass(frozen=True, slots=True)
class Source:
    key: str
    prefix: str  # what the ids of its provisions begin with
    title: str
    publisher: str
    published: str  # as printed, empty where the document carries no date
    licence: str


@dataclass(frozen=True, slots=True)
class Provision:
    id: str
    source: str  # the key of its Source
    place: str  # the headings that lead to it
    area: str
    kind: str
    force: str  # only `rule` binds
    requirement: str  # in our own words


@dataclass(frozen=True, slots=True)
class Expectation:
    """One line of a provision that is a checklist: `EP-162.3` is the third of EP-162."""

    provision: str
    item: str
    expectation: str  # in our own words

    @property
    def id(self) -> str:
        return f"{self.provision}.{self.item}"


@dataclass(frozen=True, slots=True)
class Value:
    period: Period
    value: int


@dataclass(frozen=True, slots=True)
class Setting:
    id: str
    title: str
    unit: str
    source: str  # a provision, a statute or local policy, in words
    certainty: str
    local: bool  # may a service choose another number?
    values: tuple[Value, ...]

    def on(self, day: date) -> int:
        for dated in self.values:
            if dated.period.holds_on(day):
                return dated.value
        raise LookupError(f"setting {self.id!r} has no value on {day}")

    @property
    def dated(self) -> Dated:
        """Its values as the rules take them, who hold the first for every earlier day."""
        return tuple((each.period.begins, each.value) for each in self.values if each.period.begins)


def in_units(value: int, unit: str) -> str:
    """Return a value as a page says it: 10 working days, 1 month."""
    one = re.sub(r"s\b", "", unit, count=1)
    return f"{value} {one if value == 1 else unit}"


@dataclass(frozen=True, slots=True)
class Code:
    code: str
    label: str
    period: Period
    national: str  # empty where the national return has no code for it
    group: str
    certainty: str
    note: str


@dataclass(frozen=True, slots=True)
class CodeList:
    name: str
    title: str
    national: str  # what its national codes are, empty where it has none
    group: str  # what its groups are, empty where it has none
    codes: tuple[Code, ...]


@dataclass(frozen=True, slots=True)
class Guidance:
    """Everything in the folder, as read: what is wrong with it is for `checks` to say."""

    sources: tuple[Source, ...]
    provisions: tuple[Provision, ...]
    expectations: tuple[Expectation, ...]
    settings: tuple[Setting, ...]
    lists: Mapping[str, CodeList]
    certainties: frozenset[str]

    def lacks(self, cited: Iterable[str]) -> list[str]:
        """Return those of the ids that are neither a provision nor a line of a checklist."""
        known = {each.id for each in self.provisions} | {each.id for each in self.expectations}
        return [each for each in cited if each not in known]
