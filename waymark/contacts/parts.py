"""What may be written down of how a child lives and of who is around the child: one table.

The words of each field stand in `words`, under the name of the list in the case file.
"""

from collections.abc import Mapping
from typing import NamedTuple

from django.http import Http404

from waymark.children.casefile import PEOPLE
from waymark.children.facts import PHONES, Fact


class Part(NamedTuple):
    kind: str  # the list of the case file
    name: str  # what is added: "an address"
    page: str  # the page of the child on which it stands
    must: Mapping[str, str]  # what has to be said, and how whoever leaves it out is asked for it
    leaves_out: tuple[str, ...] = ()
    tells: str = ""  # the kind of event that may have made it so, from which what is owed follows


SCHOOL = "a school, training or work"
PARTS = {
    "addresses": Part(
        "addresses",
        "an address",
        "people",
        {"lines": "Type the address"},
        tells="address-changed",
    ),
    "placements": Part(
        "placements", "a placement", "people", {"name": "Type its name"}, tells="placement-made"
    ),
    "phones": Part(PHONES, "a phone", "people", {"number": "Type the number"}),
    "people": Part(
        PEOPLE,
        "somebody in the family or network",
        "people",
        {"relationship": "Choose who they are to the child"},
        ("agency", "role"),
    ),
    "professionals": Part(
        PEOPLE,
        "a professional",
        "people",
        {"agency": "Choose an agency"},
        ("relationship", "parental_responsibility", "lives_with_child"),
    ),
    "education": Part("education", SCHOOL, "needs", {"kind": "Choose what it is"}),
    "commitments": Part(
        "commitments", "something in the week", "week", {"kind": "Choose what it is"}
    ),
    "health": Part("health", "a health need", "needs", {"kind": "Say what it is"}),
    "alerts": Part("alerts", "an alert", "needs", {"kind": "Choose what must be known"}),
    "looked_after": Part(
        "looked_after",
        "a time looked after",
        "needs",
        {"basis": "Choose on what ground", "from": "Give the day on which it began"},
    ),
    "care_status": Part(
        "care_status",
        "what children’s services do",
        "needs",
        {"status": "Choose what it is"},
    ),
    "bail_conditions": Part(
        "bail_conditions",
        "bail conditions",
        "needs",
        {"from": "Give the day from which they hold"},
    ),
}


def part_called(name: str) -> Part:
    """Return a part by the name that addresses know it by.

    :raises Http404: where there is none.
    """
    if name not in PARTS:
        raise Http404
    return PARTS[name]


def part_of(fact: Fact) -> Part:
    """Return which part a fact belongs to: a professional is known by the agency."""
    if fact.kind == PEOPLE and fact.document.get("agency"):
        return PARTS["professionals"]
    part = PARTS[fact.kind]
    return part._replace(leaves_out=("whose",)) if fact.is_of_person else part
