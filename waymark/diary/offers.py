"""What could become of the appointments of somebody who is away, the kindest to the child first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from waymark.accounts.models import User
from waymark.children.models import Allocation, Named
from waymark.chronology.door import today
from waymark.diary import away, fitting, queries, words
from waymark.diary.away import Absence, Choice
from waymark.diary.models import Staff
from waymark.diary.queries import Slot
from waymark.diary.when_else import Wanted
from waymark.rules.clock import moments
from waymark.rules.free import Period

FARTHEST = 240  # minutes that a way takes at most


@dataclass(frozen=True)
class Offer:
    """An appointment, or a group's first, and what may be chosen for it: the first is what most
    would choose."""

    slot: Slot
    called: str  # who comes
    choices: list[tuple[str, str]]  # as a form sends it, and in words


def offers(absence: Absence, slots: Sequence[Slot], *, by: User, at: datetime) -> list[Offer]:
    """Return what may be chosen for each, and once for a group. Five queries, and three for each of
    them; for each child of a group one more.

    Whoever is kept from a record stands here too: to leave them out would say so to whoever only
    looks; and giving them is refused and told.
    """
    others = {pk: each for pk, each in away.colleagues(by=by).items() if each != absence.worker}
    taken = _taken(absence, others)
    met = {each.appointment.child_id for each in slots}
    known = _known(met, at)
    named = _named(
        {each.appointment.child_id for each in slots if each.appointment.child.restricted}
    )
    found, groups = [], list(_together(slots))
    times = _times(absence, groups, at=at) if absence.is_over else {}
    for together in groups:
        slot, children = together[0], [each.appointment.child for each in together]
        called = ", ".join(each.first_name for each in children)
        group = f"{slot.said.group}: " if slot.said.group else ""
        free = [pk for pk in others if _is_free(slot, taken[pk])]
        for child in children:
            if child.restricted:
                free = [pk for pk in free if pk in named[child.pk]]
        knowing = set.intersection(*(known[child.pk] for child in children))
        knows = [others[pk] for pk in free if pk in knowing]
        rest = [others[pk] for pk in free if pk not in knowing]
        choices = [
            *_gives(knows, f", who knows {called}"),
            *_moves(times.get(slot.appointment.pk, ()), today(at)),
            *_gives(rest, ""),
            (str(Choice("leave")), "Leave it for now"),
            (str(Choice("off")), "Call it off: we did, so it counts for nothing"),
        ]
        found.append(Offer(slot, f"{group}{called}", choices))
    return found


def _together(slots: Iterable[Slot]) -> Iterable[list[Slot]]:
    """Return whom the same becomes of: the children of one group."""
    found: dict[int, list[Slot]] = {}
    for each in slots:
        found.setdefault(each.appointment.meeting_id, []).append(each)
    return found.values()


def _gives(people: Iterable[User], beside: str) -> Iterator[tuple[str, str]]:
    for each in people:
        yield str(Choice("give", to=each.pk)), f"{each.name} comes{beside}"


def _moves(times: Iterable[datetime], on: date) -> Iterator[tuple[str, str]]:
    for begins in times:
        yield str(Choice("move", begins=begins)), f"Move it to {words.moment(begins, on)}"


def _times(
    absence: Absence, groups: Sequence[Sequence[Slot]], *, at: datetime
) -> dict[int, list[datetime]]:
    """Return to when each could be moved, by the id of its first appointment: the same time after
    the last day, or as near to it as may be, and no two that take the same."""
    children = {each.appointment.child_id for together in groups for each in together}
    apart = fitting.never_together(children, absence.last)
    moves = {}
    for together in groups:
        slot = together[0]
        after = moments(absence.last + timedelta(days=1), slot.starts)
        if not after:  # an hour that the clocks leave out then
            continue
        workers = list(slot.appointment.meeting.workers.all())
        wanted = Wanted.of([each.appointment for each in together], workers)
        period = Period(after[0], after[0] + (slot.ends - slot.begins))
        needs = fitting.needs(wanted, apart)
        moves[slot.appointment.pk] = fitting.Move(wanted, period, needs, at)
    return fitting.fitting(moves)


def _taken(absence: Absence, others: Iterable[int]) -> defaultdict[int, list[Period]]:
    """Return when each colleague is taken in these days. One query."""
    found = defaultdict(list)
    rows = queries.not_free(
        absence.within.with_the_way(FARTHEST),
        workers=list(others),
        place=None,
        children=[],
        they_come=False,
    )
    for each in rows:
        found[int(each.whose.partition(":")[2])].append(each.period)
    return found


def _is_free(slot: Slot, taken: Iterable[Period]) -> bool:
    wanted = Period(slot.begins, slot.ends).with_the_way(slot.appointment.meeting.way)
    return not any(each.meets(wanted) for each in taken)


def _known(children: set[int], at: datetime) -> defaultdict[int, set[int]]:
    """Return who knows each of these children: who works with them, or met them. Two queries."""
    found = defaultdict(set)
    works = Allocation.objects.filter(child__in=children, period__startswith__lte=today(at))
    met = Staff.objects.filter(meeting__appointments__child__in=children, meeting__ends__lt=at)
    for child, worker in works.values_list("child", "user"):
        found[child].add(worker)
    for child, worker in met.values_list("meeting__appointments__child", "worker"):
        found[child].add(worker)
    return found


def _named(children: set[int]) -> defaultdict[int, set[int]]:
    """Return who may see each of these children, whom only named people may. One query."""
    found = defaultdict(set)
    for child, user in Named.objects.filter(child__in=children).values_list("child", "user"):
        found[child].add(user)
    return found
