"""Who stood beside a child in an offence, by each name that leads to them: only names are known."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from waymark.children.models import Child
from waymark.chronology.casefile import Document
from waymark.chronology.models import Event
from waymark.chronology.passages import GAP
from waymark.guidance import naming
from waymark.rules.names import Found
from waymark.rules.protected import Looking, Protected

STOOD_BESIDE = "stood-beside"
BESIDE = "somebody who stood beside the child"


class Called(NamedTuple):
    """How another child of the service is called."""

    given: str
    family: str
    likes: str = ""  # to be called

    @property
    def whole(self) -> list[str]:
        """Return the whole names, as they are written and as others say them."""
        likes = [f"{self.likes} {self.family}"] if self.likes else []
        return [f"{self.given} {self.family}", *likes]


def finds_beside(
    child: Child, others: Iterable[Called], known: Sequence[str]
) -> Callable[[str], list[Found]]:
    """Return what finds who stood beside the child, by a first name alone too. One query.

    :param others: whoever of them is called so has a name that they like to be called as well.
    :param known: who may be there.
    """
    people = [_leads_to(each, others) for each in _standing(child)]
    looking = Looking(people, naming.ordinary_words(), known)
    return lambda text: [
        Found(hit.start, hit.end, BESIDE, hit.sure)
        for hit in (looking.find(text) if people else ())
    ]


def _leads_to(told: Document, others: Iterable[Called]) -> Protected:
    is_called = naming.guard([told["beside"]]).find
    same = [
        each
        for each in others
        if each.likes and any(" " in one.written(each.whole[0]) for one in is_called(each.whole[0]))
    ]
    return Protected(
        told["beside"],
        tuple(each.whole[1] for each in same),
        tuple(name for name in told.get("also_called") or () if GAP not in name),
    )


def _standing(child: Child) -> Iterator[Document]:
    """Yield each entry as it was put right last, none withdrawn and none whose name is sealed."""
    last: dict[str, Event] = {}
    rows = Event.objects.filter(child=child, kind__in=(STOOD_BESIDE, "withdrawn"))
    for row in rows.order_by("position"):
        last[row.corrects or row.reference] = row
    for row in last.values():
        if row.kind == STOOD_BESIDE and GAP not in row.document["beside"]:
            yield row.document
