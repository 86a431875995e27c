"""Who the child is and what the child needs, in words."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from waymark.children.around import Life
from waymark.children.models import Child
from waymark.children.shown import Shown
from waymark.chronology.casefile import Document
from waymark.chronology.labels import label
from waymark.pages.words import day

# Of the whole case, these are asked of every child: a gap is worth showing.
ASKED_OF_ALL = {"ethnicity", "religion", "languages", "disabilities", "communication_needs"}


@dataclass(frozen=True)
class Known:
    """One thing about the child; without values it has not been written down yet."""

    name: str
    values: tuple[str, ...]
    key: str = ""  # names it to whoever changes it, where it can be changed by itself


@dataclass(frozen=True)
class Told:
    who: list[Known]
    speaking: list[Known]
    body_and_mind: list[Known]
    care: list[Known]


def needs_told(child: Child, life: Life) -> Told:
    """Return what is known of a child, in the order in which a worker asks. No query."""
    told = _Teller(child.document, life)
    return Told(
        who=list(_who(child, told)),
        speaking=list(_speaking(told)),
        body_and_mind=list(_body_and_mind(told)),
        care=list(_care(told)),
    )


# What forms ask about that is written down already, and the codes in which it is.
RECORDED = {
    "sex": "sex",
    "gender_identity": "",
    "pronouns": "",
    "ethnicity": "ethnicity",
    "nationalities": "nationalities",
    "religion": "religions",
    "languages": "languages",
    "interpreter": "",
    "disabilities": "needs",
    "communication_needs": "needs",
    "caring": "",
    "pregnancy_or_parenthood": "",
    "matters_most": "",
    "good_at": "",
}
NONE_KNOWN = "none-known"  # of the list `needs`


def recorded(child: Child, names: Iterable[str], hide: Callable[[str], str]) -> str:
    """Return what is written down of a child under these names; nothing where nothing is.

    That none is known under one of them is said only where nothing stands under another.
    """
    found = [
        (each, label(RECORDED[name], each) if RECORDED[name] else hide(_plainly(each)))
        for name in names
        if name in RECORDED
        for each in _many(child.document.get(name))
    ]
    told = [words for each, words in found if each != NONE_KNOWN]
    return "; ".join(told or dict.fromkeys(words for _, words in found))


def _plainly(value: Any) -> str:
    if isinstance(value, dict):  # an interpreter
        needed = "needed" if value.get("needed") else "not needed for the child"
        language = value.get("language")
        return f"{needed}: {label('languages', language)}" if language else needed
    return str(value)


class _Teller:
    """Says what a document has under a name."""

    def __init__(self, document: Document, life: Life) -> None:
        self.document = document
        self.life = life

    def __call__(self, name: str, words: str, codes: str = "") -> Iterator[Known]:
        found = _many(self.document.get(name))
        values = [label(codes, each) if codes else self.life.hide(str(each)) for each in found]
        if values or name in ASKED_OF_ALL:
            yield Known(words, tuple(values))

    def spells(
        self, items: Iterable[Shown], words: str, of: Callable[[Shown], str]
    ) -> Iterator[Known]:
        yield from (Known(words, (of(item),), item.key) for item in items)

    def lasting(self, words: str, begins: date | None, last_day: date | None) -> str:
        on = self.life.today
        if last_day and last_day < on:
            return f"{words}, until {day(last_day, on)}"
        return f"{words}, since {day(begins, on)}" if begins else words


def _who(child: Child, told: _Teller) -> Iterator[Known]:
    yield Known("Full name", (child.full_name,))
    yield from told("known_as", "Likes to be called")
    yield from told("pronouns", "Pronouns")
    born = child.date_of_birth
    yield Known("Born", (f"{born.day} {born:%B %Y}",))
    yield from told("sex", "Sex", "sex")
    yield from told("gender_identity", "Gender")
    yield from told("sexuality", "Sexuality")
    yield from told("ethnicity", "Ethnicity", "ethnicity")
    yield from told("nationalities", "Nationality", "nationalities")
    yield from told("religion", "Religion or belief", "religions")


def _speaking(told: _Teller) -> Iterator[Known]:
    yield from told("languages", "Languages", "languages")
    interpreter = told.document.get("interpreter") or {}
    if interpreter:
        language = interpreter.get("language")
        needed = "Needed" if interpreter.get("needed") else "Not needed for the child"
        said = f"{needed}: {label('languages', language)}" if language else needed
        note = told.life.hide(interpreter.get("note") or "")
        yield Known("Interpreter", tuple(filter(None, (said, note))))
    yield from told("communication_needs", "Talking and understanding", "needs")


def _body_and_mind(told: _Teller) -> Iterator[Known]:
    yield from told("disabilities", "Disability", "needs")
    for spell in _both(told.life, "health"):
        since = told.lasting((spell.code or "Health").capitalize(), spell.begins, spell.last_day)
        note = told.life.hide(spell.note or "Nothing more written down")
        yield Known(since, (note,), spell.key)
    yield from told("pregnancy_or_parenthood", "Pregnancy or parenthood")
    yield from told("caring", "Looks after")


def _care(told: _Teller) -> Iterator[Known]:
    def looked_after(spell: Shown) -> str:
        basis = label("care-status", spell.basis) if spell.basis else "Looked after"
        return told.lasting(basis, spell.begins, spell.last_day)

    def status(spell: Shown) -> str:
        words = label("care-status", spell.status or "none")
        return told.lasting(words, spell.begins, spell.last_day)

    def service(spell: Shown) -> str:
        host = f", with {spell.host} working day to day" if spell.host else ""
        return told.life.hide(f"{spell.home or ''}{host}")

    def bail(spell: Shown) -> str:
        return told.lasting("Conditions", spell.begins, spell.last_day)

    life = told.life
    yield from told.spells(_both(life, "looked_after"), "Looked after", looked_after)
    yield from told.spells(_both(life, "care_status"), "Children’s services", status)
    leaving = _day(told.document.get("care_leaver_from"))
    if leaving:
        yield Known("Care leaver", (f"From {day(leaving, life.today)}",))
    services = tuple(filter(None, map(service, life.now("responsibility"))))
    if services:
        yield Known("Youth justice service", services)
    yield from told.spells(life.now("bail_conditions"), "Bail", bail)


def _both(life: Life, kind: str) -> list[Shown]:
    return [*life.now(kind), *life.before(kind)]


def _many(value: Any) -> list[Any]:
    if value in (None, "", [], {}):
        return []
    return [each for each in value if each is not None] if isinstance(value, list) else [value]


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
