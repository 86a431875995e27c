"""What a copy is read for before anybody gets it: names that must not be in it, and what tells
whose it is, where they live or what they did."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.children.models import Child, Episode, Person
from waymark.children.shown import Hiding
from waymark.chronology.door import today
from waymark.contacts.queries import other_children
from waymark.guidance.naming import guard, last_name
from waymark.guidance.offences import tells_of
from waymark.orders.queries import harmed_by, made_for
from waymark.plans.copy import Copy
from waymark.plans.forms.naming import LOOKED
from waymark.rules.carries import carries
from waymark.rules.gates.agreeing import somebody_to_look_for
from waymark.rules.names import IF_SOMEBODY_ELSE, Found, shared

MEND = "Write it otherwise in the plan, and agree it anew."
NOT_BY_LINK = "No page by link says so: somebody else may hold the phone."
OTHER_FORM = "Or give it in another form."
OR_LEAVE = "Or leave it, where it is {name}’s own word and you read it through together."
LIVES = ("addresses", "placements")
A_NUMBER = re.compile(r"\s*(?:flat\s+)?\d+\w?,?\s+", re.IGNORECASE)

Find = Callable[[str], Iterable[Found]]


class Named(Refused):
    """The copy says what must not be in it."""


class Perhaps(Refused):
    """The copy may say what must not be in it: somebody must look.

    :param tick: what somebody says who looked.
    """

    def __init__(self, *reasons: str, tick: str) -> None:
        super().__init__(*reasons)
        self.tick = tick


@dataclass(frozen=True)
class Saying:
    """A name in a copy: in which part of it, as it is written there, in its sentence."""

    part: str
    written: str
    quoted: str
    sure: bool

    @property
    def where(self) -> str:
        return f"Under “{self.part}” it says {self.quoted}"


@dataclass(frozen=True)
class ReadFor:
    """The names that a copy is read for, here and now; they are kept nowhere."""

    names: list[str]
    who_may: list[str]
    looked: bool  # somebody looked at what may be a name, and it is none
    by_link: bool  # whoever holds the phone may open it
    mend: str = MEND


def read_through(copy: Copy, child: Child, read_for: ReadFor, *, by: User, at: datetime) -> None:
    """Refuse a copy that names somebody who must not be in it. Seven queries at most.

    What tells whose it is, where they live or what they did is refused of a link, which anybody
    may hold; of what is handed over it is asked about: it may be the child's own word.
    """
    check_nobody(child, read_for, at=at)
    _check_other_children(copy, child, read_for, by=by, at=at)
    names = list(_unsure(copy, child, read_for))
    own = [f"{said.where}: {what}." for said, what in tells(copy, child, by_link=read_for.by_link)]
    if own and read_for.by_link:
        raise Named(*(f"{each} {NOT_BY_LINK} {read_for.mend} {OTHER_FORM}" for each in own))
    if (names or own) and not read_for.looked:
        leave = [f"{read_for.mend} {OR_LEAVE.format(name=child.first_name)}"] if own else []
        raise Perhaps(*names, *own, *leave, tick=_tick(names, own, child.first_name))


def _tick(names: list[str], own: list[str], called: str) -> str:
    if not own:
        return LOOKED
    rest = "no name is the person, and the rest" if names else "it"
    return f"I have looked: {rest} is {called}’s own word and stays"


@carries("CM-409")
def check_nobody(child: Child, read_for: ReadFor, *, at: datetime) -> None:
    """Where the record tells of people who were harmed, there is somebody to look for."""
    if not read_for.names and (harmed := harmed_by(child, on=today(at))):
        raise Named(somebody_to_look_for(harmed))


@carries("CM-409")
def _unsure(copy: Copy, child: Child, read_for: ReadFor) -> Iterator[str]:
    """Yield what may be a name, or only a word, or the name of somebody else.

    :raises Named: where it is a name for certain.
    """
    found = list(sayings(copy, guard(read_for.names, known=read_for.who_may).find))
    if sure := [each for each in found if each.sure]:
        mend = f"{read_for.mend} {IF_SOMEBODY_ELSE}"
        raise Named(*(f"{each.where}: a name that must not be in it. {mend}" for each in sure))
    for each in found:
        yield f"{each.where}. Is it the person or only the word?"
    theirs = guard(read_for.names, known=[child.given_name, child.known_as])
    for each in sayings(copy, shared(theirs, read_for.who_may)):
        if each not in found:
            yield f"{each.where}. Is it the person, or somebody else of that name?"


def _check_other_children(
    copy: Copy, child: Child, read_for: ReadFor, *, by: User, at: datetime
) -> None:
    """The whole name of another child with whom this person works is in nobody's copy."""
    find = guard(others_names(child, by=by, at=at)).find
    found = [each for each in sayings(copy, find) if " " in each.written]
    if found:
        mend = f"another child of your work. {read_for.mend} {IF_SOMEBODY_ELSE}"
        raise Named(*(f"{each.where}: {mend}" for each in found))


