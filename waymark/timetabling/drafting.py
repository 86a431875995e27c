"""The week as a model: when each contact begins, and which worker and room it has.

A condition is a literal; what follows from it holds while the literal does. What no literal stands
for holds always: nobody is in two places, a contact has one of its workers, and a room where it is
in one.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from ortools.sat.python import cp_model

from waymark.rules.carries import carries
from waymark.timetabling import fitting
from waymark.timetabling.asked import QUARTER, Apart, Fixed, How, Owed, Week

Literal = cp_model.IntVar


@dataclass(frozen=True, slots=True)
class Contact:
    owed: Owed
    quarter: Literal  # at which it begins
    present: Literal
    workers: dict[str, Literal]
    rooms: dict[str, Literal]

    def has(self, of: str) -> Literal | None:
        """Return whether it takes this child, worker or room; None where it never does."""
        if of == self.owed.child:
            return self.present
        return self.workers.get(of, self.rooms.get(of))


@dataclass(frozen=True, slots=True)
class Draft:
    week: Week
    model: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    on: dict[str, Literal] = field(default_factory=dict)
    contacts: list[Contact] = field(default_factory=list)

    def of(self, owed: str) -> list[Contact]:
        return [each for each in self.contacts if each.owed.id == owed]

    def of_child(self, child: str) -> list[Contact]:
        return [each for each in self.contacts if each.owed.child == child]

    def intervals(self, of: str) -> list[cp_model.IntervalVar]:
        """Return the times that contacts take of a child, worker or room, with the way."""
        found = []
        for each in self.contacts:
            if (present := each.has(of)) is not None:
                way = fitting.way(each.owed, of)
                found.append(
                    self.model.new_optional_fixed_size_interval_var(
                        QUARTER * each.quarter - way, each.owed.minutes + 2 * way, present, of
                    )
                )
        return found

    def begins_in(self, contact: Contact, quarters: fitting.Quarters, *when: Literal) -> None:
        """While all of `when` hold, the contact begins at one of these quarters."""
        if not quarters:
            self.model.add_bool_or([~each for each in when])
            return
        domain = cp_model.Domain.from_values(sorted(quarters))
        self.model.add_linear_expression_in_domain(contact.quarter, domain).only_enforce_if(*when)


def drafted(week: Week) -> Draft:
    """Return the week with everything that is hard."""
    draft = Draft(week)
    for each in week.conditions:
        draft.on[each.id] = draft.model.new_bool_var(each.id)
    for owed in week.owed:
        _add_contacts(draft, owed)
    _keep_to_one_place(draft)
    _keep_hours(draft)
    _keep_clear(draft)
    for apart in week.apart:
        _keep_apart(draft, apart)
    return draft


def _add_contacts(draft: Draft, owed: Owed) -> None:
    """Those that are fixed come first; the rest, being alike, one after the other."""
    fixed = [each for each in draft.week.fixed if each.owed == owed.id]
    for each in fixed:
        present = draft.model.new_bool_var(each.id)
        draft.model.add_max_equality(present, [draft.on[owed.id], draft.on[each.id]])
        _fix(draft, each, _add_contact(draft, owed, present))
    rest = [_add_contact(draft, owed, draft.on[owed.id]) for _ in range(owed.times - len(fixed))]
    for earlier, later in pairwise(rest):
        draft.model.add(QUARTER * (later.quarter - earlier.quarter) >= owed.minutes)


def _add_contact(draft: Draft, owed: Owed, present: Literal) -> Contact:
    model = draft.model
    quarter = model.new_int_var(0, fitting.every(owed.minutes)[-1], owed.id)
    rooms = draft.week.rooms if owed.how is How.IN_A_ROOM else ()
    contact = Contact(
        *(owed, quarter, present),
        {each: model.new_bool_var(each) for each in owed.workers},
        {each: model.new_bool_var(each) for each in rooms},
    )
    model.add(sum(contact.workers.values()) == present)
    if owed.how is How.IN_A_ROOM:
        model.add(sum(contact.rooms.values()) == present)
    draft.contacts.append(contact)
    return contact


def _fix(draft: Draft, fixed: Fixed, contact: Contact) -> None:
    on = draft.on[fixed.id]
    at = {fixed.begins // QUARTER} if fixed.begins % QUARTER == 0 else set()
    draft.begins_in(contact, at, on)
    for of in (fixed.worker, fixed.room):
        if of is not None:
            has = contact.has(of)
            draft.model.add_bool_or([~on] if has is None else [~on, has])


def _keep_to_one_place(draft: Draft) -> None:
    week = draft.week
    children, workers = ([each.id for each in week.children], [each.id for each in week.workers])
    for of in (*children, *workers, *week.rooms):
        draft.model.add_no_overlap(draft.intervals(of))


def _keep_hours(draft: Draft) -> None:
    week = draft.week
    for contact in draft.contacts:
        owed = contact.owed
        if owed.how is How.IN_A_ROOM:
            open_at = fitting.within(week.opening.spans, owed.minutes, 0)
            draft.begins_in(contact, open_at, draft.on[week.opening.id], contact.present)
        for worker in week.workers:
            if (has := contact.workers.get(worker.id)) is not None:
                works = fitting.within(worker.hours.spans, owed.minutes, owed.of_worker)
                draft.begins_in(contact, works, draft.on[worker.hours.id], has)


@carries("CM-429")
def _keep_clear(draft: Draft) -> None:
    """Contact goes around the child's own week, and around what is booked already."""
    for taken in draft.week.taken:
        if taken.weight is not None:
            continue
        for contact in draft.contacts:
            if (has := contact.has(taken.of)) is not None:
                free = fitting.when_free(taken, contact.owed)
                draft.begins_in(contact, free, draft.on[taken.id], has)


@carries("CM-407")
def _keep_apart(draft: Draft, apart: Apart) -> None:
    """Whoever comes anywhere is gone, and some minutes more, before the other comes."""
    coming: defaultdict[str, list[Contact]] = defaultdict(list)
    for each in draft.contacts:
        if each.owed.how.is_out:
            coming[each.owed.child].append(each)
    for one in coming[apart.first]:
        for other in coming[apart.second]:
            is_first = draft.model.new_bool_var(apart.id)
            both = (draft.on[apart.id], one.present, other.present)
            for earlier, later, holds in ((one, other, is_first), (other, one, ~is_first)):
                gap = QUARTER * (later.quarter - earlier.quarter) - earlier.owed.minutes
                draft.model.add(gap >= apart.margin).only_enforce_if(*both, holds)
