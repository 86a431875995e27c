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
    assert "Jo Field of casework asked about" in page
    assert "Jo Field of casework asks much" in vic.get("/asking/3/").text


@pytest.mark.provision("CM-409")
def test_the_page_of_an_account_says_how_much_it_asked_and_is_nobodys_where_none_did(
    service, named, vic
):
    named(NAME)

    def ask(numbers):
        for number in numbers:
            mentions(f"Person Number{chr(97 + number % 26)}{number:02}", service)

    assert vic.get("/asking/3/").status_code == 404
    mentions("He went to the shop with his mother.", service)
    page = vic.get("/asking/3/").text
    assert "asked nothing that is counted" in page
    assert "Write it down" not in page
    ask(range(29))
    few = vic.get("/asking/3/").text
    assert "Jo Field of casework does not ask much" in few
    assert "asked about 29 names or places alone" in few
    assert "That is not much: you are told from 30 on." in few
    ask([29])
    assert "That is much: you are told from 30 on." in vic.get("/asking/3/").text
    assert vic.get("/asking/4/").status_code == 404


def test_of_whom_no_name_came_the_victim_worker_reads_the_number(service, named, vic):
    named(NAME)
    for number in range(30):
        mentions(f"Person Number{chr(97 + number % 26)}{number:02}", service, by_name="")
    assert "Account 3 of casework asked about" in vic.get("/").text


def typed(text, service, **told):
    """Save a text with each letter that is typed, and with each that is deleted again."""
    for end in [*range(1, len(text) + 1), *range(len(text) - 1, 0, -1)]:
        mentions(text[:end], service, **told)


@pytest.mark.provision("CM-409")
def test_a_name_counts_once_however_it_was_begun_and_deleted(service, named):
    named(NAME)
    typed("Ann Oth", service)
    assert names_counted(service) == 1
    typed("Ann Other came in", service)
    typed("Ann Oth", service)
    assert names_counted(service) == 1
    typed(NAME, service)
    assert names_counted(service) == 2
    mentions("Ann Other came in to the office today.", service)
    assert names_counted(service) == 1


@pytest.mark.provision("CM-409")
def test_a_name_that_the_childs_record_holds_from_then_on_is_counted_no_more(service, named):
    named(NAME)
    mentions("Thandeka Dube", service)
    mentions("Thandeka Dube", service, child=CHILD + 1)
    mentions("He came to the door.", service, known=["Thandeka Dube"])
    asking.as_waymark(service.pk)
    assert [len(each.names) for each in Call.objects.order_by("at")] == [0, 1, 0]


def names_counted(service):
    asking.as_waymark(service.pk)
    return len({name for each in Call.objects.all() for name in each.names})


def test_another_account_types_a_text_of_its_own(service, named):
    named(NAME)
    told = {"towards": "child", "paper": "", "known": [], "harmed": [], **of(service)}
    ask("mentions", texts=["Thandiwe"], by=4, **told)
    mentions(NAME, service)
    assert names_counted(service) == 2


def test_who_comes_back_to_a_name_another_day_asks_about_another(service, named, monkeypatch):
    named(NAME)
    mentions("Thandiwe", service)
    monkeypatch.setattr(answering, "A_DAY", timedelta(0))
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
    assert '<a href="/asking/3/">Say what it was</a>' in vic.get("/").text
    page = vic.get("/asking/3/").text
    assert "at <b>/people/3/</b>" in page
    assert "operations manager of their team" in page
    assert vic.post("/asking/3/", {"found_out": ""}).status_code == 422
    assert "Somebody asks much" in vic.get("/").text
    said = vic.post("/asking/3/", {"found_out": "tried-out"}, follow=True).text
    assert "Somebody asks much" not in said
    tries("Kwq")
    assert "Somebody asks much" not in vic.get("/").text
    tries("Xwq")
    again = vic.get("/").text
    assert "asked about 52 names or places alone" in again
    assert "The last time: They tried out what Waymark warns of." in again


@pytest.mark.provision("CM-409")
def test_one_text_that_lists_many_names_is_told_of_as_well(service, named, vic):
    named(NAME)
    mentions(
        " ".join(f"Vwx{chr(97 + each // 26)}{chr(97 + each % 26)}" for each in range(40)), service
    )
    assert "asked about 40 names or places alone" in vic.get("/").text


@pytest.mark.provision("CM-409")
def test_names_hidden_one_by_one_in_sentences_are_told_of_as_well(service, named, vic):
    named(NAME)
    for each in range(249):
        guess = f"Kwx{chr(97 + each // 26)}{chr(97 + each % 26)}zq"
        mentions(f"I think that {guess} was there on the day.", service)
    assert "asks much" not in vic.get("/").text
    mentions("I think that Vwxyzq was there on the day.", service)
    assert "wrote 250 words that may be a name" in vic.get("/").text


@pytest.mark.provision("CM-409")
def test_a_name_in_a_sentence_counts_once_however_it_was_typed(service, named):
    named(NAME)
    typed("I think that it was Vwxyzq", service)
    typed("I think that it was Vwxyzq who came.", service)
    asking.as_waymark(service.pk)
    assert len({word for each in Call.objects.all() for word in each.prose}) == 1


@pytest.mark.provision("CM-409")
def test_a_name_that_opens_a_sentence_is_tried_in_it_and_counts_once(service, named):
    named(NAME)
    mentions("Vwxyzq", service)
    assert names_counted(service) == 1
    mentions("Vwxyzq came to see him today.", service)
    kept = [(each.names, len(each.prose)) for each in Call.objects.order_by("at")]
    assert kept == [([], 0), ([], 1)]
