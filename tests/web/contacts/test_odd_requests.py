"""What nobody means to send gets an answer, and never a page of a fault."""

import re

import pytest
from django.test import Client

from tests.web.contacts import recording
from waymark.accounts import asking
from waymark.accounts.models import User
from waymark.audit.models import AuditRow
from waymark.children.models import Child
from waymark.chronology.models import Event
from waymark.drafts.models import Draft

CONTACT = {
    "outcome": "attended",
    "note": "Met.",
    "method": "home-visit",
    "on_day": "14",
    "on_month": "5",
    "on_year": "2026",
}


@pytest.mark.parametrize("asked", ["on=soon", "on=%00", "on=", "appointment=%00", "at=x&minutes=y"])
@pytest.mark.parametrize("page", ["contact", "record/incident"])
def test_an_address_that_tells_nothing_real_shows_the_form(
    client: Client, sophie: Child, page: str, asked: str
):
    assert client.get(f"/children/{sophie.pk}/{page}/?{asked}").status_code == 200


@pytest.mark.parametrize("appointment", ["%00", "no reference"])
def test_an_appointment_that_is_no_reference_is_left_out(
    client: Client, jo: User, sophie: Child, appointment: str
):
    answer = client.post(f"/children/{sophie.pk}/contact/?appointment={appointment}", CONTACT)
    assert answer.status_code == 302
    asking.as_user(jo)
    made = Event.objects.filter(child=sophie).latest("pk")
    assert "appointment" not in made.document


def test_what_is_typed_with_a_nul_is_kept_without_it(client: Client, jo: User, sophie: Child):
    page = client.get(f"/children/{sophie.pk}/contact/").text
    ticket = re.search(r'data-draft[^=]*="([^"]{40,})"', page).group(1)
    typed = {"draft": ticket, "note": "Came\0 late"}
    answer = client.post("/drafts/save/", typed, headers={"Waymark-Autosave": "1"})
    assert answer.status_code == 200
    asking.as_user(jo)
    assert Draft.objects.get().fields["note"] == ["Came late"]


def test_a_name_longer_than_any_name_is_refused(client: Client):
    answer = client.post("/register/", {"child-given_name": "A" * 300_000, "none_of": "9" * 5000})
    assert answer.status_code == 422
    assert "at most 200 characters" in answer.text


def test_the_audit_names_each_child_whose_name_stands_on_the_form(
    client: Client, jo: User, sophie: Child
):
    other = recording.take_in(jo, id="another", given_name="Robin", known_as="Robin")
    assert "Robin" in client.get(f"/children/{sophie.pk}/contact/").text
    asking.as_waymark(jo.service_id)
    last = AuditRow.objects.order_by("-number").first()
    assert set(last.children) == {sophie.pk, other.pk}


def test_once_it_is_recorded_the_audit_names_only_those_in_whose_record_it_stands(
    client: Client, jo: User, sophie: Child
):
    recording.take_in(jo, id="another", given_name="Robin", known_as="Robin")
    assert client.post(f"/children/{sophie.pk}/contact/", CONTACT).status_code == 302
    asking.as_waymark(jo.service_id)
    assert AuditRow.objects.order_by("-number").first().children == [sophie.pk]
