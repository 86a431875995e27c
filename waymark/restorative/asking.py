"""What somebody harmed asks that speaks against something restorative: no rule refuses it, so who
does it all the same reads it first, and says why."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache, partial
from typing import Any

from waymark import guard
from waymark.accounts.models import User
from waymark.children.models import Child
from waymark.contacts.beside import Against
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.restorative import asked_until, for_whom

SHUT = (
    "What the person harmed asks cannot be read now. Ask the victim worker first, and write down "
    "what she says."
)


def against(child: Child, case: Case, by: User) -> Against:
    asks = partial(guard.reference, child=child.pk, service=child.service_id, by=by.pk)
    return partial(asked_for, case, cache(asks))


@carries("CM-351")
def asked_for(
    case: Case, known_of: Callable[[], Sequence[guard.Harmed]], facts: Mapping[str, Any]
) -> list[str]:
    """Return what is asked so that it waits, on the day on which it is done or planned for. One
    call however often it is asked, where somebody harmed has a part in it."""
    victim = facts.get("victim") or for_whom(case, facts.get("activity") or facts.get("work") or "")
    if not victim:
        return []
    try:
        known = known_of()
    except guard.Shut:
        return [SHUT]
    told = [one for each in known if each.victim == victim for one in each.waits]
    on = date.fromisoformat(facts.get("planned_for") or facts["on"])
    return [wait.told for wait in asked_until(told, on)]
