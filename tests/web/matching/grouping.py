"""Making groups, as on the pages: who could come, where, and what is asked of each."""

import re
from datetime import timedelta

from tests.children import make_child
from tests.forms import day_parts, form_with
from tests.web.diary.booking import MONDAY, TODAY
from waymark.accounts import asking
from waymark.diary.models import Place, RiskAssessment

ARCH = {
    "detection": "arch",
    "why_detected": "Knives near there.",
    "told": "We show a picture of it.",
    "on_find": "The manager talks with them outside.",
    "on_refusal": "They are met at the library.",
}


def said(page: str) -> str:
    """A page without what is made by chance, in which any short name may stand."""
    return re.sub(r'(value|data-draft)="[^"]*"', "", page)


def a_place(worker, name, *, assessed=True, **said):
    asking.as_user(worker)
    place = Place.objects.create(service=worker.service, name=name)
    if assessed:
        told = {"assessed_by": "Bea", "found": "Safe.", "way": "The 14 bus.", "detection": "none"}
        days = {"on": TODAY, "until": TODAY + timedelta(days=90), "capacity": 8}
        made = {"service": worker.service, "made_at": "2020-01-01T00:00Z", "made_by": worker}
        RiskAssessment.objects.create(place=place, **days, **made, **{**told, **said})
    return place.pk


def a_child(worker, name, born="2010-03-14", sex="female", **child):
    of = {"given_name": name, "family_name": "", "date_of_birth": born, "sex": sex, **child}
    return make_child(worker.service, worker=worker, child=of)


def address(children):
    return "/groups/?" + "&".join(f"child={each}" for each in children)


def filled_in(jo, children, place, **typed):
    form = form_with(jo.get(address(children)).text, "activity")
    each = {f"maturity-{child}": "3" for child in children}
    told = {"activity": "Boxing", "purpose": "To let off steam", "by_sex": "yes", "at-0": "16:00"}
    if "book" in typed:
        told |= {f"there_and_home-{child}": "A worker walks along." for child in children}
    return form.sent(
        **{**told, "place-0": str(place), **day_parts("on-0", MONDAY), **each, **typed}
    )


def make(jo, children, place, **typed):
    return jo.post(address(children), filled_in(jo, children, place, **typed))


def buttons(answer):
    return re.findall(r'name="book" value="([^"]+)"', answer.text)


def names_in(answer):
    return set(re.findall(r"<li class=\"thing\"><div><b>(\w+)</b>", answer.text))


def book_group(jo, children, place, **typed):
    (button,) = buttons(make(jo, children, place, **typed))
    return jo.post(address(children), filled_in(jo, children, place, **typed, book=button))
