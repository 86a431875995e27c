"""Whatever leaves towards a child, a family or somebody outside is read for names before it does.

Who was harmed the other side alone knows (`guard`): it says where somebody is named, never whom.
The other children of the service, whoever stood beside this one among them, are casework's own,
and looked for here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from waymark import guard
from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.children.beside import BESIDE as BESIDE
from waymark.children.beside import Called, finds_beside
from waymark.children.header import Header
from waymark.children.models import Child, Person
from waymark.chronology import casefile
from waymark.chronology.door import today
from waymark.guard import Towards
from waymark.guidance import naming
from waymark.pages.words import several
from waymark.rules.carries import carries
from waymark.rules.known import known_on
from waymark.rules.names import IS_IT, Found, in_other_letters, shared
from waymark.rules.outward import Outward as Outward

PROTECTED, ANOTHER_CHILD = "a protected name", "another child of this service"
TYPED = "a name that must not be in it"
OTHERS = {ANOTHER_CHILD, BESIDE}
NOBODY, NONE = "nobody who was harmed is named", "none of these is the person"
MEND = "Put right what is recorded, then print it."
GO_THERE = "Go to what is recorded"
UNNAMED = (
    "Of the people harmed, {} not known by name yet: they could not be looked for. Read all of it "
    "yourself."
)
OTHER_LETTERS = (
    "Some of it is in letters in which no name can be looked for. Read all of it yourself, or have "
    "somebody read it who knows the language."
)


class Named(Refused):
    """It says what must not be in it.

    :param recorded: the page of what is recorded, where that is put right.
    """

    def __init__(self, *reasons: str, recorded: str = "") -> None:
        super().__init__(*reasons)
        self.leads_to = (GO_THERE, recorded) if recorded else None


class Perhaps(Refused):
    """It may say what must not be in it: somebody must look.

    :param tick: what somebody says who looked.
    """

    def __init__(self, *reasons: str, tick: str) -> None:
        super().__init__(*reasons)
        self.tick = tick


@dataclass(frozen=True)
class Reading:
    """Where texts name somebody who must not be in them; what is found says what it is by `name`.

    :param unnamed: how many people who were harmed nobody can name yet.
    :param harmed: whether the child's file says that anybody was.
    :param other_letters: whether some of it is in letters in which no name is found.
    """

    found: Mapping[str, Sequence[Found]]
    unnamed: int = 0
    harmed: bool = False
    other_letters: bool = False

    def of(self, text: str) -> list[Found]:
        """Return what was found in one of the texts that were read: of no other it can say."""
        return list(self.found[text]) if text else []

    @property
    def to_look(self) -> list[str]:
        """Say that somebody must look herself, where there is somebody whom nobody can name or no
        name can be looked for."""
        are = several(self.unnamed, "is", "are")
        unnamed = [UNNAMED.format(are)] if self.unnamed else []
        return [*unnamed, *([OTHER_LETTERS] if self.harmed and self.other_letters else [])]

    def tick(self, *, perhaps: bool) -> str:
        """Return what somebody says who looked, at what may be a name too."""
        says = [*([NOBODY] if self.to_look else []), *([NONE] if perhaps else [])]
        return f"I have looked: {', and '.join(says)}"


@carries("CM-409")
def read(
    texts: Iterable[str],
    *,
    child: Child,
    towards: Towards,
    by: User,
    at: datetime,
    paper: Outward | None = None,
    known: Sequence[str] = (),
    typed: Sequence[str] = (),
    counted: bool = True,
) -> Reading:
    """Read what is about to leave. One call, a query for each table of the case file, and two.

    :param paper: somebody of the family may be cleared for it.
    :param known: who may be in it: the child first, then whoever is around.
    :param typed: who else must not be; compared here, and kept nowhere.
    :param counted: it is told how many people nobody can name; else it costs two queries.
    :raises guard.Shut: where nobody can say who was harmed: nothing goes out.
    """
    told = [text for text in dict.fromkeys(texts) if text]
    harmed = whom_harmed(child.pk, at) if counted else frozenset()
    said = guard.mentions(
        told,
        child=child.pk,
        service=child.service_id,
        towards=towards,
        paper=paper or "",
        by=by.pk,
        known=known,
        called=_whole_name(child),
        harmed=harmed,
    )
    others = finds_others(child, at=at, known=known)
    own = [child.given_name, child.known_as]
    finds_typed = naming.guard(typed, known=known).find
    finds_shared = shared(naming.guard(typed, known=own), known)

    def found(place: int, text: str) -> Iterator[Found]:
        yield from (Found(each.start, each.end, PROTECTED, each.sure) for each in said.of(place))
        yield from others(text)
        yield from (_as(TYPED, each) for each in finds_typed(text))
        yield from (_as(TYPED, each, sure=False) for each in finds_shared(text))

    told_of = {text: _surest(found(place, text)) for place, text in enumerate(told)}
    return Reading(told_of, said.unnamed, bool(harmed), any(map(in_other_letters, told)))


def _whole_name(child: Child) -> str:
    return f"{child.given_name} {child.family_name}"


def whom_harmed(child: int, at: datetime) -> frozenset[str]:
    """Return whom the child's file says that the child harmed, by their references."""
    return known_on(casefile.of(child), today(at)).whom_harmed


