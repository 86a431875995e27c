"""Looks over proposed groups by itself: it shares nothing with the models but how one asks."""

from itertools import combinations, product


def together(asked, composed):
    """Each time that has a group, with the time, its venue and its members."""
    slots = {each.id: each for each in asked.slots}
    venues = {each.id: each for each in asked.venues}
    members = {each.id: each for each in asked.members}
    for slot, ids in composed.items():
        yield slots[slot], venues[slots[slot].venue], [members[each] for each in ids]


def overlap(begins, ends, other_begins, other_ends):
    a_week = 7 * 1440
    return any(
        max(begins, other_begins + weeks) < min(ends, other_ends + weeks)
        for weeks in (-a_week, 0, a_week)
    )


def faults(asked, composed):
    """The ids of what the groups break."""
    groups = list(together(asked, composed))
    found = {each for group in groups for each in group_faults(asked, *group)}
    if len(groups) > asked.how_many:
        found.add("how many")
    for (slot, venue, _), (other, elsewhere, _) in combinations(groups, 2):
        if venue is elsewhere and overlap(*slot.span, *other.span):
            found.add(f"venue {venue.id}")
    joined = [each for ids in composed.values() for each in ids]
    if len(joined) != len(set(joined)):
        found.add("somebody is in two groups")
    return found


def group_faults(asked, slot, venue, members):
    if len(members) < asked.least:
        yield "least"
    if len(members) > asked.most or len(members) > venue.capacity:
        yield f"size {slot.id}"
    if not venue.risk_assessed:
        yield f"risk {venue.id}"
    for each in members:
        yield from alone_faults(asked, slot, venue, each)
    for one, other in combinations(members, 2):
        yield from pair_faults(asked, one, other)


def alone_faults(asked, slot, venue, each):
    if asked.by_sex and each.sex is None:
        yield f"sex {each.id}"
    for need in each.needs:
        if need.weight is None and need.what not in venue.offers:
            yield need.id
    for taken in each.taken:
        if taken.weight is None and in_the_way(slot, each, taken):
            yield taken.id


def in_the_way(slot, each, taken):
    leaves, is_back = slot.span.begins - each.way, slot.span.ends + each.way
    return any(overlap(leaves, is_back, *span) for span in taken.spans)


def pair_faults(asked, one, other):
    if one.age - other.age > asked.widest_age or other.age - one.age > asked.widest_age:
        yield "age"
    if asked.by_sex and one.sex != other.sex:
        yield "sex"
    for each in asked.tensions:
        if each.weight is None and {each.first, each.second} == {one.id, other.id}:
            yield each.id


def gave(asked, composed):
    """(id, when, cost) of each wish that was not met."""
    found = []
    for slot, venue, members in together(asked, composed):
        told = list(of_members(asked, slot, venue, members))
        there = {each.id for each in members}
        told += [
            (each.id, each.weight)
            for each in asked.tensions
            if each.weight and {each.first, each.second} <= there
        ]
        for what, wished, weight in (
            ("age", asked.wished_age, asked.weights.age_year),
            ("maturity", asked.wished_maturity, asked.weights.maturity_level),
        ):
            held = sorted(getattr(each, what) for each in members)
            if wished is not None and held[-1] - held[0] > wished:
                told.append((f"{what} {slot.id}", weight * (held[-1] - held[0] - wished)))
        found += [(id_, (slot.span.begins,), cost) for id_, cost in told]
    return sorted(found)


def of_members(asked, slot, venue, members):
    for each in members:
        others = [other for other in members if other is not each]
        if each.sex and each.sex not in [other.sex for other in others]:
            yield f"alone of sex {each.id}", asked.weights.alone_of_sex
        if min(other.age for other in others) - each.age >= asked.far_younger:
            yield f"far youngest {each.id}", asked.weights.far_youngest
        kinds = set.intersection(*(set(other.offences) for other in others))
        for kind in kinds - each.offences:
            yield f"only one without {kind} {each.id}", asked.weights.contamination
        for need in each.needs:
            if need.weight and need.what not in venue.offers:
                yield need.id, need.weight
        for taken in each.taken:
            if taken.weight and in_the_way(slot, each, taken):
                yield taken.id, taken.weight


def every_way(asked):
    """Every way to make groups that breaks nothing."""
    times = [None, *(each.id for each in asked.slots)]
    for chosen in product(times, repeat=len(asked.members)):
        composed = {}
        for member, slot in zip(asked.members, chosen, strict=True):
            if slot is not None:
                composed.setdefault(slot, []).append(member.id)
        if not faults(asked, composed):
            yield composed


def best(asked):
    """How many children can be in groups at most, and what that costs at least."""
    ways = (
        (-sum(map(len, each.values())), sum(cost for *_, cost in gave(asked, each)))
        for each in every_way(asked)
    )
    placed, cost = min(ways)
    return -placed, cost


def why_not(asked, composed, child):
    """For each time, what would be broken if the child joined, while all others stay."""
    return [
        faults(asked, {**composed, each.id: [*composed.get(each.id, ()), child]})
        for each in asked.slots
    ]


def fewest(each_time):
    """How many reasons are enough for each time to have one."""
    reasons = sorted(set().union(*each_time))
    for many in range(len(reasons) + 1):
        for chosen in combinations(reasons, many):
            if all(there & set(chosen) for there in each_time):
                return many
    raise AssertionError("There is a time that nothing speaks against.")
