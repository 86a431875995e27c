"""What the Victims' Code asks of the service for each person harmed, as casework was told of it."""

from collections.abc import Iterator
from datetime import date

from waymark.contacts import words
from waymark.pages.words import day
from waymark.rules.case import Case
from waymark.rules.duty import Owed
from waymark.rules.events.victims import (
    VictimConsentTold,
    VictimInvitationDecided,
    VictimReadinessTold,
)
from waymark.rules.victims import decide_victim_invitation, notify_victim_contact_scheme

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
    elif asked := [each for each in decide_victim_invitation(case) if _is_of(each, victim)]:
        is_over = all(_is_over(each, today) for each in asked)
        yield (
            "Invited?",
            "It was not decided" if is_over else "Not decided yet: the victim worker decides",
        )
    for owed in notify_victim_contact_scheme(case):
        if _is_of(owed, victim) and owed.due_on:
            yield "Victim contact scheme", _scheme_told(owed, owed.due_on, today)


def _is_of(owed: Owed, victim: str) -> bool:
    return owed.of.endswith(f":{victim}")


def _is_over(owed: Owed, today: date) -> bool:
    """Tell whether it can be done no more."""
    return owed.closes_on is not None and owed.closes_on < today


def _scheme_told(owed: Owed, due: date, today: date) -> str:
    if owed.done_on:
        return f"Told {day(owed.done_on, today)}"
    return "Not told" if _is_over(owed, today) else f"Not told yet: due {day(due, today)}"
