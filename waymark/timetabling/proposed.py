"""What is proposed. Nothing here names what was hidden, and ids are shown to nobody."""

from dataclasses import dataclass, field
from enum import Enum

HIDDEN = "something that is not free"  # a room and a child one may not know of read alike


class Ended(Enum):
    BEST = "the best there is"
    BEST_SO_FAR = "the best found so far"  # the time ran out
    IMPOSSIBLE = "impossible"
    TIME_RAN_OUT = "nothing found before the time ran out"


class Sure(Enum):
    """How much is certain of a clash; each says more than the next."""

    SMALLEST = "no fewer conditions clash"
    MINIMAL = "without any one of them the rest could be kept"
    CLASH = "they clash; fewer may do"


@dataclass(frozen=True, slots=True)
class Clash:
    words: tuple[str, ...]
    sure: Sure
    ids: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Gave:
    """A wish that was not met, and where: when contacts begin, or on which days a break is gone."""

    words: str
    at: tuple[int, ...]
    cost: int
    id: str = field(repr=False)


@dataclass(frozen=True, slots=True, order=True)
class Session:
    """One contact; every week, if the proposal is taken."""

    begins: int
    ends: int
    owed: str
    worker: str
    room: str | None = None


@dataclass(frozen=True, slots=True)
class WeekProposed:
    ended: Ended
    sessions: tuple[Session, ...] = ()
    gave: tuple[Gave, ...] = ()
    clash: Clash | None = None

    @property
    def cost(self) -> int:
        return sum(each.cost for each in self.gave)


@dataclass(frozen=True, slots=True)
class Group:
    slot: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Whom no group suits, and the fewest reasons of which each of the times has one.

    Without a reason the time ran out before this child's turn came.
    """

    member: str
    reasons: tuple[str, ...]
    ids: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class GroupsProposed:
    ended: Ended
    groups: tuple[Group, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    gave: tuple[Gave, ...] = ()

    @property
    def cost(self) -> int:
        return sum(each.cost for each in self.gave)
