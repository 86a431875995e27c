"""How each duty is done: what its button says, and the form that the button opens.

A duty is done by recording an event, so the form is that of the event's kind. A duty's key names
what it is about; what the form is told of that stands in its address.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple
from urllib.parse import quote

from django.urls import resolve

from waymark.accounts import access
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, user_can
from waymark.children.access import MANAGERS
from waymark.contacts.words import is_hers
from waymark.frame.addresses import address_of
from waymark.rules.duty import Duty

MANAGERS_READ, MANAGER = "look-at-concern", "manager"  # owed by one, nobody else may do it
NUMBER = "#"  # the part of a key that counts: nothing that a form is told


class Doing(NamedTuple):
    words: str
    kind: str  # of the event that does it; or the name of an address, where `kind` is a page
    key: tuple[str, ...] = ()  # what the parts of the duty's key are to the form
    facts: tuple[tuple[str, str], ...] = ()  # what else the form is told
    page: str = "record-event"
    stands_there: bool = False  # what the key names stands on that page, and is gone to
    pages: tuple[tuple[str, str], ...] = ()  # where else it is done, by what the key begins with


DOING = {
    "allocate-worker": Doing("Choose a worker", "", page="allocate"),
    "reallocate-worker": Doing("Choose a worker", "", page="allocate"),
    "induct-child": Doing("Begin together", "", page="induction"),
    "explain-again": Doing("Go through it again", "", page="induction"),
    "complete-assessment": Doing("Go to the assessment", "", page="assessment"),
    "agree-plan": Doing("Make the plan", "", page="plan"),
    "countersign-plan": Doing("Countersign the plan", "", ("plan",), page="countersign-plan"),
    "mend-plan": Doing("Mend the plan", "", page="plan"),
    "give-plan": Doing("Give the plan", "", ("plan",), page="give-plan"),
    "review-plan": Doing("Review the plan", "", page="review"),
    "review-after-change": Doing("Review the plan", "", page="review"),
    "consider-early-revocation": Doing("Look at an early end", "", page="early"),
    "apply-for-early-revocation": Doing("Go to the early end", "", page="early"),
    "hold-progress-panel": Doing("Go to the early end", "", page="early"),
    "agree-exit-plan": Doing("Plan the ending", "", page="ending", stands_there=True),
    "notify-victim-contact-scheme": Doing("See where it stands", "", page="restorative"),
    "decide-victim-invitation": Doing("See where it stands", "", page="restorative"),
    "look-at-files": Doing("Record what you found", "files-looked-at", ("gone",)),
    "follow-up-missed-contact": Doing("Record what you heard", "absence-followed-up", ("contact",)),
    "review-contact-level": Doing("Look at it again", "contact-level-set", (NUMBER,)),
    "hold-engagement-panel": Doing("Record the panel", "engagement-panel-held", ("order", NUMBER)),
    "judge-for-court": Doing("Write down the judgement", "judged-for-court", ("order", "contact")),
    "put-forward-for-court": Doing("Prepare it", "", page="breach"),
    "independent-breach-review": Doing("Read it and review", "", ("breach",), page="review-breach"),
    "hold-panel-after-urgent-breach": Doing("Record the panel", "engagement-panel-held"),
    "write-up-urgent-breach": Doing("Write it down", "", page="breach"),
    "decide-breach": Doing("Read it and decide", "", ("put",), page="decide-breach"),
    "decide-break": Doing("Read it and decide", "", ("put",), page="decide-break"),
    "mend-what-was-sent-back": Doing(
        "See what is to be mended", "", page="breach", pages=(("break", "breaks"),)
    ),
    "apply-to-vary": Doing(
        "Record the application", "court-application", ("for",), (("purpose", "vary"),)
    ),
    "apply-to-vary-together": Doing(
        "Record the application", "court-application", ("for",), (("purpose", "vary"),)
    ),
    "record-travel-details": Doing("Record the journey", "travel-details-recorded", ("for",)),
    "start-resettlement-plan": Doing("Record the start", "resettlement-plan-started", ("custody",)),
    "visit-in-custody": Doing("Record the visit", "custody-visit", ("custody", NUMBER)),
    "visit-on-request": Doing("Record the visit", "custody-visit"),
    "confirm-release": Doing("Record that it is done", "release-confirmed", ("custody",)),
    "review-pathway-plan": Doing("Record the review", "pathway-plan-reviewed"),
    "notify-receiving-authority": Doing(
        "Record that they are told", "receiving-authority-notified", ("placement",)
    ),
    "inform-responsible-authority": Doing(
        "Record that they are told", "responsible-authority-informed", ("contact",)
    ),
    "hear-child-after-incident": Doing(
        "Record what was said", "child-view-recorded", ("incident",)
    ),
    "refer-weapon-concern": Doing("Record the referral", "safeguarding-referral", ("of",)),
    "look-at-concern": Doing("Record what you did", "concern-looked-at", ("concern",)),
    "talk-about-sheet": Doing("Record what the child said", "child-heard", ("about",)),
    "attach-meeting-notes": Doing("Add the notes", "meeting-notes-attached", ("meeting",)),
    "look-at-safety-plan": Doing("Write down what keeps them safe now", "safety-plan-made"),
    "authorise-visits": Doing("Read it and decide", "", page="authorise-visits"),
    "assess-visits": Doing("Go to the visits", "", page="visits"),
    "talk-over-again": Doing("Go to making it right", "", page="restorative"),
    "talk-about-stop": Doing("Record what the child said", "child-heard", ("about",)),
    "hear-what-came": Doing("Record what they say", "restorative-outcome", ("activity",)),
    "hold-risk-panel": Doing("Record the panel", "risk-panel-held"),
    "follow-direction": Doing("Record that it is done", "direction-done", ("direction",)),
    "refer-to-mappa": Doing("Record the referral", "mappa-referred", ("category", NUMBER)),
    "notify-police-registration": Doing("Record that it is done", "police-notified", ("of",)),
    "notify-police-address": Doing("Record that it is done", "police-notified", ("of",)),
    "notify-police-travel": Doing("Record that it is done", "police-notified", ("of",)),
}


def button_for(duty: str, key: str, child: int) -> tuple[str, str]:
    """Return the words and the address of the button that does a duty; no address, no button.

    :param key: the duty's key, `review-plan:o1:2`.
    """
    doing = DOING[duty]
    place = (child, doing.kind) if doing.kind else (child,)
    of = key.partition(":")[2]
    page = dict(doing.pages).get(of.partition(":")[0], doing.page)
    href = address_of(page, *place, query={**_told(doing.key, of), **dict(doing.facts)})
    return doing.words, f"{href}#{quote(of)}" if href and doing.stands_there else href


def may_do(duty: str, owed_by: str, by: User) -> bool:
    """Tell whether somebody may do a duty, so that no button leads to a page that refuses her."""
    if duty == MANAGERS_READ and owed_by == MANAGER and by.role not in MANAGERS:
        return False
    if not is_hers(DOING[duty].kind, by):
        return False
    wanted = _wanted(DOING[duty].page)
    return wanted is None or user_can(by, wanted)


@cache
def _wanted(page: str) -> Permission | None:
    """Return what the page of a duty asks of whoever comes there."""
    told = [1, "contact"] if page == Doing.page else [1]
    there = address_of(page, *told)
    return access.of(resolve(there).func).permission if there else None


class Together(NamedTuple):
    """Duties that are done at once, in one place: nobody is told twice to do one thing."""

    href: str
    duties: list[Duty]


def done_where(duties: Iterable[Duty], child: int) -> list[Together]:
    """Return where each of these duties is done, in the order in which they come."""
    found: dict[tuple[str, str], list[Duty]] = defaultdict(list)
    for duty in duties:
        found[button_for(duty.name, duty.key, child)].append(duty)
    return [Together(href, together) for (_, href), together in found.items()]


def _told(names: tuple[str, ...], of: str) -> dict[str, str]:
    """Return what the key's parts say; an id may itself hold a colon where it is the only part."""
    if len(names) == 1:
        return {names[0]: of}
    if not names:
        return {}
    cut = of.rpartition if names[1] == NUMBER and names[0] != "category" else of.partition
    first, _, last = cut(":")
    return {name: part for name, part in zip(names, (first, last), strict=True) if name != NUMBER}
