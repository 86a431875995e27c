"""What is asked: a week of contacts to find times for, or children to make groups of.

Times are whole minutes from Monday at midnight. What ends after Sunday goes on into Monday, since
every week is like the next. Ids are the caller's own, each given once, and are never told; labels
are what an answer is made of.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import chain
from typing import NamedTuple

QUARTER = 15  # minutes; everything that is proposed begins at one
DAY = 24 * 60
WEEK = 7 * DAY


class Span(NamedTuple):
    begins: int
    ends: int

    def meets(self, other: "Span") -> bool:
        """Whether they have time in common, in this week or over its end."""
        return any(
            self.begins < other.ends + weeks and other.begins + weeks < self.ends
            for weeks in (-WEEK, 0, WEEK)
        )


class How(Enum):
    IN_A_ROOM = "in a room"
    AT_HOME = "at home"
    REMOTE = "remote"
    ELSEWHERE = "elsewhere"  # in the community, at school: in no room of ours

    @property
    def is_out(self) -> bool:
        """Whether the child leaves home for it."""
        return self in (How.IN_A_ROOM, How.ELSEWHERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What a proposal keeps, and what is named where it cannot be kept.

    Hidden is what the person who asks may not know of: it is told as a room is that is not free.
    """

    id: str
    label: str
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A child whom contact is owed to. Whatever is asked for a hidden child is hidden."""

    id: str
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours(Condition):
    """When a worker works, or when the rooms are open: a contact lies within one of the spans."""

    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    id: str
    hours: Hours


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed(Condition):
    """Contacts that a child is owed in a week, all alike."""

    child: str
    times: int
    minutes: int
    how: How
    workers: tuple[str, ...]  # any one of them
    child_way: int = 0  # minutes there, and as many back; of whoever comes to a room or elsewhere
    worker_way: int = 0  # of whoever visits the child at home or comes elsewhere

    @property
    def of_child(self) -> int:
        return self.child_way if self.how.is_out else 0

    @property
    def of_worker(self) -> int:
        return self.worker_way if self.how in (How.AT_HOME, How.ELSEWHERE) else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken(Condition):
    """What holds a child, a worker or a room already: school, prayer, a curfew, a booking.

    With a weight it is a wish, as for something the child would give up at times.
    """

    of: str
    spans: tuple[Span, ...]
    at_home: bool = False  # the child is at home then, and may be seen or called there: a curfew
    weight: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart(Condition):
    """Two children who do not come at one time, with minutes between for coming and going."""

    first: str
    second: str
    margin: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed(Condition):
    """One of the contacts owed is to be just here."""

    owed: str
    begins: int
    worker: str
    room: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish(Condition):
    """What is kept where it can be; the weight is what each time it is not costs."""

    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SameTime(Wish):
    """One of these contacts stays where the child is used to it."""

    owed: str
    begins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Between(Wish):
    """Each of these contacts lies between two times of the day."""

    owed: str
    earliest: int = 0
    latest: int = DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class OnDays(Wish):
    """Each of these contacts is on one of some days, of which Monday is 0."""

    owed: str
    days: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysBetween(Wish):
    """Contacts of one child lie so many days from one another: 1 is at most one a day."""

    child: str
    days: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Lunch(Wish):
    """A worker has a break on each day, unless what was booked before leaves none."""

    worker: str
    earliest: int = 12 * 60
    latest: int = 14 * 60
    minutes: int = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread(Wish):
    """A worker's contacts are spread over her days: none has more than its share, with what is
    booked of her that day."""

    worker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """A service's week.

    Opening hours bind whoever comes to a room; a visit and a call are bound by the worker's hours.
    """

    opening: Hours
    children: tuple[Child, ...]
    owed: tuple[Owed, ...]
    workers: tuple[Worker, ...]
    rooms: tuple[str, ...] = ()
    taken: tuple[Taken, ...] = ()
    apart: tuple[Apart, ...] = ()
    fixed: tuple[Fixed, ...] = ()
    wishes: tuple[Wish, ...] = ()

    @property
    def conditions(self) -> Iterator[Condition]:
        """What is hard, and so can clash."""
        hours = (each.hours for each in self.workers)
        hard = (each for each in self.taken if each.weight is None)
        return chain(self.owed, [self.opening], hours, hard, self.apart, self.fixed)

    @property
    def all_wishes(self) -> Iterator[Wish | Taken]:
        return chain(self.wishes, (each for each in self.taken if each.weight is not None))

    def owed_by(self, id: str) -> Owed:  # noqa: A002 - an id is an id
        return next(each for each in self.owed if each.id == id)


class Sex(Enum):
    """As it is recorded. Gender is another thing, and no group is made by it."""

    FEMALE = "female"
    MALE = "male"


@dataclass(frozen=True, slots=True, kw_only=True)
class Need(Condition):
    """What a child needs of a place: without a weight it must be there; with one it is a wish."""

    what: str
    weight: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A child who may join a group."""

    id: str
    label: str
    age: int
    maturity: int  # a level, the lowest the least mature
    sex: Sex | None = None
    offences: frozenset[str] = frozenset()  # kinds
    needs: tuple[Need, ...] = ()
    taken: tuple[Taken, ...] = ()
    way: int = 0  # minutes there, and as many back
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tension(Condition):
    """Two children who are kept apart, know each other, or are of areas at odds.

    Without a weight they are in no group together; with one they rather are not.
    """

    first: str
    second: str
    weight: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue:
    id: str
    label: str
    capacity: int
    offers: frozenset[str] = frozenset()  # access, a language, a quiet room
    risk_assessed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A time at a venue at which there may be one group."""

    id: str
    label: str
    venue: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What each wish about who is together costs, each time that it is not met."""

    alone_of_sex: int = 6
    far_youngest: int = 6
    contamination: int = 8
    age_year: int = 2  # each year beyond the span wished
    maturity_level: int = 2  # each level beyond the span wished


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """Children, and the groups wanted of them."""

    members: tuple[Member, ...]
    slots: tuple[Slot, ...]
    venues: tuple[Venue, ...]
    how_many: int
    least: int
    most: int
    widest_age: int  # years between the oldest and the youngest, at most
    wished_age: int | None = None
    wished_maturity: int | None = None  # levels
    by_sex: bool = False  # girls and boys in groups of their own
    far_younger: int = 2  # years below the next youngest
    tensions: tuple[Tension, ...] = ()
    weights: Weights = Weights()

    def __post_init__(self) -> None:
        if not 2 <= self.least <= self.most:
            raise ValueError("A group has two children at least, and no fewer at most.")
