"""Who may open a child: her own at once, others of the service by saying why, the rest never."""

import re
from datetime import timedelta

import pytest
from django.db.models import BooleanField, Value
from django.urls import reverse
from django.utils import timezone

from tests.people import make_person, make_service, make_team, signed_in_client
from tests.web.children import demonstration
from waymark.accounts import asking
from waymark.accounts.models import Role
from waymark.audit.models import AuditRow
from waymark.children import access
from waymark.children.models import Child, Named, Opening
from waymark.chronology.door import today

PAGES = ("child", "chronology", "people", "orders", "needs")


@pytest.fixture
def ash(people):
    return signed_in_client(people["ash"])


def restrict(child, *named):
    asking.as_waymark(child.service_id)
    Child.objects.filter(pk=child.pk).update(restricted=True)
    for person in named:
        Named.objects.create(child=child, service_id=child.service_id, user=person)


def say_why(client, child, **fields):
    return client.post(reverse("say-why", args=[child.pk]), {"reason": "duty", **fields})


@pytest.mark.parametrize("name", PAGES)
def test_another_workers_child_is_opened_by_saying_why_with_one_tap(ash, sophie, name):
    page = reverse(name, args=[sophie.pk])
    asked = ash.get(page)
    assert asked.status_code == 403
    words = asked.content.decode()
    assert "Why do you open Soph" in words
    assert "I am answering for the duty desk" in words
    assert "Somebody may come to harm" not in words, "an emergency has its own page"
    assert "overdose" not in words
    answer = say_why(ash, sophie, next=page)
    assert answer.status_code == 302
    assert answer["Location"] == page
    assert ash.get(page).status_code == 200


def test_without_that_wall_it_would_open_at_once(ash, sophie, monkeypatch):
    always = Value(True, output_field=BooleanField())  # noqa: FBT003
    monkeypatch.setattr(access, "IsOwnWork", lambda *of: always)
    monkeypatch.setattr(access, "_opened", access._opened.__wrapped__)  # built with it
    assert ash.get(reverse("child", args=[sophie.pk])).status_code == 200


def test_why_is_asked_once_a_person_child_and_day(people, ash, sophie):
    say_why(ash, sophie)
    say_why(ash, sophie)
    opening = Opening.objects.get()
    assert (opening.user, opening.reason) == (people["ash"], "duty")
    assert opening.day == today(timezone.now())
    yesterday = timezone.now() - timedelta(days=1)
    Opening.objects.update(
        day=opening.day - timedelta(days=1),
        until=yesterday + timedelta(hours=1),
        opened_at=yesterday,
    )
    assert ash.get(reverse("child", args=[sophie.pk])).status_code == 403


def test_only_a_manager_opens_a_record_to_check_the_work(people, ash, sophie):
    page = reverse("child", args=[sophie.pk])
    assert "I am checking the work" not in ash.get(page).content.decode()
    assert say_why(ash, sophie, reason="manager-check").status_code == 422
    assert not Opening.objects.exists()
    other = make_person(Role.OPERATIONS_MANAGER, team=make_team(people["jo"].service))
    manager = signed_in_client(other)
    assert "I am checking the work" in manager.get(page).content.decode()
    assert say_why(manager, sophie, reason="manager-check").status_code == 302


def test_the_audit_keeps_the_reason(ash, sophie):
    say_why(ash, sophie)
    row = AuditRow.objects.order_by("-number").first()
    assert row.children == [sophie.pk]
    assert '"reason":"duty"' in row.content


def test_saying_why_leads_only_to_a_page_of_that_child(ash, sophie):
    for elsewhere in ("https://example.org/", "/team/", "//example.org/children/1/"):
        assert say_why(ash, sophie, next=elsewhere)["Location"] == reverse(
            "child", args=[sophie.pk]
        )


@pytest.mark.parametrize("name", PAGES)
def test_a_child_who_may_not_be_known_of_is_as_no_child(people, ash, sophie, sam, name):
    elsewhere = make_service()
    other = demonstration.take_in(demonstration.file("tim"), elsewhere)
    restrict(sophie, people["jo"])
    answers = [ash.get(reverse(name, args=[pk])) for pk in (sophie.pk, other.pk, sam.pk + 10_000)]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


def test_nobody_says_why_for_a_child_who_may_not_be_known_of(people, ash, sophie):
    restrict(sophie, people["jo"])
    assert say_why(ash, sophie).status_code == 404
    assert not Opening.objects.exists()


def test_an_administrator_sees_no_child(service, sophie):
    ada = signed_in_client(make_person("administrator", service=service))
    assert ada.get(reverse("child", args=[sophie.pk])).status_code == 403
    assert "Soph" not in ada.get(reverse("child", args=[sophie.pk])).content.decode()


