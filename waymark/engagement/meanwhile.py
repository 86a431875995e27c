"""What became of what was put to a manager and of what she decided, while somebody read it or
since: who was quicker, and who took it back, when and why."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from waymark.accounts.models import User
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

Said = Callable[[Iterable[str]], Callable[[str, str], str]]  # the words of events, by their fields
CALLED = {"independent-breach-review": "The review", "suspension-refused": "The refusal"}
NOTHING_WAITS = "Nothing waits to be decided here any more."
BREACH = {"breach": "decided that it goes back", "no-breach": "decided that it does not go back"}


def answer_to(case: Case, what: What, put: str) -> Event | None:
    """Return what answered what was put, or what was put about the same order after it."""
    found = put_forward(case, what)
    order = next((each.event.order for each in found if each.event.id == put), None)
    return next((each.answer for each in found[::-1] if each.event.order == order), None)


def became(child: Child, case: Case, what: What, put: str, by: User, on: date) -> str:
    """Say to somebody who was quicker with what was put, and what they did. Two queries at most."""
    if answer := answer_to(case, what, put):
        who = getattr(answer, "by", None) or "Somebody"
        return f"{'You' if who == by.name else who} {_did(answer)} {day(answer.on, on)}."
    gone = taken_back(child, ("put-to-manager",), among=[put])
    if gone:
        return gone[0].said(f"What was put forward {day(gone[0].of.on, on)}", on)
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


def gone_by_order(
    child: Child, kinds: Iterable[str], said: Said, on: date
) -> dict[str, list[tuple[str, str]]]:
    """Return what managers took back of some kinds, by the order that it was about: in words, and
    why. Four queries."""
    found = taken_back(child, kinds)
    about = [each.of.document.get("breach", each.of.reference) for each in found]
    rows = Recorded.objects.filter(child=child, reference__in=about)
    orders = dict(rows.values_list("reference", "document__order"))
    why = said(each.of.reference for each in found)
    gone: dict[str, list[tuple[str, str]]] = {}
    for each, of in zip(found, about, strict=True):
        told = each.said(_called(each.of, on), on), why(each.of.reference, "reason")
        gone.setdefault(orders[of], []).append(told)
    return gone


def _called(was: Recorded, on: date) -> str:
    told, when = was.document, day(was.on, on)
    by = f" by {told['by']}" if told.get("by") else ""
    if was.kind == "breach-decided":
        back = {"breach": "it goes back", "no-breach": "it does not go back"}
        return f"The decision of {when}{by}, {back.get(told['decision'], 'of a breach')},"
    if was.kind == "suspension-approved":
        first, last = (day(date.fromisoformat(told[each]), on) for each in ("from", "to"))
        return f"The break of {first} to {last}, agreed {when}{by},"
    return f"{CALLED[was.kind]} of {when}{by}"
