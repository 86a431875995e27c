"""Whose link shows nothing, because its copy names somebody by now, is told until it is mended."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.forms import forms_of
from tests.web.plans.copying import CANARY, copy_for, with_plan
from waymark.accounts import asking
from waymark.audit import recording
from waymark.portal import held_back
from waymark.portal.models import Sheet

WORDS = "purple drawing dog"
GOAL = "Say sorry to Zephyrine"


@pytest.fixture
def child(worker):
    return with_plan(worker, words=GOAL)


@pytest.fixture
def phone(jo, child):
    """A phone on which the link was opened, before anybody knew who was harmed."""
    phone = Client()
    link = re.search(
        r"/for-you/open/[^\"]+/", copy_for(jo, child, format="link", chosen=WORDS).text
    )[0]
    assert GOAL in phone.post(link, {"words": WORDS}, follow=True).text
    return phone


@pytest.fixture
def is_told(jo, child):
    """Whether the worker's first page says it, and leads to where a new copy is made."""
    said = rf'href="/children/{child}/plan/give/"[^>]*>Sophie: {held_back.SHOWS_NOTHING}'
    return lambda client=jo: bool(re.search(said, client.get("/").text))


@pytest.fixture
def shut(phone, child, protected_names):
    protected_names(child, [CANARY])
    assert phone.get("/for-you/").status_code == 422
    return phone


@pytest.mark.provision("CM-409")
def test_the_childs_worker_is_told_once_the_link_shows_nothing(
    phone, child, protected_names, victims_side, is_told
):
    protected_names(child, [CANARY])
    assert not is_told(), "nobody opened it"
    victims_side.is_away = True
    assert phone.get("/for-you/").status_code == 422
    victims_side.is_away = False
    assert not is_told(), "nobody could say whether it names somebody"
    phone.get("/for-you/")
    assert is_told()


def test_it_stands_in_the_childs_record_names_nobody_and_is_told_to_no_other_worker(
    shut, jo, child, worker, ash, is_told
):
    page = jo.get(f"/children/{child}/said/").text
    assert "It names somebody by now, so it shows nothing" in page
    asking.as_user(worker)
    copy = Sheet.objects.get(link__gt="")
    beside = jo.get(f"/children/{child}/plan/copies/{copy.pk}/").text
    assert "The link shows nothing" in beside
    assert "Zephyrine" not in page + jo.get("/").text
    assert not is_told(ash)


def test_it_is_told_no_more_once_it_shows_again(shut, child, protected_names, is_told):
    protected_names(child, [])
    assert shut.get("/for-you/").status_code == 200
    assert not is_told()


def test_it_is_told_no_more_once_a_new_copy_was_made_for_whom_it_is(
    shut, jo, child, protected_names, is_told
):
    protected_names(child, [])
    page = jo.get(f"/children/{child}/plan/give/").text
    (mother,) = re.findall(r'value="(person-\d+)"[^<]*<[^<]*Mary', page)
    copy_for(jo, child, whom=mother, may_have_it="on")
    assert is_told(), "that one is somebody else's"
    copy_for(jo, child)
    protected_names(child, [CANARY])
    shut.get("/for-you/")
    assert not is_told()


@pytest.mark.provision("CM-409")
def test_a_new_copy_of_one_agreement_is_none_of_another(child, worker, django_assert_num_queries):
    asking.as_user(worker)
    now = timezone.now()

    def copy(of, link="", **told):
        of_it = {"for_whom": "child", "language": "en", "content": {"agreement": of}}
        of_it |= {"made_by": worker, "made_at": now, "until": now + timedelta(days=1), **told}
        whose = {"child_id": child, "service_id": worker.service_id}
        return Sheet.objects.create(kind="copy", link=link, secret=link, **whose, **of_it)

    of_two = [copy(of, of, held_back_at=now) for of in ("p1", "p2")]
    stands = held_back.of_somebody(by=worker, at=now, on=now.date()).order_by("pk")
    with recording.command("test", service_id=worker.service_id, user_id=worker.pk, at=now):
        asking.as_user(worker)
        with django_assert_num_queries(2):
            held_back.notices(by=worker, at=now)
    asking.as_user(worker)
    assert list(stands.all()) == of_two
    copy("p2", made_at=now + timedelta(seconds=1))
    assert list(stands.all()) == of_two[:1]


def test_it_is_told_no_more_once_the_link_opens_nothing(shut, jo, child, worker, is_told):
    asking.as_user(worker)
    now = timezone.now()
    for until, opens in ((now - timedelta(minutes=1), False), (now + timedelta(days=1), True)):
        Sheet.objects.update(made_at=until - timedelta(days=7), until=until)
        assert is_told() is opens
        asking.as_user(worker)
    page = jo.get(f"/children/{child}/said/").text
    (form,) = (each for each in forms_of(page) if "take-back" in each.action)
    jo.post(form.action, form.sent())
    assert not is_told()


def test_without_it_being_kept_in_mind_nobody_is_told(
    phone, child, protected_names, is_told, monkeypatch
):
    """The control."""
    monkeypatch.setattr(held_back, "keep_in_mind", lambda *_: None)
    protected_names(child, [CANARY])
    assert phone.get("/for-you/").status_code == 422
    assert not is_told()
