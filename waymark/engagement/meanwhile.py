"""What became of what was put to a manager and of what she decided, while somebody read it or
since: who was quicker, and who took it back, when and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from waymark.children.models import Child
from waymark.chronology.corrections import WITHDRAWN
from waymark.chronology.models import Event as Recorded
from waymark.pages.words import day
from waymark.rules.case import Case
from waymark.rules.deciding import put_forward
from waymark.rules.events import Event
from waymark.rules.events.deciding import SentBack, What
from waymark.rules.events.engagement import BreachDecided
from waymark.rules.events.orders import SuspensionApproved

NOTHING_WAITS = "Nothing waits to be decided here any more."
BREACH = {"breach": "decided that it goes back", "no-breach": "decided that it does not go back"}


def answer_to(case: Case, what: What, put: str) -> Event | None:
    """Return what answered what was put, or what was put about the same order after it."""
    found = put_forward(case, what)
    order = next((each.event.order for each in found if each.event.id == put), None)
    return next((each.answer for each in found[::-1] if each.event.order == order), None)


def became(child: Child, case: Case, what: What, put: str, on: date) -> str:
    """Say who was quicker with what was put, and what they did. Two queries at most."""
    if answer := answer_to(case, what, put):
        return f"{getattr(answer, 'by', None) or 'Somebody'} {_did(answer)} {day(answer.on, on)}."
    gone = taken_back(child, ("put-to-manager",), among=[put])
    if gone:
        return gone[0].said(f"What was put to you {day(gone[0].of.on, on)}", on)
    return NOTHING_WAITS


def _did(answer: Event) -> str:
    if isinstance(answer, SentBack):
        return "sent it back"
    if isinstance(answer, BreachDecided):
        return BREACH.get(answer.decision, "decided on it")
    return "agreed to it" if isinstance(answer, SuspensionApproved) else "did not agree to it"


@dataclass(frozen=True)
class TakenBack:
    """What was decided and is withdrawn: the event that it was, and the one that takes it back."""

    of: Recorded
    back: Recorded

    def said(self, what: str, on: date) -> str:
        by = f" by {self.back.by.name}" if self.back.by else ""
        return f"{what} was taken back{by} {day(self.back.recorded_on, on)}."


def taken_back(
    child: Child, kinds: Iterable[str], among: list[str] | None = None
) -> list[TakenBack]:
    """Return what was withdrawn of some kinds, the last first. Two queries."""
    rows = Recorded.objects.filter(child=child)
    withdrawn = rows.filter(kind=WITHDRAWN).select_related("by").order_by("-position")
    backs = [each for each in withdrawn if among is None or each.corrects in among]
    of = rows.filter(kind__in=kinds, reference__in=[each.corrects for each in backs])
    found = {each.reference: each for each in of}
    return [TakenBack(found[each.corrects], each) for each in backs if each.corrects in found]
