"""The child's header stands the same on every page of the child."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.web.children import demonstration
from waymark.children import shown
from waymark.children.header import designated_worker, header, lives
from waymark.children.models import Episode
from waymark.chronology.door import today


def text_of(client, child):
    return client.get(reverse("child", args=[child.pk])).content.decode()


def test_the_child_is_met_as_a_person(jo, sophie):
    page = text_of(jo, sophie)
    assert "Soph</a>" in page
    assert ", 15" in page
    assert "lives with her mum" in page
    assert "What matters to Soph" in page
    assert "Someone who asks straight" in page
    assert "good at drawing" in page


def test_alerts_stand_at_the_top_with_the_day_until_which_they_hold(jo, sophie):
    page = text_of(jo, sophie)
    assert "Visit in pairs" in page
    assert "<b>Self-harm</b>" in page
    assert "Protected address and phone:" in page
    assert "not to be told to M., an adult known to the police" in page


@pytest.mark.parametrize(
    ("alert", "said"),
    [
        ({"kind": "local", "note": "Ring twice."}, "<b>Ring twice.</b>"),
        ({"note": "Ring twice."}, "<b>Ring twice.</b>"),
        ({"kind": "local"}, "<b>Something else to know first</b>"),
        ({"kind": "of-another-system"}, "<b>of another system</b>"),
    ],
)
def test_an_alert_of_no_code_of_ours_says_what_it_is(jo, service, alert, said):
    document = demonstration.file("sophie")
    document["child"]["alerts"] = [alert]
    assert said in text_of(jo, demonstration.take_in(document, service))


def test_what_is_known_of_the_child_is_open_on_the_childs_own_page_and_folded_on_others(jo, sophie):
    assert '<details class="child__about folded" open>' in text_of(jo, sophie)
    other = jo.get(reverse("chronology", args=[sophie.pk])).text
    assert '<details class="child__about folded">' in other
    folded = other.index('class="child__about')
    assert other.index("Visit in pairs") < folded < other.index("What matters to Soph")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Elm House", "lives at Elm House"),
        ("With Ann", "lives with Ann"),
        ("", "placed: protected"),
    ],
)
def test_a_placement_is_said_as_people_say_it(name, said):
    document = {"from": "2026-01-05", **({"name": name} if name else {})}
    assert lives(shown.episode(Episode(kind="placements", document=document))) == said


def test_where_a_protected_child_lives_is_not_said(jo, sam):
    page = text_of(jo, sam)
    assert "placed: children" in page
    assert "Fenwick House" not in page


@pytest.mark.provision("CM-001")
def test_the_header_says_who_the_childs_worker_is(people, sophie):
    now = today(timezone.now())
    assert designated_worker(sophie, now).user == people["jo"]
    top = header(sophie, now)
    assert top.worker == "Jo Field"
    assert top.worker_since <= now


def test_a_child_whom_nobody_works_with_yet_says_so(people, jo, sophie):
    sophie.allocations.all().delete()
    assert header(sophie, today(timezone.now())).worker == ""


def test_the_header_costs_four_queries_however_long_the_life(
    service, sophie, django_assert_num_queries
):
    document = demonstration.file("sophie")
    document["child"]["id"] = "long"
    document["child"]["alerts"] *= 20
    document["child"]["addresses"] *= 20
    long = demonstration.take_in(document, service)
    on = today(timezone.now()) - timedelta(days=1)
    for child in (sophie, long):
        with django_assert_num_queries(4):
            header(child, on)


def test_a_service_that_has_no_name_leaves_no_empty_row_among_the_needs(jo, service):
    told = demonstration.file("sophie")
    told["child"]["responsibility"] = [{"from": "2026-01-05"}]
    child = demonstration.take_in(told, service)
    page = jo.get(reverse("needs", args=[child.pk])).text
    assert "Children’s services" in page
    assert "Youth justice service</dt>" not in page
