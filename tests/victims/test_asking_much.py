"""The door: whoever tries out many names there is told of."""

from datetime import timedelta

import pytest

from tests.victims.calling import NAME, ask, mentions, of
from tests.victims.conftest import CHILD
from waymark.accounts import asking
from waymark.victims.door import mentions as answering
from waymark.victims.people.models import Call


def test_each_call_is_counted_and_whom_it_found(service, named):
    (person,) = named(NAME)
    mentions(f"{NAME} came.", service)
    call = Call.objects.get()
    assert call.found == [person.pk]
    assert (call.child, call.asked_by, call.towards) == (CHILD, 3, "child")


@pytest.mark.provision("CM-409")
def test_whoever_asks_about_many_names_is_told_of_to_the_victim_worker(service, named, vic):
    named(NAME)
    assert "asks much" not in vic.get("/").text
    for number in range(30):
        mentions(f"Person Number{chr(97 + number % 26)}{number:02}", service)
    page = vic.get("/").text
    assert "Somebody asks much" in page
    assert "Account 3 of casework asked about" in page


@pytest.mark.provision("CM-409")
def test_a_text_that_is_saved_as_it_is_typed_asks_about_what_it_is_in_the_end(service, named):
    named(NAME)
    for so_far in ("Tha", "Thandiwe", "Thandiwe Gr", NAME):
        mentions(so_far, service)
    assert names_counted(service) == 1
    mentions("Ann Oth", service)
    assert names_counted(service) == 2
    mentions("Ann Other came to the office today.", service)
    assert names_counted(service) == 1


def names_counted(service):
    asking.as_waymark(service.pk)
    return len({name for each in Call.objects.all() for name in each.names})


def test_another_account_types_a_text_of_its_own(service, named):
    named(NAME)
    told = {"towards": "child", "paper": "", "known": [], "harmed": [], **of(service)}
    ask("mentions", texts=["Thandiwe"], by=4, **told)
    mentions(NAME, service)
    assert names_counted(service) == 2


def test_who_comes_back_to_a_name_later_asks_about_another(service, named, monkeypatch):
    named(NAME)
    mentions("Thandiwe", service)
    monkeypatch.setattr(answering, "TYPED_WITHIN", timedelta(0))
    mentions(NAME, service)
    assert names_counted(service) == 2


@pytest.mark.provision("CM-409")
def test_what_a_worker_asked_the_manager_about_is_told_again_only_when_there_is_more(
    service, named, vic
):
    named(NAME)

    def tries(names):
        mentions(" ".join(f"{names}{chr(97 + each)}x" for each in range(26)), service)

    tries("Vwq")
    tries("Zwq")
    page = vic.get("/").text
    assert "at <b>/people/3/</b>" in page
    assert "operations manager of that person’s team" in page
    assert "asks much" not in vic.post("/asking/3/", follow=True).text.replace(
        "asks much again", ""
    )
    tries("Kwq")
    assert "Somebody asks much" not in vic.get("/").text
    tries("Xwq")
    assert "asked about 52 names alone" in vic.get("/").text


@pytest.mark.provision("CM-409")
def test_one_text_that_lists_many_names_is_told_of_as_well(service, named, vic):
    named(NAME)
    mentions(
        " ".join(f"Vwx{chr(97 + each // 26)}{chr(97 + each % 26)}" for each in range(40)), service
    )
    assert "asked about 40 names alone" in vic.get("/").text
