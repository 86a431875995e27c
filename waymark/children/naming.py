"""Whatever leaves towards a child, a family or somebody outside is read for names before it does.

Who was harmed the other side alone knows (`guard`): it says where somebody is named, never whom.
The other children of the service, whoever stood beside this one among them, are casework's own,
and looked for here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from waymark import guard
from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.children.beside import OTHERS as OTHERS
from waymark.children.beside import apart_from, finds_others
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

PROTECTED = "a protected name"
TYPED = "a name that must not be in it"
READ_ALL = "I read all of it myself: nobody who was harmed is named in it"
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
    by: User | None,
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
    told = _told(texts)
    harmed = whom_harmed(child.pk, at) if counted else frozenset()
    of = {"child": child.pk, "service": child.service_id, "by": by.pk if by else None}
    whom = {"known": known, "called": f"{child.given_name} {child.family_name}", "harmed": harmed}
    said = guard.mentions(told, towards=towards, paper=paper or "", **of, **whom)
    finds = [finds_others(child, told, at=at, known=known), *_find_typed(child, typed, known)]

    def found(place: int, text: str) -> Iterator[Found]:
        yield from (Found(each.start, each.end, PROTECTED, each.sure) for each in said.of(place))
        yield from chain.from_iterable(find(text) for find in finds)

    told_of = {text: _surest(found(place, text)) for place, text in enumerate(told)}
    return Reading(told_of, said.unnamed, bool(harmed), any(map(in_other_letters, told)))


@carries("CM-409")
def read_for_others(
    texts: Iterable[str], *, child: Child, at: datetime, known: Sequence[str]
) -> Reading:
    """Read what is typed for those whom casework knows itself, where nobody can say who was
    harmed. Two queries."""
    told = _told(texts)
    find = finds_others(child, told, at=at, known=known)
    return Reading({text: _surest(find(text)) for text in told})


def _told(texts: Iterable[str]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if text]


def _find_typed(
    child: Child, typed: Sequence[str], known: Sequence[str]
) -> Iterator[Callable[[str], list[Found]]]:
    """Yield what finds the names that were typed for a check; where somebody who may be there is
    called so too, not for certain."""
    own = [child.given_name, child.known_as]
    for finds, sure in (
        (naming.guard(typed, known=known).find, True),
        (shared(naming.guard(typed, known=own), known), False),
    ):
        yield lambda text, finds=finds, sure=sure: [
            Found(each.start, each.end, TYPED, sure and each.sure) for each in finds(text)
        ]


def whom_harmed(child: int, at: datetime) -> frozenset[str]:
    """Return whom the child's file says that the child harmed, by their references."""
    return known_on(casefile.of(child), today(at)).whom_harmed


def _surest(found: Iterable[Found]) -> list[Found]:
    """Return what was found in order; where it is a name for certain, it is not asked about."""
    told = list(found)
    sure = [each for each in told if each.sure]
    left = apart_from(sure, (each for each in told if not each.sure))
    return sorted([*sure, *left], key=lambda each: each.start)


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
