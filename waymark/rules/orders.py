"""Orders and the offences they were made for."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import ClassVar, Literal

from waymark.rules.calendar import days_after
from waymark.rules.facts import Personal, Plain, Protected, Shape, ends_before_it_begins, shape

OrderKind = Literal[
    # out of court
    "prevention",
    "diversion",
    "community-resolution",
    "outcome-20",
    "outcome-21",
    "outcome-22",
    "deferred-outcome-22",
    "youth-caution",
    "youth-conditional-caution",
    # made by a court
    "referral-order",
    "youth-rehabilitation-order",
    "reparation-order",
    "detention-and-training-order",
    "section-250-detention",
    "hospital-order",
    # before sentence
    "bail-supervision",
    "remand-to-local-authority",
    "remand-to-youth-detention",
    # beside an order
    "criminal-behaviour-order",
    "sexual-harm-prevention-order",
    "parenting-order",
    "other-order",
]

COURT_ORDERS: frozenset[OrderKind] = frozenset(
    {
        "referral-order",
        "youth-rehabilitation-order",
        "reparation-order",
        "detention-and-training-order",
        "section-250-detention",
        "hospital-order",
    }
)
BEFORE_SENTENCE: frozenset[OrderKind] = frozenset(
    {"bail-supervision", "remand-to-local-authority", "remand-to-youth-detention"}
)
# These restrict the child and ask nothing of the service, whatever the record says.
BESIDE_AN_ORDER: frozenset[OrderKind] = frozenset(
    {
        "criminal-behaviour-order",
        "sexual-harm-prevention-order",
        "parenting-order",
        "other-order",
    }
)


# A court may revoke these early, for good progress.
REVOCABLE: frozenset[OrderKind] = frozenset({"referral-order", "youth-rehabilitation-order"})

# Those whose kind is no noun that can be made, begin and end.
CALLED: Mapping[OrderKind, str] = {
    "prevention": "decision on prevention",
    "diversion": "decision on diversion",
    "outcome-20": "decision of outcome 20",
    "outcome-21": "decision of outcome 21",
    "outcome-22": "decision of outcome 22",
    "deferred-outcome-22": "decision of a deferred outcome 22",
    "section-250-detention": "detention under section 250",
    "remand-to-local-authority": "remand to local authority accommodation",
    "remand-to-youth-detention": "remand to youth detention accommodation",
    "other-order": "order",
}


@shape(retention="case")
class Offence(Shape):
    noun: ClassVar = "offence"

    id: Plain[str | None] = None
    category: Personal[str | None] = None
    violent: Personal[bool] = False
    sexual: Personal[bool] = False
    # Opaque: nothing here leads to a victim, and the rules never look one up.
    victims: Protected[tuple[str, ...]] = ()


@shape(retention="case")
class Order(Shape):
    noun: ClassVar = "order"

    id: Plain[str]
    kind: Plain[OrderKind]
    made_on: Plain[date]
    starts_on: Plain[date | None] = None
    ends_on: Plain[date | None] = None
    intervention: Plain[bool] = True
    custodial_months: Plain[float | None] = None
    mental_health_detention: Personal[bool] = False
    offences: Personal[tuple[Offence, ...]] = ()

    def faults(self) -> Iterator[tuple[str, str]]:
        if ends_before_it_begins(self.begins_on, self.ends_on):
            yield "ends_on", "is before the day the order begins"

    @property
    def begins_on(self) -> date:
        return self.starts_on or self.made_on

    @property
    def supervised(self) -> bool:
        """Whether the service works with the child under it."""
        return self.intervention and self.kind not in BESIDE_AN_ORDER

    @property
    def named_offences(self) -> Iterator[tuple[str, Offence]]:
        """Each offence by `order:offence`; one without an id is called by its place."""
        for place, offence in enumerate(self.offences, 1):
            yield f"{self.id}:{offence.id or place}", offence

    @property
    def victims(self) -> tuple[str, ...]:
        """Each victim once."""
        every = (victim for offence in self.offences for victim in offence.victims)
        return tuple(dict.fromkeys(every))

    @property
    def grave(self) -> bool:
        """Twelve months' custody for a violent or sexual offence, or detention in hospital."""
        if self.mental_health_detention:
            return True
        months = self.custodial_months
        return self.violent_or_sexual and months is not None and months >= 12

    @property
    def violent_or_sexual(self) -> bool:
        return any(offence.violent or offence.sexual for offence in self.offences)

    @property
    def may_be_revoked(self) -> bool:
        return self.kind in REVOCABLE

    @property
    def called(self) -> str:
        """The order in plain words."""
        return CALLED.get(self.kind) or self.kind.replace("-", " ")


def halfway(order: Order) -> date | None:
    """The day by which half of the order has gone, rounded down; none without an end."""
    if order.ends_on is None:
        return None
    days = (order.ends_on - order.begins_on).days
    return days_after(order.begins_on, days // 2)
