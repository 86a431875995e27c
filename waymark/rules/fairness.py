"""Whether enforcement and early ends fall evenly on children: what happened to one child, and who
the child was then.

Counted are the orders that can be enforced, so that work which knows no warning does not make a
group look better off. Sex and ethnicity are as the record has them now; age, being looked after
and what it worries about are those of the day, and of a period those of any day in it on which an
order ran: what is judged later than an order begins counts for those to whom nothing happened too.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal, Self, get_args

from waymark.rules.calendar import days_after, earliest
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.endings import APPLY
from waymark.rules.enforcing import way_of
from waymark.rules.events.engagement import BreachDecided, WarningGiven
from waymark.rules.events.moves import ChildDied
from waymark.rules.events.orders import (
    EarlyRevocationConsidered,
    EarlyRevocationRefused,
    OrderEnded,
)
from waymark.rules.events.risk import Judgement
from waymark.rules.risk import Levels
from waymark.rules.spells import Spell

What = Literal["warned", "breach", "no-breach", "asked", "ended", "refused"]
EVERY: tuple[What, ...] = get_args(What)
BREACH = "breach"
EARLY = (None, "revoked early")  # how an order ended that ended well: no reason says otherwise
# The alerts that say that the child may come to harm; of the list `alerts`.
OF_HARM = {
    *("self-harm", "suicide", "exploitation-criminal", "exploitation-sexual"),
    *("missing", "trafficking", "domestic-abuse"),
}
# Of the list `needs`, what is no need of speech, language or communication.
NO_NEED = {"interpreter", "none-known", "not-asked"}
HIGH = ("high", "very-high")

Days = tuple[date, date | None]  # both included; without an end, still
Happening = tuple[date, What]


@dataclass(frozen=True, slots=True)
class Who:
    """Who a child was, as far as the record knows."""

    sex: str
    ethnicity: str | None
    age: int
    looked_after: bool
    of_concern: bool
    needs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What is kept of one child, so that many are counted without reading their case files."""

    born: date
    sex: str
    ethnicity: str | None
    needs: bool  # a need of speech, language or communication is written down
    ran: tuple[Days, ...]  # the orders
    looked_after: tuple[Days, ...]
    of_concern: tuple[Days, ...]
    happened: tuple[Happening, ...]

    def within(self, first: date, last: date) -> list[date]:
        """Return the first days, in a period, of each order that ran and of what happened."""
        return [days[0] for days in self._counted(first, last)]

    def days_of(self, what: What, first: date, last: date) -> list[date]:
        return [on for on, each in self.happened if each == what and first <= on <= last]

    def who_on(self, day: date) -> Who:
        return self._who([(day, day)])

    def who_in(self, first: date, last: date) -> Who:
        """Return who the child was in a period in which an order ran or something happened."""
        return self._who(self._counted(first, last))

    def _counted(self, first: date, last: date) -> list[Days]:
        """What happened counts of itself: it may have been decided after its order was over."""
        days: list[Days] = [(on, on) for on, _ in self.happened if first <= on <= last]
        for begins, ends in self.ran:
            if begins <= last and (ends is None or ends >= first):
                days.append((max(begins, first), last if ends is None else min(ends, last)))
        return days

    def _who(self, days: list[Days]) -> Who:
        return Who(
            self.sex,
            self.ethnicity,
            _age(self.born, min(begins for begins, _ in days)),
            _meet(self.looked_after, days),
            _meet(self.of_concern, days),
            self.needs,
        )

    def kept(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return {name: _plain(value) for name, value in asdict(self).items()}

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Self:
        return cls(
            born=date.fromisoformat(kept["born"]),
            sex=kept["sex"],
            ethnicity=kept["ethnicity"],
            needs=kept["needs"],
            ran=_days(kept["ran"]),
            looked_after=_days(kept["looked_after"]),
            of_concern=_days(kept["of_concern"]),
            happened=tuple((date.fromisoformat(on), what) for on, what in kept["happened"]),
        )


@carries("CM-459", "CM-461")
def counted(case: Case) -> Counted | None:
    """Return what is counted of a child; nothing of one who never had such an order."""
    ran = tuple(_ran(case))
    happened = tuple(sorted(_happened(case)))
    if not ran and not happened:
        return None
    child = case.child
    return Counted(
        born=child.date_of_birth,
        sex=child.sex,
        ethnicity=child.ethnicity,
        needs=bool(set(child.communication_needs) - NO_NEED),
        ran=ran,
        looked_after=tuple(_spells(child.looked_after)),
        of_concern=(
            *(
                (each.from_ or child.date_of_birth, each.to)  # since when is often not known
                for each in child.alerts
                if each.kind in OF_HARM
            ),
            *_judged_high(case),
        ),
        happened=happened,
    )


def _spells(spells: Iterable[Spell]) -> Iterator[Days]:
    yield from ((each.from_, each.to) for each in spells if each.from_ is not None)


def _ran(case: Case) -> Iterator[Days]:
    died = case.all(ChildDied)
    closed = died[0] if died else case.closed_by
    for order in case.supervised:
        if way_of(order).back is not None:
            ends = earliest(case.end_of(order), closed.on if closed else None)
            if ends is None or ends >= order.begins_on:
                yield order.begins_on, ends


def _happened(case: Case) -> Iterator[Happening]:
    yield from ((each.on, "warned") for each in case.all(WarningGiven))
    for decided in case.all(BreachDecided):
        yield decided.on, "breach" if decided.decision == BREACH else "no-breach"
    for considered in case.all(EarlyRevocationConsidered):
        if considered.decision == APPLY:
            yield considered.on, "asked"
    yield from ((each.on, "refused") for each in case.all(EarlyRevocationRefused))
    for order in case.supervised:
        ended = case.about(OrderEnded, order.id)
        if ended and ended[0].reason in EARLY and order.ends_on and ended[0].on < order.ends_on:
            yield ended[0].on, "ended"


def _judged_high(case: Case) -> Iterator[Days]:
    """Yield when the child's own safety and wellbeing was judged to be at high risk."""
    levels, since = Levels(), None
    for judgement in case.all(Judgement):
        levels = levels.after(judgement)
        is_high = levels.safety_and_wellbeing in HIGH
        if is_high and since is None:
            since = judgement.on
        elif not is_high and since is not None:
            if since < judgement.on:
                yield since, days_after(judgement.on, -1)
            since = None
    if since is not None:
        yield since, None


def _meet(spells: tuple[Days, ...], days: list[Days]) -> bool:
    """Tell whether one of these spells holds on one of these days, all of which have an end."""
    return any(
        begins <= (last or date.max) and (ends is None or first <= ends)
        for begins, ends in spells
        for first, last in days
    )


def _age(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _days(kept: list[list[Any]]) -> tuple[Days, ...]:
    return tuple(
        (date.fromisoformat(begins), date.fromisoformat(ends) if ends else None)
        for begins, ends in kept
    )


def _plain(value: Any) -> Any:
    """Return days as JSON has them, wherever they stand in what is kept."""
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
