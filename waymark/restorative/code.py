"""What the Victims' Code asks of the service for each person harmed, as casework was told of it."""

from collections.abc import Iterator
from datetime import date

from waymark.contacts import words
from waymark.pages.words import day
from waymark.rules.case import Case
from waymark.rules.events.victims import VictimInvitationDecided
from waymark.rules.victims import notify_victim_contact_scheme

DECISIONS = words.ANSWERS["victim-invitation-decided.decision"]


def told_of(case: Case, victim: str | None, today: date) -> Iterator[tuple[str, str]]:
    """Yield what was decided or done of each thing, or by when it is due, in words.

    It is the victims' side that does both; here stand the duties that lead to this page.
    """
    if victim is None:
        return
    decided = [each for each in case.all(VictimInvitationDecided) if each.victim == victim]
    if decided:
        last = decided[-1]
        what = DECISIONS.get(last.decision or "", "Decided")
        yield "Invited?", f"{what}, {day(last.on, today)}"
    elif any(victim in order.victims for order in case.orders):
        yield "Invited?", "Not decided yet: the victim worker decides"
    for owed in notify_victim_contact_scheme(case):
        if owed.of.endswith(f":{victim}") and owed.due_on:
            yield (
                "Victim contact scheme",
                (
                    f"Told {day(owed.done_on, today)}"
                    if owed.done_on
                    else f"Not told yet: due {day(owed.due_on, today)}"
                ),
            )
