"""Assessing, authorising and going, as somebody does on the page."""

from datetime import timedelta

from tests.forms import day_parts, form_with
from tests.web.diary.booking import TODAY, book
from waymark.accounts import asking
from waymark.diary.models import Appointment

ASSESSED = {
    "where": "inside",
    "who_goes": "alone",
    "purposes": "contact",
    "hazards": "animals",
    "hazards_told": "A dog, loose in the yard.",
    "pattern": "Weekly, Tuesdays after school",
    "keeps_safe": "Mum shuts the dog away before we ring.",
}
UNTIL = TODAY + timedelta(days=60)


def visits(child, what=""):
    return f"/children/{child}/visits/{what}"


def assess(client, child, **typed):
    address = f"/children/{child}/record/visit-assessed/?then=visits"
    form = form_with(client.get(address).text, "keeps_safe")
    told = {**ASSESSED, **day_parts("until", UNTIL), **typed}
    return client.post(address, form.sent(**told))


def decide(client, child, decision="authorise", **typed):
    form = form_with(client.get(visits(child, "authorise/")).text, "decision")
    return client.post(visits(child, "authorise/"), form.sent(decision=decision, **typed))


def let_go_today(client, child, note="Mum is alone at home; she rings me at five."):
    form = form_with(client.get(visits(child, "authorise/")).text, "note")
    return client.post(visits(child, "authorise/"), form.sent(note=note))


def book_visit(client, worker, child, **typed):
    assert book(client, child, method="home-visit", **typed).status_code == 302
    asking.as_user(worker)
    return Appointment.objects.order_by("-pk").first()


def appointment(child, booked):
    return f"/children/{child}/appointments/{booked.pk}/"
