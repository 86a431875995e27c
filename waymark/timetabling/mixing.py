"""Who may be in a group together, when and where; and who would be alone in one.

Each thing is said once: a model is made of it, and so are the reasons why a child is left out.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from waymark.rules.carries import carries
from waymark.timetabling.asked import Condition, Groups, Member, Slot, Span, Taken, Tension, Venue


class Alone(NamedTuple):
    """What a child is without any of these companions in the group, and what that costs."""

    what: str
    label: str
    weight: int
    companions: frozenset[str]


class Wished(NamedTuple):
    """How far apart the members of a group are wished to be at most, and in what."""

    what: str
    label: str
    most: int
    weight: int
    of: dict[str, int]


class Mixing:
    def __init__(self, asked: Groups) -> None:
        self.asked = asked
        self.members = {each.id: each for each in asked.members}
        self.slots = {each.id: each for each in asked.slots}
        self.venues = {each.id: each for each in asked.venues}
        self._at_odds: dict[frozenset[str], list[Tension]] = {}
        for each in asked.tensions:
            self._at_odds.setdefault(frozenset((each.first, each.second)), []).append(each)

    def venue(self, slot: Slot) -> Venue:
        return self.venues[slot.venue]

    def size(self, slot: Slot) -> int:
        return min(self.asked.most, self.venue(slot).capacity)

    def overlap(self, one: Slot, other: Slot) -> bool:
        """Whether they cannot both have a group."""
        return one.venue == other.venue and one.span.meets(other.span)

    def against(self, member: Member, slot: Slot) -> Iterator[Condition]:
        """Yield why the child can be in no group there and then."""
        yield from taken(member, slot)
        yield from not_offered(member, self.venue(slot))
        yield from not_assessed(self.venue(slot))
        if self.asked.by_sex and member.sex is None:
            yield Condition(id=f"sex {member.id}", label="The sex is not recorded")

    def between(self, one: Member, other: Member) -> Iterator[Condition]:
        """Yield why two children can be in no group together."""
        yield from self.at_odds(one, other, hard=True)
        yield from too_far_in_age(self.asked, one, other)
        yield from not_of_one_sex(self.asked, one, other)

    @carries("CM-157", "CM-158")
    def at_odds(self, one: Member, other: Member, *, hard: bool) -> Iterator[Tension]:
        """Who is kept apart, knows the other, or lives where the other is not safe."""
        for each in self._at_odds.get(frozenset((one.id, other.id)), ()):
            if (each.weight is None) == hard:
                yield each

    def alone(self, member: Member) -> Iterator[Alone]:
        """Yield what the child is not to be by themselves in a group."""
        yield from alone_of_sex(self.asked, member)
        yield from far_youngest(self.asked, member)
        yield from among_those_who_did(self.asked, member)


@carries("CM-163", "CM-164")
def taken(member: Member, slot: Slot) -> Iterator[Condition]:
    """No group clashes with school, training or a curfew, nor does the way to it."""
    yield from (each for each in member.taken if each.weight is None and meets(member, slot, each))


def meets(member: Member, slot: Slot, taken: Taken) -> bool:
    busy = Span(slot.span.begins - member.way, slot.span.ends + member.way)
    return any(busy.meets(span) for span in taken.spans)


@carries("CM-159")
def not_offered(member: Member, venue: Venue) -> Iterator[Condition]:
    """A venue is one that the child can get into and follow what goes on in."""
    for need in member.needs:
        if need.weight is None and need.what not in venue.offers:
            yield need


@carries("CM-160")
def not_assessed(venue: Venue) -> Iterator[Condition]:
    if not venue.risk_assessed:
        yield Condition(id=f"risk {venue.id}", label=f"No risk assessment: {venue.label}")


@carries("CM-157")
def too_far_in_age(asked: Groups, one: Member, other: Member) -> Iterator[Condition]:
    if abs(one.age - other.age) > asked.widest_age:
        words = f"No more than {asked.widest_age} years between oldest and youngest"
        yield Condition(id="age", label=words)


@carries("CM-157", "CM-236")
def not_of_one_sex(asked: Groups, one: Member, other: Member) -> Iterator[Condition]:
    """Where groups are by sex, it is sex as recorded; nothing here knows a child's gender."""
    if asked.by_sex and one.sex is not other.sex:
        yield Condition(id="sex", label="Girls and boys in groups of their own")


@carries("CM-157")
def alone_of_sex(asked: Groups, member: Member) -> Iterator[Alone]:
    if member.sex is not None:
        like = _others(asked, member, lambda other: other.sex is member.sex)
        words = f"{member.label}: the only one of their sex"
        yield Alone("alone of sex", words, asked.weights.alone_of_sex, like)


@carries("CM-157")
def far_youngest(asked: Groups, member: Member) -> Iterator[Alone]:
    near = _others(asked, member, lambda other: other.age < member.age + asked.far_younger)
    words = f"{member.label}: far the youngest"
    yield Alone("far youngest", words, asked.weights.far_youngest, near)


@carries("CM-157")
def among_those_who_did(asked: Groups, member: Member) -> Iterator[Alone]:
    """A child is not drawn into what everybody else in a group did."""
    for kind in sorted(set().union(*(each.offences for each in asked.members)) - member.offences):
        did_not = _others(asked, member, partial(_did_not, kind))
        words = f"{member.label}: everybody else did this: {kind}"
        yield Alone(f"only one without {kind}", words, asked.weights.contamination, did_not)


def _did_not(kind: str, other: Member) -> bool:
    return kind not in other.offences


def _others(asked: Groups, member: Member, are: Callable[[Member], bool]) -> frozenset[str]:
    return frozenset(each.id for each in asked.members if each is not member and are(each))


@carries("CM-157")
def spans_wished(asked: Groups) -> Iterator[Wished]:
    weights = asked.weights
    if (years := asked.wished_age) is not None:
        ages = {each.id: each.age for each in asked.members}
        words = f"No more than {years} years between oldest and youngest"
        yield Wished("age", words, years, weights.age_year, ages)
    if (levels := asked.wished_maturity) is not None:
        mature = {each.id: each.maturity for each in asked.members}
        words = f"No more than {levels} levels of maturity apart"
        yield Wished("maturity", words, levels, weights.maturity_level, mature)
