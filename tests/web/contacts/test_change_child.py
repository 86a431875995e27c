"""Changing who the child is."""

import re

import pytest
from django.test import Client

from tests.forms import day_parts
from tests.web.contacts.recording import client_of, last_event, make_worker
from waymark.accounts.models import Role
from waymark.children.models import Child

pytestmark = pytest.mark.django_db


def address(child: Child) -> str:
    return f"/children/{child.pk}/change/"


def typed(client: Client, child: Child, **more: object) -> dict[str, object]:
    page = client.get(address(child)).text
    began_from = re.search(r'name="began_from" value="([^"]+)"', page)
    assert began_from
    return {
        "began_from": began_from[1],
        "known_as": "Sophie",
        "given_name": "Sophie",
        "family_name": "Wrenfield",
        "sex": "female",
        "matters_most": "Biscuit.",
        "good_at": "drawing\n\ndogs",
        "communication_needs": ["attention-and-listening"],
        "nationalities": "United Kingdom",
        **day_parts("date_of_birth", child.date_of_birth),
        **more,
    }


def test_what_is_typed_becomes_who_the_child_is(client, sophie: Child):
    answer = client.post(address(sophie), typed(client, sophie, pronouns="they/them"))
    assert answer.headers["Location"] == f"/children/{sophie.pk}/"
    sophie.refresh_from_db()
    assert sophie.document["pronouns"] == "they/them"
    assert sophie.document["good_at"] == ["drawing", "dogs"]
    assert "religion" not in sophie.document
    assert sophie.document["nationalities"] == ["GB"]
    assert last_event(sophie).kind == "record-changed"


def test_who_the_child_says_they_are_and_how_they_speak_is_written_down(client, sophie: Child):
    told = {
        "gender_identity": "a girl",
        "sexuality": "bisexual",
        "pregnancy_or_parenthood": "Due in May.",
        "languages": "english\nBritish Sign Language",
        "nationalities": "United Kingdom\nPoland",
        "interpreter_needed": "on",
        "interpreter_language": "bfi",
        "interpreter_note": "For dad, at meetings.",
    }
    assert client.post(address(sophie), typed(client, sophie, **told)).status_code == 302
    sophie.refresh_from_db()
    written = {name: sophie.document[name] for name in (*list(told)[:5], "interpreter")}
    assert written == {
        **{name: told[name] for name in list(told)[:3]},
        "languages": ["eng", "bfi"],
        "nationalities": ["GB", "PL"],
        "interpreter": {"needed": True, "language": "bfi", "note": "For dad, at meetings."},
    }
    page = client.get(address(sophie)).text
    for shown in ("English\nBritish Sign Language</textarea>", "Poland</textarea>", "For dad, at"):
        assert shown in page


def test_a_language_that_is_not_in_the_list_is_answered_with_one_that_is(client, sophie: Child):
    answer = client.post(address(sophie), typed(client, sophie, languages="Bengalli\nzz"))
    assert answer.status_code == 422
    assert "Bengalli is not in the list: did you mean Bengali?" in answer.text
    asked = client.post(address(sophie), typed(client, sophie, interpreter_needed="on"))
    assert "Choose the language to interpret" in asked.text


def test_a_stale_save_shows_both_texts_and_keeps_what_was_typed(client, sophie: Child):
    mine = typed(client, sophie, matters_most="My words.")
    other = client_of(make_worker(Role.SENIOR_MANAGER, service=sophie.service, name="Bea Holt"))
    other.post(address(sophie), typed(other, sophie, matters_most="Their words."))
    answer = client.post(address(sophie), mine)
    assert answer.status_code == 409
    assert "Bea Holt changed this while you were writing" in answer.text
    assert answer.text.count("Their words.") == 2  # the header says what matters, too
    assert answer.text.count("My words.") == 2
    sophie.refresh_from_db()
    assert sophie.document["matters_most"] == "Their words."
    again = typed(client, sophie, matters_most="Both words.")
    assert client.post(address(sophie), again).status_code == 302


def test_a_form_that_does_not_say_what_it_began_from_saves_over_nobody(client, sophie: Child):
    forged = typed(client, sophie) | {"began_from": "anything"}
    assert client.post(address(sophie), forged).status_code == 409


def test_a_mistake_comes_back_with_what_was_typed(client, sophie: Child):
    wrong = typed(client, sophie, date_of_birth_month="13")
    answer = client.post(address(sophie), wrong)
    assert answer.status_code == 422
    assert "Choose a real day" in answer.text


def test_a_mistake_on_the_way_does_not_hide_what_somebody_else_saved(client, sophie: Child):
    mine = typed(client, sophie, matters_most="My words.", date_of_birth_month="13")
    other = client_of(make_worker(Role.SENIOR_MANAGER, service=sophie.service))
    other.post(address(sophie), typed(other, sophie, matters_most="Their words."))
    mistaken = client.post(address(sophie), mine)
    assert mistaken.status_code == 422
    began_from = re.search(r'name="began_from" value="([^"]+)"', mistaken.text)[1]
    mended = {**mine, **day_parts("date_of_birth", sophie.date_of_birth), "began_from": began_from}
    assert client.post(address(sophie), mended).status_code == 409


@pytest.mark.parametrize(
    ("year", "says"), [("1970", "Check the year"), ("2020", "nobody under 10 answers")]
)
def test_a_day_of_birth_that_cannot_be_is_refused_as_at_registration(
    client, sophie: Child, year, says
):
    answer = client.post(address(sophie), typed(client, sophie, date_of_birth_year=year))
    assert answer.status_code == 422
    assert says in answer.text
    assert "this child" not in client.get(address(sophie)).text


def test_a_day_of_birth_that_is_rare_is_asked_and_then_kept(client, sophie: Child):
    born = typed(client, sophie, date_of_birth_year="2005")
    answer = client.post(address(sophie), born)
    assert answer.status_code == 422
    assert "Tick this if that is right" in answer.text
    assert client.post(address(sophie), {**born, "sure": "on"}).status_code == 302
    sophie.refresh_from_db()
    assert sophie.date_of_birth.year == 2005
    assert "sure" not in sophie.document


def test_a_day_of_birth_that_stands_is_not_asked_about_again(client, sophie: Child):
    client.post(address(sophie), typed(client, sophie, date_of_birth_year="2005", sure="on"))
    sophie.refresh_from_db()
    assert client.post(address(sophie), typed(client, sophie, pronouns="she")).status_code == 302
