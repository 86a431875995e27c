"""The first page of a large service: who is owed something first, a page at a time, and found."""

import html
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.forms import day_parts
from tests.people import make_person, signed_in_client
from waymark.accounts import asking
from waymark.accounts.models import Role
from waymark.letters import faring
from waymark.letters.models import Incoming, Outgoing
from waymark.victims.people import owing, views
from waymark.victims.people.models import Happening, Victim

A_DAY = timedelta(days=1)


@pytest.fixture
def named(service, harmed):
    """Make people whom the child of record 7 harmed, by name."""

    def make(*names):
        references = [f"v{number}" for number, _ in enumerate(names, 1)]
        people = harmed(*references)
        for person, name in zip(people, names, strict=True):
            Victim.objects.filter(pk=person.pk).update(name=name)
        return people

    return make


def first_page(client, query=""):
    with CaptureQueriesContext(connection) as asked:
        text = client.get("/" + query).text
    return len(asked), text


def found(client, words):
    return client.post("/", {"words": words}, follow=True).text


def shown(text):
    return [name for name in ("Ada", "Ben", "Cara") if f">{name}</a>" in text]


@pytest.mark.parametrize("is_reckoned", [True, False])
def test_twice_as_many_people_ask_as_many_queries(vic, named, is_reckoned):
    def of(number):
        named(*(f"Person {each}" for each in range(number)))
        if is_reckoned:
            first_page(vic)
        return first_page(vic)

    of(3)
    (few, _), (many, text) = of(6), of(12)
    assert many == few
    assert "Person 11" in text


def test_a_page_shows_whom_it_has_room_for_and_reads_of_nobody_else(vic, named, monkeypatch):
    monkeypatch.setattr(views, "A_PAGE", 2)
    named("Ada", "Ben", "Cara")
    first_page(vic)
    read = []
    monkeypatch.setattr(views, "known", lambda found: read.extend(found) or owing.known(found))
    _, text = first_page(vic)
    assert shown(text) == ["Ada", "Ben"]
    assert "Page 1 of 2: 3 people" in text
    assert [each.name for each in read] == ["Ada", "Ben"]
    _, text = first_page(vic, "?page=2")
    assert shown(text) == ["Cara"]


def test_what_is_owed_stands_under_each_person_and_the_most_urgent_decides_the_order(vic, named):
    ada, _ben = named("Ada", "Ben")
    asked = day_parts("on", timezone.localdate()) | {"of": "police"}
    vic.post(f"/harmed/{ada.pk}/write/details-asked/", asked)
    owed = first_page(vic)[1].split("What is owed")[1].split("Everybody")[0]
    assert re.findall(r"<h3><a [^>]*>(\w+)</a>", owed) == ["Ben", "Ada"]
    of_ben, of_ada = owed.split(">Ada</a>")
    assert "Ask the police for their details" in of_ben
    assert "Ask the police for their details" not in of_ada
    assert "/write/" in of_ada


@pytest.mark.parametrize("words", ["Cara", "car", "moyo cara", "tandy", "7 v3"])
def test_somebody_is_found_by_a_name_or_a_reference(vic, named, words):
    *_, cara = named("Ada", "Ben", "Cara")
    known_as = {"other_names": ["Cara Moyo"], "nicknames": ["Tandy"]}
    Victim.objects.filter(pk=cara.pk).update(**known_as)
    assert shown(found(vic, words)) == ["Cara"]


def test_somebody_is_found_as_casework_says_them_on_the_telephone(vic, named):
    _, ben = named("Ada", "Ben")
    (known_by,) = ben.known_by
    for words in (str(known_by.number), f"person {known_by.number}", known_by.in_words):
        assert shown(found(vic, words)) == ["Ben"]
    assert found(vic, "Ben").count(f"7, as {known_by.number}") == 1


def test_a_name_with_a_letter_wrong_finds_whom_it_may_be(vic, named):
    named("Caitlin Moss", "Ben")
    page = found(vic, "Caitlyn Mos")
    assert ">Caitlin Moss</a>" in page
    assert ">Ben</a>" not in page
    assert "Nobody found" in found(vic, "Kathleen Mos")


