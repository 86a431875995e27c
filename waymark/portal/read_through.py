"""What a copy is read for before anybody gets it: names that must not be in it, and what tells
whose it is, where they live or what they did."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from waymark.accounts.models import User
from waymark.children import naming
from waymark.children.models import Child, Episode, Person
from waymark.children.naming import Named, Outward, Perhaps, Reading
from waymark.children.shown import Hiding
from waymark.guard import Towards
from waymark.guidance.naming import guard, last_name
from waymark.guidance.offences import tells_of
from waymark.orders.queries import made_for
from waymark.plans.copy import Copy
from waymark.rules.carries import carries
from waymark.rules.names import IF_SOMEBODY_ELSE, IS_IT, Found

MEND = "Write it otherwise in the plan, and agree it anew."
NOT_BY_LINK = "No page by link says so: somebody else may hold the phone."
OTHER_FORM = "Or give it in another form."
OR_LEAVE = "Or leave it, where it is {name}’s own word and you read it through together."
LIVES = ("addresses", "placements")
A_NUMBER = re.compile(r"\s*(?:flat\s+)?\d+\w?,?\s+", re.IGNORECASE)

Find = Callable[[str], Iterable[Found]]


@dataclass(frozen=True)
class Saying:
    """A name in a copy: in which part of it, as it is written there, in its sentence."""

    part: str
    written: str
    quoted: str
    sure: bool
    what: str = ""

    @property
    def where(self) -> str:
        return f"Under “{self.part}” it says {self.quoted}"


@dataclass(frozen=True)
class ReadFor:
    """For whom a copy is read, and what else it is read for, here and now."""

    towards: Towards
    paper: Outward
    typed: list[str]  # names of somebody else who must not be in it; they are kept nowhere
    who_may: list[str]
    looked: bool  # somebody looked at what may be a name, and it is none
    by_link: bool = False  # whoever holds the phone may open it
    mend: str = MEND

    def read(self, texts: Iterable[str], child: Child, *, by: User | None, at: datetime) -> Reading:
        told = {"known": self.who_may, "typed": self.typed, "by": by, "at": at}
        return naming.read(texts, child=child, towards=self.towards, paper=self.paper, **told)


def read_through(
    copy: Copy, child: Child, read_for: ReadFor, *, by: User | None, at: datetime
) -> None:
    """Refuse a copy that names somebody who must not be in it. A call, and five queries at most.

    What tells whose it is, where they live or what they did is refused of a link, which anybody
    may hold; of what is handed over it is asked about: it may be the child's own word.
    """
    reading = read_for.read((text for _, text in _parts(copy)), child, by=by, at=at)
    names = list(_unsure(copy, reading, read_for.mend))
    own = [f"{said.where}: {what}." for said, what in tells(copy, child, by_link=read_for.by_link)]
    if own and read_for.by_link:
        raise Named(*(f"{each} {NOT_BY_LINK} {read_for.mend} {OTHER_FORM}" for each in own))
    asked = [*reading.to_look, *names, *own]
    if asked and not read_for.looked:
        leave = [f"{read_for.mend} {OR_LEAVE.format(name=child.first_name)}"] if own else []
        tick = _tick(reading, names, own, child.first_name)
        raise Perhaps(*asked, *leave, tick=tick)


def _tick(reading: Reading, names: list[str], own: list[str], called: str) -> str:
    if not own:
        return reading.tick(perhaps=bool(names))
    if not names and not reading.to_look:
        return f"I have looked: it is {called}’s own word and stays"
    return f"{reading.tick(perhaps=bool(names))}, and the rest is {called}’s own word and stays"


@carries("CM-409")
def _unsure(copy: Copy, reading: Reading, mend: str) -> Iterator[str]:
    """Yield what may be a name, or only a word, or the name of somebody else.

    :raises Named: where it is a name for certain.
    """
    found = list(sayings(copy, reading.of))
    if sure := [each for each in found if each.sure]:
        raise Named(*(f"{each.where}: {each.what}. {mend} {IF_SOMEBODY_ELSE}" for each in sure))
    yield from (f"{each.where}: {IS_IT}" for each in found)


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
    told = set()
    for title, text in _parts(copy):
        for found in find(text):
            saying = Saying(title, found.written(text), found.quoted(text), found.sure, found.name)
            if saying not in told:
                told.add(saying)
                yield saying


def _parts(copy: Copy) -> Iterator[tuple[str, str]]:
    """Yield each part of a copy: what it is called, and all that it says."""
    parts = [(copy.title, [*copy.opening, *copy.closing])]
    parts += [(block.title, list(block.lines)) for block in copy.blocks]
    yield from ((title, "\n".join([title, *lines])) for title, lines in parts)
