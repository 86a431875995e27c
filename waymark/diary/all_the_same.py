"""Why a time is right all the same, where it takes something from a child's own week: that is asked
about, and never refused."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django import forms

from waymark.diary import words
from waymark.diary.models import Place
from waymark.pages.fields import WordsField
from waymark.rules.clock import on_the_wall
from waymark.rules.events.orders import SuspensionApproved
from waymark.rules.free import Period
from waymark.rules.life import Commitment
from waymark.rules.week import in_the_way

ANYWAY = "anyway_because"
WHY = "Why at that time all the same, and what {} says"


class Where(NamedTuple):
    """How, and where, somebody is to be met."""

    method: str
    place: Place | None = None
    elsewhere: str = ""


Unknown = Callable[[Where], bool]
Against = Callable[[Where, Sequence[Period]], list[str]]


def never(_where: Where) -> bool:
    return False


def nothing(_where: Where, _times: Sequence[Period]) -> list[str]:
    return []


@dataclass(frozen=True)
class Coming:
    """A child who is to be met: what the child's week holds, and the child's minutes there."""

    pk: int
    name: str
    week: Sequence[Commitment]
    way: int = 0  # and as many back
    at_home: bool = False  # nobody of the family goes anywhere
    orders_end: date | None = None  # the last day of the last; none where one has no known end
    breaks: Sequence[SuspensionApproved] = ()  # in which contact stops
    close: Against = nothing  # at which of some times the child may meet somebody harmed
    unknown: Unknown = never  # whether that cannot be said of a place

    @property
    def asked(self) -> str:
        """Return the field in which it is said why, where several children come."""
        return f"{ANYWAY}-{self.pk}"

    def against(self, times: Iterable[Period]) -> Iterator[str]:
        """Say what of the child's week speaks against these times, each in words."""
        for period in times:
            begins, ends = map(on_the_wall, period.with_the_way(self.way))
            for each in in_the_way(self.week, begins, ends, at_home=self.at_home):
                yield f"{self.name} has {words.held(each)}"


def ask_why(
    form: forms.Form,
    said: dict[str, Any],
    against: Iterable[str],
    *,
    name: str,
    field: str = ANYWAY,
    asks: str = WHY,
    help_text: str = "",
) -> None:
    """Ask why, and what the child says, where anything speaks against the times that were asked."""
    found = dict.fromkeys(against)
    if not found:
        return
    form.fields[field] = WordsField(asks.format(name), help_text=help_text)
    said[field] = form.data.get(form.add_prefix(field), "").strip()
    if not said[field]:
        listed = "; ".join(found)
        form.add_error(field, f"{listed}. Choose another time or another way, or say why.")