@pytest.mark.parametrize("words", ["Nobody", "8", "%", "9999999999999999999999"])
def test_what_nobody_is_called_finds_nobody(vic, named, words):
    named("Ada", "Ben")
    page = found(vic, words)
    assert shown(page) == []
    assert "Nobody found" in page


def test_no_address_holds_what_was_looked_for_and_paging_keeps_it(vic, named, monkeypatch):
    monkeypatch.setattr(views, "A_PAGE", 1)
    named("Ada", "Adaline", "Ben")
    answer = vic.post("/", {"words": "ada"}, follow=True)
    assert answer.redirect_chain == [("/?found=", 302)]
    (on,) = re.findall(r'href="([^"]*page=2[^"]*)"', answer.text)
    assert "ada" not in on.lower()
    page = vic.get("/" + html.unescape(on)).text
    assert ">Adaline</a>" in page
    assert "Page 2 of 2" in page
    assert "Page 1 of 3" in vic.get("/").text  # everybody, whenever she comes anew


def test_nobody_of_another_service_is_found(vic, named):
    named("Ada")
    theirs = signed_in_client(make_person(Role.VICTIM_MANAGER))
    assert "Nobody found" in found(theirs, "Ada")
    assert shown(found(vic, "Ada")) == ["Ada"]


def test_what_is_written_down_and_what_a_letter_tells_moves_somebody_at_once(vic, named, service):
    ada, ben = named("Ada", "Ben")
    today = timezone.localdate()
    owing.reckon(today)
    assert not Victim.objects.exclude(reckoned_on=today).exists()
    asked = day_parts("on", today) | {"of": "police"}
    vic.post(f"/harmed/{ada.pk}/write/details-asked/", asked)
    asking.as_waymark(service.pk)
    assert list(Victim.objects.filter(reckoned_on=None)) == [ada]
    vic.get("/")
    asking.as_waymark(service.pk)
    assert list(Victim.objects.order_by("owed_by")) == [ben, ada]
    named("Ada", "Ben")
    assert Victim.objects.filter(reckoned_on=None).count() == 2


def test_of_a_large_service_no_more_is_reckoned_at_once_than_can_be_waited_for(named, monkeypatch):
    """Whoever changed comes first; each minute's round goes on where the last one stopped."""
    monkeypatch.setattr(owing, "AT_ONCE", 2)
    today = timezone.localdate()
    *_, fay = named("Ada", "Ben", "Cyd", "Dee", "Eve", "Fay")
    Victim.objects.update(reckoned_on=today - A_DAY)
    owing.changed(pk=fay.pk)
    for still in (4, 2, 0):
        owing.reckon(today)
        assert Victim.objects.exclude(reckoned_on=today).count() == still
        assert not Victim.objects.filter(pk=fay.pk).exclude(reckoned_on=today).exists()


def test_while_nothing_may_be_written_the_page_is_read(vic, named, settings):
    settings.READ_ONLY = True
    named("Ada")
    text = first_page(vic)[1]
    assert "Ask the police for their details" in text
    assert Victim.objects.filter(reckoned_on=None).count() == 1


def test_whoever_asked_to_be_left_alone_is_shown_so_before_anybody_looks_for_their_name(
    vic, named, service
):
    ada, _ = named("", "Ben")
    assert "Not named yet" in vic.get("/").text
    about = {"victim": ada, "service": service, "recorded_at": timezone.now(), "document": {}}
    Happening.objects.create(kind="details-refused", on=timezone.localdate(), **about)
    page = vic.get("/").text
    assert "Left alone, as they asked" in page
    assert "Not named yet" not in page


@pytest.mark.parametrize(
    ("letters", "facts", "words"),
    [
        (Outgoing, {"kind": "keep-from", "document": {}}, "What casework is to know has not"),
        (Incoming, {"number": 5}, "1 message from casework could not be taken in since"),
    ],
)
def test_the_manager_is_told_where_letters_wait_for_minutes(
    service, val, vic, monkeypatch, letters, facts, words
):
    asking.as_waymark(service.pk)
    letters.objects.create(service=service, **facts)
    assert words not in val.get("/").text
    monkeypatch.setattr(faring, "LONG", timedelta(0))
    assert words in val.get("/").text
    assert words not in vic.get("/").text
