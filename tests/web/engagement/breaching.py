"""What a worker, a manager and another manager do before an order goes back, as on their pages."""

import re
from datetime import timedelta

from tests.forms import form_with
from tests.web.diary.booking import TODAY
from tests.web.engagement.test_tried import main
from tests.web.written import answered, paper_at, person, recorded
from waymark.guidance.forms import form

YRO, REFERRAL = "youth-rehabilitation-order", "referral-order"
HEARD = {
    "child_said": "I had no fare.",
    "tried": "A bus pass.",
    "support": "We ring the evening before.",
    "because": "The pass was there.",
    "reason": "money",
    "acceptable": False,
}
CODES = {"breach-told": "yes", "breach-reason": "engagement", "breach-beyond-which": "travel"}


def warned_twice(jo, child):
    by = person(jo)
    for days in (40, 20):
        on = TODAY - timedelta(days=days)
        missed = {"outcome": "missed", "reasons": ["forgot"], "method": "home-visit", "at": "00:00"}
        about = {"contact": recorded(by, child, "contact", on, **missed).reference}
        recorded(by, child, "absence-followed-up", on, **HEARD, **about)
        told = {"order": "o1", "note": "Read it aloud together."}
        recorded(by, child, "warning", on, **told, **about)


def everything_tried(jo, child):
    warned_twice(jo, child)
    met = {"agreed": "His nan brings him.", "order": "o1"}
    on = TODAY - timedelta(days=10)
    recorded(person(jo), child, "engagement-panel-held", on, **met)


def home(client, child):
    return main(client.get(f"/children/{child}/breach/").text)


def begin(jo, child):
    """Begin to prepare it; returns the address of the paper."""
    answer = jo.post(f"/children/{child}/breach/", {"order": "o1"})
    assert answer.status_code == 302, main(answer.text)
    return answer["Location"]


def answer(client, paper, **otherwise):
    """Answer every question: with a code where it is one of several, else with its own name."""
    asked = [each.id for section in form("breach").sections for each in section.questions]
    said = {name: CODES.get(name, f"Of {name}.") for name in asked}
    answered(person(client), paper_at(paper), **{**said, **otherwise})


def put(jo, child, **otherwise):
    """Prepare it whole and put it to a manager."""
    paper = begin(jo, child)
    answer(jo, paper, **otherwise)
    assert jo.post(putting(child, paper)).status_code == 302


def putting(child, paper):
    return f"/children/{child}/breach/{paper_at(paper)}/put/"


def deciding(client, child):
    return client.get(f"/children/{child}/breach/decide/")


def decide(client, child, decision, note="Nothing less is enough.", page=None):
    sent = form_with((page or deciding(client, child)).text, "decision")
    return client.post(f"/children/{child}/breach/decide/", sent.sent(decision=decision, note=note))


def at_once(client, child, urgent="further-offence", note="He was charged with robbery."):
    told = {"order": "o1", "urgent": urgent, "note": note}
    return client.post(f"/children/{child}/breach/at-once/", told)


def reviewing(client, child):
    """Return the address of the review that is owed."""
    return re.search(r"/children/\d+/breach/review/\?breach=[\w-]+", home(client, child))[0]


def review(client, address, **words):
    said = {"gaps": "No bus.", "learning": "Ask earlier.", "alterations": "Meet at the Base."}
    return client.post(address, {**said, **words})


def owed(client, child):
    return main(client.get(f"/children/{child}/").text)
