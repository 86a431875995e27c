"""What the Victims' Code asks of the service for each person harmed, as casework was told of it."""

from collections.abc import Iterator
from datetime import date

from waymark.contacts import words
from waymark.pages.words import day
from waymark.rules.case import Case
from waymark.rules.events.victims import (
    VictimConsentTold,
    VictimInvitationDecided,
    VictimReadinessTold,
)
from waymark.rules.victims import notify_victim_contact_scheme

NOT_TO_BE_CONTACTED = "no-invitation-asked-not-to-be-contacted"
DECISIONS = words.ANSWERS["victim-invitation-decided.decision"]


def is_to_be_left_alone(case: Case, victim: str) -> bool:
    """Tell whether it was decided last that they asked for it, and neither a wish nor a consent of
    theirs was told since."""
    told = case.walk(VictimInvitationDecided, VictimReadinessTold, VictimConsentTold)
    last = next((e for e in reversed(told) if getattr(e, "victim", None) == victim), None)
    return isinstance(last, VictimInvitationDecided) and last.decision == NOT_TO_BE_CONTACTED


def _decided(case: Case, victim: str) -> VictimInvitationDecided | None:
    decided = (e for e in reversed(case.all(VictimInvitationDecided)) if e.victim == victim)
    return next(decided, None)


def told_of(case: Case, victim: str | None, today: date) -> Iterator[tuple[str, str]]:
    """Yield what was decided or done of each thing, or by when it is due, in words.

    It is the victims' side that does both; here stand the duties that lead to this page.
    """
    if victim is None:
        return
    if last := _decided(case, victim):
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
