"""Looks for people who were harmed, by all that leads to them, in texts."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from waymark.guidance import naming
from waymark.guidance.harm import says_harmed
from waymark.rules import protected
from waymark.rules.addresses import Home
from waymark.rules.carries import carries
from waymark.rules.harmed.base import Kept
from waymark.rules.harmed.spells import Clearance, Reach
from waymark.rules.names import Found
from waymark.rules.outward import RECORD
from waymark.rules.protected import Protected
from waymark.victims.people.known import known as known_of
from waymark.victims.people.models import Reference, Victim
from waymark.victims.people.queries import harmed_by, let_go_of

POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE)
BETWEEN_LINES = re.compile(r"\s*[,\n]\s*")
AHit = tuple[int, int, protected.Hit]  # whom a text leads to, which text, and where


class Sought(NamedTuple):
    """Whom a child harmed, as the child's file knows them."""

    references: list[Reference]  # of whom this side knows
    counted: set[str]  # these, and whom no letter has told of yet
    unnamed: int  # who of them cannot be looked for: nobody can name them


def sought(*, child: int, service: int, harmed: Iterable[str] = ()) -> Sought:
    """Return who is looked for. Whose record is deleted is not, whatever the child's file holds.
    Two queries.

    :param harmed: the references that the child's file holds just now.
    """
    references = list(harmed_by(child=child, service=service))
    counted = {each.reference for each in references} | set(harmed)
    counted -= let_go_of(child=child, service=service)
    named = {each.reference for each in references if each.victim.is_named}
    return Sought(references, counted, len(counted - named))


def found_in(
    text: str, *, child: int, service: int, known: Sequence[str], on: date
) -> tuple[list[Found], int]:
    """Return where a text of a child's record names somebody whom they harmed, and how many nobody
    can name yet."""
    looked_for = sought(child=child, service=service)
    people = [each.victim for each in looked_for.references]
    hits = hits_in(people, [text], known, RECORD, on=on)
    return [as_found(hit) for _, _, hit in hits], looked_for.unnamed


def as_found(hit: protected.Hit) -> Found:
    """Return where somebody is named, and not whom."""
    return Found(hit.start, hit.end, "", hit.sure)


def hits_in(
    people: Sequence[Victim], texts: Sequence[str], known: Sequence[str], paper: str, *, on: date
) -> list[AHit]:
    """Return whom each text leads to, in which text, and where.

    Where they lived leads to them still, and where they will live already; who is cleared is so on
    the day alone.
    """
    are = known_of(people)
    found = []
    for each in people:
        leading = looked_for(each, are[each.pk].spells)
        if is_cleared(are[each.pk].now(Clearance, on), paper):
            looking = naming.looking((), known, cleared=[leading], of_harm=says_harmed)
        else:
            looking = naming.looking([leading], known)
        for place, text in enumerate(texts):
            found += [(each.pk, place, hit) for hit in looking.find(text)]
    return found


def looked_for(victim: Victim, spells: Sequence[Kept]) -> Protected:
    """Return all that leads to somebody: names, and how they can be reached."""
    reach = {"address": [], "phone": [], "email": []}  # type: dict[str, list[str]]
    for each in spells:
        if isinstance(each, Reach):
            reach[each.by].append(each.at)
    leading = Protected(
        victim.name,
        tuple(victim.other_names),
        tuple(victim.nicknames),
        tuple(map(_home, reach["address"])),
        tuple(reach["phone"]),
        tuple(reach["email"]),
    )
    return leading if victim.name else replace(leading, name=next(iter(leading.other_names), ""))


@carries("CM-409")
def is_cleared(spells: Sequence[Kept], paper: str) -> bool:
    """Tell whether somebody of the family or the home may be named in this kind of paper, though
    never as harmed."""
    return any(isinstance(each, Clearance) and paper in each.papers for each in spells)


def _home(written: str) -> Home:
    postcode = POSTCODE.search(written)
    left = POSTCODE.sub("", written)
    lines = tuple(line for line in BETWEEN_LINES.split(left) if line.strip())
    return Home(lines, postcode[0] if postcode else "")