def _surest(found: Iterable[Found]) -> list[Found]:
    """Return what was found in order; where it is a name for certain, it is not asked about."""
    told = list(found)
    sure = [each for each in told if each.sure]
    left = _apart_from(sure, (each for each in told if not each.sure))
    return sorted([*sure, *left], key=lambda each: each.start)


def _apart_from(told: Sequence[Found], found: Iterable[Found]) -> list[Found]:
    return [
        each
        for each in found
        if all(each.end <= one.start or one.end <= each.start for one in told)
    ]


def _as(what: str, found: Found, *, sure: bool = True) -> Found:
    return Found(found.start, found.end, what, sure and found.sure)


def finds_others(
    child: Child, *, at: datetime, known: Sequence[str] = ()
) -> Callable[[str], list[Found]]:
    """Return what finds who stood beside the child, and other children of the service by their
    whole names. Two queries."""
    others = others_of(child, at=at)
    find_whole = naming.guard(name for each in others for name in each.whole).find
    find_beside = finds_beside(child, others, [child.given_name, child.known_as, *known])

    def found(text: str) -> list[Found]:
        beside = find_beside(text)
        whole = (each for each in find_whole(text) if " " in each.written(text))
        return [*beside, *(_as(ANOTHER_CHILD, each) for each in _apart_from(beside, whole))]

    return found


def others_of(child: Child, *, at: datetime) -> list[Called]:
    """Return how the other open children of the service are called whom the asker may see: of a
    restricted child nobody learns here that there is one. One query."""
    others = Child.objects.filter(service=child.service_id).exclude(pk=child.pk)
    still = others.exclude(standing__closed_on__lte=today(at))
    return [Called(*names) for names in still.values_list("given_name", "family_name", "known_as")]


def who_is_around(child: Child) -> list[str]:
    """Return who may be named in the record of a child. One query."""
    around = Person.objects.filter(child=child).values_list("document__name", flat=True)
    return [child.given_name, child.known_as, *filter(None, around)]


def who_may(child: Child, top: Header) -> list[str]:
    """Return who may be named in what is for this child or the family."""
    return [child.given_name, child.known_as, *top.near.names.values(), top.worker]


@dataclass(frozen=True)
class Leaves:
    """A sheet with words of the record, and towards whom it leaves."""

    child: Child
    top: Header
    towards: Towards
    paper: Outward
    recorded: str  # the page of the event whose words they are


@carries("CM-409")
def to_look_at(text: str, leaves: Leaves, *, by: User, at: datetime) -> list[str]:
    """Return what is to be looked at in the text before it leaves, since it may be a name.

    :raises Named: where it is one for certain.
    """
    reading = read(
        [text],
        child=leaves.child,
        towards=leaves.towards,
        paper=leaves.paper,
        by=by,
        at=at,
        known=who_may(leaves.child, leaves.top),
    )
    found = reading.of(text)
    if sure := [each for each in found if each.sure]:
        says = (f"It says {each.quoted(text)}: {each.name}. {MEND}" for each in sure)
        raise Named(*says, recorded=leaves.recorded)
    return [*reading.to_look, *(f"It says {each.quoted(text)}: {IS_IT}" for each in found)]
