"""What a worker, a manager and another manager do before an order goes back, as on their pages."""

import re
from datetime import timedelta

from tests.forms import day_parts, form_with
from tests.web.diary.booking import TODAY
from tests.web.engagement.test_tried import ask, main, miss, record, warn
from waymark.guidance.forms import form

YRO, REFERRAL = "youth-rehabilitation-order", "referral-order"
CODES = {"breach-told": "yes", "breach-reason": "engagement", "breach-beyond-which": "travel"}


def warned_twice(jo, child):
    for days in (40, 20):
        on = TODAY - timedelta(days=days)
        contact = miss(jo, child, on)
        ask(jo, child, contact, on)
        assert warn(jo, child, contact, on).status_code == 302


def everything_tried(jo, child):
    warned_twice(jo, child)
    met = {"agreed": "His nan brings him.", **day_parts("on", TODAY - timedelta(days=10))}
    assert record(jo, child, "engagement-panel-held", "?order=o1", **met).status_code == 302


def home(client, child):
    return main(client.get(f"/children/{child}/breach/").text)


def begin(jo, child):
    """Begin to prepare it; returns the address of the paper."""
    answer = jo.post(f"/children/{child}/breach/", {"order": "o1"})
    assert answer.status_code == 302, main(answer.text)
    return answer["Location"]


def answer(client, paper, **otherwise):
    """Answer every question: with a code where it is one of several, else with its own name."""
    for section in form("breach").sections:
        address = f"{paper}{section.id}/"
        said = {each.id: CODES.get(each.id, f"Of {each.id}.") for each in section.questions}
        said |= {name: words for name, words in otherwise.items() if name in said}
        page = client.get(address).text
        sent = form_with(page, next(iter(said))).sent(**said)
        assert client.post(address, sent).status_code == 302, section.id


def put(jo, child, **otherwise):
    """Prepare it whole and put it to a manager."""
    paper = begin(jo, child)
    answer(jo, paper, **otherwise)
    assert jo.post(putting(child, paper)).status_code == 302


def putting(child, paper):
    number = re.search(r"/(\d+)/$", paper)[1]
    return f"/children/{child}/breach/{number}/put/"


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
