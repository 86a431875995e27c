"""What a worker and a senior manager do about a break in supervision, as on their pages."""

from datetime import timedelta

from tests.forms import day_parts, form_with
from tests.web.diary.booking import TODAY
from tests.web.engagement.test_tried import main
from tests.web.written import answered, paper_at, person
from waymark.guidance.forms import form

BEGINS, ENDS = TODAY + timedelta(days=10), TODAY + timedelta(days=24)
SAID = {
    "break-who": "family",
    "break-reason": "health",
    "break-how": "stop",
    **dict.fromkeys(("break-abroad", "break-booked"), "no"),
    "break-address": "yes",
}
HOLIDAY = {"break-reason": "holiday"}


def home(client, child):
    return main(client.get(f"/children/{child}/breaks/").text)


def begin(jo, child):
    """Begin to ask for one; returns the address of the paper."""
    answer = jo.post(f"/children/{child}/breaks/", {"order": "o1"})
    assert answer.status_code == 302, main(answer.text)
    return answer["Location"]


def answer(client, paper, *, begins=BEGINS, ends=ENDS, **otherwise):
    """Answer every question: with a code or a day where it is one, else with its own name."""
    told = {**SAID, **{name.replace("_", "-"): words for name, words in otherwise.items()}}
    said = {}
    for each in (each for section in form("break").sections for each in section.questions):
        if each.answer == "day":
            said |= day_parts(each.id, begins if each.id == "break-from" else ends)
        elif each.id in told or each.answer in ("text", "quote", "line"):
            said[each.id] = told.get(each.id, f"Of {each.id}.")
    answered(person(client), paper_at(paper), **said)


def ask(jo, child, **otherwise):
    """Ask for one whole; returns the address at which it is put to a senior manager."""
    paper = begin(jo, child)
    answer(jo, paper, **otherwise)
    return f"/children/{child}/breaks/{paper_at(paper)}/put/"


def put(jo, child, **otherwise):
    address = ask(jo, child, **otherwise)
    answered = jo.post(address)
    assert answered.status_code == 302, main(answered.text)


def deciding(client, child):
    return client.get(f"/children/{child}/breaks/decide/")


def decide(client, child, decision="agree", note="She needs it.", page=None, **otherwise):
    sent = form_with((page or deciding(client, child)).text, "decision")
    told = {"decision": decision, "note": note, **otherwise}
    return client.post(f"/children/{child}/breaks/decide/", sent.sent(**told))
