"""What of a child's life a page may show: the one way from a stored document to a page.

Every page takes addresses, phones, schools and placements from here, never from a row. What is
protected is left out, structurally: only declared fields pass, and of a protected one not those
that could lead somebody to the child, until somebody has asked to see exactly this one, once.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from waymark.children.casefile import EPISODES
from waymark.children.models import Episode, Person
from waymark.chronology.casefile import Document
from waymark.rules.facts import Field, Sensitivity, build
from waymark.rules.life import Guarded
from waymark.rules.life import Person as PersonShape
from waymark.rules.spells import Spell

NOT_TO_BE_TOLD = "not_to_be_told_to"
PART_WORTH_HIDING = 8  # letters: "40 Saltmarsh Road" of a longer line, but not "Flat 2"
GAP = "[protected]"
BETWEEN = r"[\W_]*"
A_NUMBER = re.compile(r"(?:(?:00)?44)?0?(\d{9,10})")  # of a phone, once nothing stands between
CALLED_FROM_ANYWHERE = rf"\+?(?:(?:0{BETWEEN}0{BETWEEN})?4{BETWEEN}4{BETWEEN})?(?:0{BETWEEN})?"
A_DOOR = re.compile(r"\s*\d.*[^\W\d_]")  # "40 Saltmarsh Road", below "Flat 2"


@dataclass(frozen=True)
class Shown:
    """One spell of a child's life, as a page may show it; `facts` lack what is masked."""

    key: str  # names it when somebody asks to see it
    kind: str
    facts: Mapping[str, Any]
    begins: date | None
    last_day: date | None
    protected: bool = False
    masked: bool = False
    not_to_be_told_to: tuple[str, ...] = ()

    def holds_on(self, day: date) -> bool:
        begun = self.begins is None or self.begins <= day
        return begun and (self.last_day is None or day <= self.last_day)

    def is_over(self, day: date) -> bool:
        return self.last_day is not None and self.last_day < day

    @property
    def code(self) -> str:
        """The code that says which school, health need or alert it is."""
        return self.facts.get("kind") or ""

    def __getattr__(self, name: str) -> Any:
        return self.__dict__["facts"].get(name)


@dataclass(frozen=True)
class ShownPerson:
    """Somebody around the child, with phones that may be masked."""

    key: str  # names who it is to somebody who changes it
    facts: Mapping[str, Any]
    phones: tuple[Shown, ...]
    is_here: bool  # still around the child

    def __getattr__(self, name: str) -> Any:
        return self.__dict__["facts"].get(name)


def episode(row: Episode, seen: Collection[str] = ()) -> Shown:
    return _shown(EPISODES[row.kind], row.document, f"episode-{row.pk}", row.kind, seen)


def person(row: Person, on: date, seen: Collection[str] = ()) -> ShownPerson:
    phones = row.document.get("phones") or []
    fields = (field for field in PersonShape.fields.values() if field.name != "phones")
    spell = build(PersonShape, row.document)
    return ShownPerson(
        key=f"person-{row.pk}",
        facts=_facts(fields, row.document),
        phones=tuple(
            _shown(EPISODES["phones"], phone, f"person-{row.pk}-{place}", "phones", seen)
            for place, phone in enumerate(phones)
            if phone is not None
        ),
        is_here=spell.to is None or on <= spell.to,
    )


def _shown(shape: type[Spell], raw: Document, key: str, kind: str, seen: Collection[str]) -> Shown:
    spell = build(shape, raw)
    protected = isinstance(spell, Guarded) and spell.protected
    masked = protected and key not in seen
    fields = (field for field in shape.fields.values() if not (masked and _leads_there(field)))
    return Shown(
        key=key,
        kind=kind,
        facts=_facts(fields, raw),
        begins=spell.from_,
        last_day=spell.to,
        protected=protected,
        masked=masked,
        not_to_be_told_to=tuple(raw.get(NOT_TO_BE_TOLD) or ()),
    )