class TestEmergency:
    def test_the_reference_that_it_asks_for_stands_on_the_childs_page_in_find_and_on_prints(
        self, jo, sophie
    ):
        assert "reference sophie" in jo.get(reverse("child", args=[sophie.pk])).content.decode()
        assert "reference sophie" in jo.get("/find/?words=soph").content.decode()
        printed = jo.post(
            reverse("chronology-print", args=[sophie.pk]), {"purpose": "court", "name": "The clerk"}
        )
        assert "Reference sophie." in printed.content.decode()

    def form(self, people, **fields):
        return {
            "reference": "sophie",
            "words": "Police have found her and ask who she trusts.",
            "looker": people["sal"].pk,
            **fields,
        }

    def test_a_restricted_child_opens_for_four_hours_and_a_manager_must_look(
        self, people, ash, sophie
    ):
        restrict(sophie, people["jo"])
        answer = ash.post(reverse("emergency"), self.form(people))
        assert answer["Location"] == reverse("child", args=[sophie.pk])
        assert ash.get(answer["Location"]).status_code == 200
        opening = Opening.objects.get()
        assert opening.until - opening.opened_at == timedelta(hours=4)
        sal = signed_in_client(people["sal"])
        listed = sal.get(reverse("emergencies")).content.decode()
        assert "Police have found her" in listed
        assert "Soph" not in listed, "the looker is not named for the child"
        look = reverse("look-at-emergency", args=[opening.pk])
        assert sal.post(look, {"found": ""}).status_code == 422
        assert sal.post(look, {"found": "Right to open it."}).status_code == 302
        assert "Right to open it." in sal.get(reverse("emergencies")).content.decode()

    def test_who_must_look_reads_what_was_opened_when_and_what_for(self, people, ash, sophie):
        restrict(sophie, people["jo"])
        ash.post(reverse("emergency"), self.form(people))
        home = sophie.episodes.get(kind="addresses")
        wanted = {"thing": f"episode-{home.pk}", "page": "people"}
        unmask = reverse("unmask", args=[sophie.pk])
        for _ in range(3):
            ash.get(reverse("chronology", args=[sophie.pk]))
        ash.post(unmask, wanted)
        ash.post(unmask, {**wanted, "why": "visit"})
        sheet = {"purpose": "court", "name": "The clerk of the court"}
        ash.post(reverse("chronology-print", args=[sophie.pk]), sheet)
        typed = {"outcome": "attended", "note": "She is safe.", "method": "office"}
        day = {"on_day": "1", "on_month": "5", "on_year": "2026"}
        ash.post(reverse("record-contact", args=[sophie.pk]), {**typed, **day})
        look = reverse("look-at-emergency", args=[Opening.objects.get().pk])
        page = signed_in_client(people["sal"]).get(look).content.decode()
        lines = re.findall(r"summary-list__value.>(.*?)<", page)
        assert lines[-5:] == [
            "Read: Chronology (3 times)",
            "Tried, and was not let through: something protected",
            "Saw a protected address: to visit or ring",
            "Printed the chronology, for: the court",
            "Did: record contact",
        ]
        for kept_back in ("Soph", "Saltmarsh", "She is safe", "The clerk"):
            assert kept_back not in page, "the looker is not named for the child"

    def test_where_nothing_was_read_the_page_says_no_more(self, people, ash, sophie):
        restrict(sophie, people["jo"])
        ash.post(reverse("emergency"), self.form(people))
        look = reverse("look-at-emergency", args=[Opening.objects.get().pk])
        page = signed_in_client(people["sal"]).get(look).content.decode()
        assert re.findall(r"(?:Opened|Read|Did|Saw)\b[^<]*", page)[-1] == "Opened the record"

    def test_a_part_of_a_reference_opens_nothing_and_what_was_typed_stays(
        self, people, ash, sophie
    ):
        restrict(sophie, people["jo"])
        answer = ash.post(reverse("emergency"), self.form(people, reference="soph"))
        assert answer.status_code == 422
        assert "No restricted child has this whole reference" in answer.content.decode()
        assert "Police have found her" in answer.content.decode()
        assert not Opening.objects.exists()

    def test_everything_asked_is_needed(self, ash, service):
        page = ash.post(reverse("emergency"), {}).content.decode()
        assert "Give the whole reference" in page
        assert "Say what has happened" in page
        assert "Choose a senior manager" in page

    def test_only_senior_managers_look(self, ash, people):
        assert ash.get(reverse("emergencies")).status_code == 403


class TestRestricting:
    def test_a_manager_lets_only_named_people_see_a_child_and_opens_the_record_again(
        self, people, jo, ash, sophie
    ):
        bea = signed_in_client(people["bea"])
        page = reverse("restrict", args=[sophie.pk])
        assert bea.get(page).status_code == 200
        assert bea.post(page, {"named": [people["jo"].pk]}).status_code == 302
        assert jo.get(reverse("child", args=[sophie.pk])).status_code == 200
        assert ash.get(reverse("child", args=[sophie.pk])).status_code == 404
        assert (
            "only people who are named"
            in bea.get(reverse("child", args=[sophie.pk])).content.decode()
        )
        bea.post(reverse("lift-restriction", args=[sophie.pk]))
        assert ash.get(reverse("child", args=[sophie.pk])).status_code == 403

    def test_a_case_manager_restricts_nobody(self, jo, sophie):
        assert jo.get(reverse("restrict", args=[sophie.pk])).status_code == 403
