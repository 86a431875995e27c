"""The other children of a service, and who stood beside a child in an offence: only names of them
are known, and nothing joins two records."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from itertools import combinations, groupby
from typing import NamedTuple

from django.db.models import Q
from django.db.models.expressions import RawSQL

from waymark.children.models import Child
from waymark.chronology.casefile import Document
from waymark.chronology.door import today
from waymark.chronology.passages import GAP
from waymark.chronology.queries import standing
from waymark.guidance import naming
from waymark.rules.beside import is_ordinary
from waymark.rules.carries import carries
from waymark.rules.names import HANGS_ON, SPELT_OUT, Found, tokens
from waymark.rules.protected import Protected

STOOD_BESIDE = "stood-beside"
BESIDE, ANOTHER_CHILD = "somebody who stood beside the child", "another child of this service"
OTHERS = {ANOTHER_CHILD, BESIDE}
MOST_ASKED = 100  # words that may be names misspelt; of a text with more, each child is looked for


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


@carries("CM-409")
def finds_others(
    child: Child, texts: Sequence[str], *, at: datetime, known: Sequence[str] = ()
) -> Callable[[str], list[Found]]:
    """Return what finds, in these texts, who stood beside the child, by a first name alone too, and
    other children of the service by their whole names. Two queries.

    :param known: who may be there.
    """
    told = [each for each in _stood_beside(child) if GAP not in each["beside"]]
    others = _called_in([*texts, *(each["beside"] for each in told)], child, today(at))
    find_whole = naming.guard(name for each in others for name in each.whole).find
    known = [child.given_name, child.known_as, *known]
    looking = naming.looking([_leads_to(each, others) for each in told], known)

    def found(text: str) -> list[Found]:
        hits = looking.find(text) if told else ()
        beside = [Found(hit.start, hit.end, BESIDE, hit.sure) for hit in hits]
        whole = (each for each in find_whole(text) if " " in each.written(text))
        named = (Found(each.start, each.end, ANOTHER_CHILD, each.sure) for each in whole)
        return [*beside, *apart_from(beside, named)]

    return found


def apart_from(told: Sequence[Found], found: Iterable[Found]) -> list[Found]:
    return [
        each
        for each in found
        if all(each.end <= one.start or one.end <= each.start for one in told)
    ]


def _called_in(texts: Sequence[str], child: Child, on: date) -> list[Called]:
    """Return how the other open children of the service are called whom the texts may name and the
    asker may see: of a restricted child nobody learns here that there is one. One query."""
    others = Child.objects.filter(_may_be_named_in(texts)).exclude(pk=child.pk)
    still = others.exclude(standing__closed_on__lte=on)
    return [Called(*names) for names in still.values_list("given_name", "family_name", "known_as")]


def _may_be_named_in(texts: Sequence[str]) -> Q:
    written = [[each.folded for each in tokens(text)] for text in texts]
    words = {word for each in written for word in each}
    runs = [run for each in written for run in _letter_by_letter(each)]
    misspelt = [
        word for word in words if len(word) > 1 and not is_ordinary(word, naming.ordinary_words())
    ]
    if max(len(misspelt), sum(map(len, runs))) > MOST_ASKED:
        return Q(service_id=RawSQL("waymark_service()", []))
    words |= {word.removesuffix(end) for word in words for end in HANGS_ON}
    words |= {run[a:b] for run in runs for a, b in combinations(range(len(run) + 1), 2)}
    asked = RawSQL("SELECT child FROM children_named_in(%s, %s)", [sorted(words), sorted(misspelt)])
    return Q(pk__in=asked)


def _letter_by_letter(words: Iterable[str]) -> list[str]:
    """Return what letters that stand by themselves spell, of which nobody knows where a name begins
    or ends."""
    runs = ("".join(run) for size, run in groupby(words, len) if size == 1)
    return [run for run in runs if len(run) >= SPELT_OUT]


def _leads_to(told: Document, others: Iterable[Called]) -> Protected:
    """Return what leads to somebody: who of the others is called so has a name that they like to be
    called as well."""
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


def _stood_beside(child: Child) -> list[Document]:
    return list(standing(child.pk, STOOD_BESIDE).values_list("document", flat=True))