def hidden(shape: type[Spell], raw: Document, hide: "Hiding") -> frozenset[str]:
    """Return the fields that a form leaves out until somebody asks to see them.

    These are what no page shows unasked, and what says that it is protected: whoever could take
    that away unasked would see the rest.
    """
    spell = build(shape, raw)
    protected = isinstance(spell, Guarded) and spell.protected
    return frozenset(
        field.name
        for field in shape.fields.values()
        if (protected and (_leads_there(field) or field.name == "safe_to_use"))
        or any(hide(text) != text for text in _texts(raw.get(field.name)))
    )


def _texts(value: Any) -> list[str]:
    return [
        text for text in (value if isinstance(value, list) else [value]) if isinstance(text, str)
    ]


def _leads_there(field: Field) -> bool:
    return field.sensitivity is Sensitivity.PROTECTED


def _facts(fields: Iterable[Field], raw: Document) -> dict[str, Any]:
    without = {"from", "to", NOT_TO_BE_TOLD}
    return {
        field.name: raw[field.name]
        for field in fields
        if field.name not in without and raw.get(field.name) not in (None, "", [])
    }


class Hiding:
    """Leaves a gap where free text tells what is protected: "Met at [protected]"."""

    def __init__(self, episodes: Iterable[Episode], people: Iterable[Person] = ()) -> None:
        found = {text for row in episodes for text in _secrets(EPISODES[row.kind], row.document)}
        for row in people:
            for phone in row.document.get("phones") or []:
                found.update(_secrets(EPISODES["phones"], phone or {}))
        longest_first = sorted(found, key=len, reverse=True)
        patterns = list(filter(None, map(_however_written, longest_first)))
        self.secrets = re.compile("|".join(patterns), re.IGNORECASE)
        self.is_needed = bool(patterns)

    @classmethod
    def of(cls, child: Document) -> "Hiding":
        """Return what hides, of the `child` of a case file."""
        spells = ((kind, each) for kind in EPISODES for each in child.get(kind) or () if each)
        people = (Person(document=each) for each in child.get("people") or () if each)
        return cls((Episode(kind=kind, document=each) for kind, each in spells), people)

    def __call__(self, text: str) -> str:
        return self.secrets.sub(GAP, text) if self.is_needed else text


def _however_written(secret: str) -> str:
    """Return a pattern of it, whatever stands between its letters: AB1 2CD, AB12CD, ab1-2cd.

    A short one is looked for as whole words: else one called Home would gap a homework too.
    """
    letters = re.findall(r"[^\W_]", secret)
    pattern = BETWEEN.join(letters)
    if number := A_NUMBER.fullmatch("".join(letters)):
        return CALLED_FROM_ANYWHERE + BETWEEN.join(number[1])
    is_short = 0 < len(letters) < PART_WORTH_HIDING
    return rf"(?<![^\W_]){pattern}(?![^\W_])" if is_short else pattern


def _secrets(shape: type[Spell], raw: Document) -> Iterator[str]:
    """Yield the texts that lead to the child: the name, the first line, the postcode, the number.

    Of the later lines those that begin with a number; a town or a county leads to nobody's door.
    """
    spell = build(shape, raw)
    if not isinstance(spell, Guarded) or not spell.protected:
        return
    lines = raw.get("lines") or []
    doors = (line for line in lines[1:] if A_DOOR.match(line))
    for text in (*lines[:1], *doors, raw.get("name"), raw.get("postcode"), raw.get("number")):
        if text:
            yield text
            yield from (part for part in map(str.strip, text.split(",")) if _is_worth_hiding(part))


def _is_worth_hiding(part: str) -> bool:
    return len(part) >= PART_WORTH_HIDING


# What somebody may need something protected for, as the audit keeps it.
WHY_SHOWN = {
    "visit": "To visit or ring",
    "court": "For the court",
    "agency": "For an agency that may know",
    "check": "To check that it is right",
}
