"""Why a time is right all the same, where it takes something from a child's own week: that is asked
about, and never refused."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from waymark.diary import words
from waymark.pages.fields import WordsField
from waymark.rules.clock import on_the_wall
from waymark.rules.events.orders import SuspensionApproved
from waymark.rules.free import Period
from waymark.rules.life import Commitment
from waymark.rules.week import in_the_way

ANYWAY = "anyway_because"


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
) -> None:
    """Ask why, and what the child says, where anything speaks against the times that were asked."""
    found = dict.fromkeys(against)
    if not found:
        return
    form.fields[field] = WordsField(f"Why at that time all the same, and what {name} says")
    said[field] = form.data.get(form.add_prefix(field), "").strip()
    if not said[field]:
        listed = "; ".join(found)
        form.add_error(field, f"{listed}. Choose another time or another way, or say why.")