def others_names(child: Child, *, by: User, at: datetime) -> list[str]:
    """Return the whole names of the other children with whom this person works. One query."""
    others = other_children(child, by=by, at=at)
    return [f"{each.given_name} {each.family_name}" for each in others]


def tells(copy: Copy, child: Child, *, by_link: bool) -> Iterator[tuple[Saying, str]]:
    """Yield what tells whose copy it is, where they live or what they did. Three queries at most.

    Whoever reads a link learns the child's last name from that of a father too; a teacher's says
    nothing of the child.
    """
    theirs = {f"{child.first_name}’s last name": [child.family_name]}
    if by_link:
        theirs["the last name of somebody in the family"] = _familys(child)
    for what, names in theirs.items():
        yield from ((each, what) for each in sayings(copy, guard(names).find) if each.sure)
    homes = list(Episode.objects.filter(child=child, kind__in=LIVES))
    finds = {
        f"{child.first_name}’s address": [_finds(_homes(homes)), _streets(homes)],
        "it tells what the order was made for": [_finds(tells_of(made_for(child)))],
    }
    for what, ways in finds.items():
        told = (each for find in ways for each in sayings(copy, find))
        yield from ((each, what) for each in dict.fromkeys(told))


def _familys(child: Child) -> list[str]:
    """Return the other last names of the family and network. One query."""
    people = (row.document for row in Person.objects.filter(child=child))
    names = {last_name(each.get("name") or "") for each in people if each.get("relationship")}
    return sorted(names - {child.family_name, ""})


def _homes(homes: Iterable[Episode]) -> re.Pattern[str] | None:
    """Return what finds an address, as what is protected is found, be it protected or not."""
    hiding = Hiding(
        Episode(kind=row.kind, document={**row.document, "safe_to_use": False}) for row in homes
    )
    return hiding.secrets if hiding.is_needed else None


def _streets(homes: Iterable[Episode]) -> Find:
    """Return what finds a street, its number aside, and misspelt too."""
    lines = (line for row in homes for line in row.document.get("lines") or ())
    streets = [A_NUMBER.sub("", line).strip() for line in lines if A_NUMBER.match(line)]
    find = guard(streets).find
    return lambda text: [each for each in find(text) if " " in each.written(text)]


def _finds(pattern: re.Pattern[str] | None) -> Find:
    if pattern is None:
        return lambda _text: []
    return lambda text: [Found(*each.span(), each[0]) for each in pattern.finditer(text)]


def sayings(copy: Copy, find: Find) -> Iterator[Saying]:
    """Yield what a copy says of something, part by part, each once."""
    parts = [(copy.title, [*copy.opening, *copy.closing])]
    parts += [(block.title, list(block.lines)) for block in copy.blocks]
    told = set()
    for title, lines in parts:
        text = "\n".join([title, *lines])
        for found in find(text):
            saying = Saying(title, found.written(text), found.quoted(text), found.sure)
            if saying not in told:
                told.add(saying)
                yield saying
