"""The door: what casework may ask, and what a call must be to be heard."""

from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from tests.people import make_service
from waymark import wire
from waymark.accounts import asking
from waymark.accounts.models import Service
from waymark.guidance.attempts import limits
from waymark.victims.door import mentions as answering
from waymark.victims.door import views
from waymark.victims.people.models import Call, Spell

CHILD = 7
NAME = "Thandiwe Grant"


def ask(function, **told):
    body, once = wire.call(function, told)
    answer = Client().post("/door/", body, content_type="text/plain")
    assert answer.status_code == 200, answer.text
    return wire.answered(once, answer.text)


def mentions(text, service, *, known=(), harmed=(), **more):
    told = {"towards": "child", "paper": "", "by": 3, "by_name": "Jo Field"}
    told |= {**of(service), **more}
    return ask("mentions", texts=[text], known=list(known), harmed=list(harmed), **told)


def of(service):
    return {"child": CHILD, "service": service.pk, "service_name": service.name}


@pytest.fixture
def named(harmed):
    def make(*names):
        people = harmed(*(f"v{place}" for place, _ in enumerate(names, 1)))
        for person, name in zip(people, names, strict=True):
            person.name = name
            person.save()
        return people

    return make


@pytest.mark.provision("CM-409")
def test_a_text_that_names_somebody_harmed_is_told_where_and_never_whose(service, named):
    named(NAME)
    text = "I wrote to Thandiwe Grant’s mother."
    said = mentions(text, service)
    (found,) = said["found"]
    assert text[found["start"] : found["end"]].startswith("Thandiwe")
    assert NAME not in str(said)
    assert set(found) == {"text", "start", "end", "sure"}


def test_whom_nobody_can_name_yet_is_counted(service, named):
    named(NAME, "")
    assert mentions("Nothing here.", service) == {"found": [], "unnamed": 1}


def test_whom_no_letter_has_told_of_yet_is_counted_too(service, named):
    named(NAME)
    assert mentions("Nothing here.", service, harmed=["v1", "v2"])["unnamed"] == 1


@pytest.mark.parametrize(
    "changed", [{"service_name": "Another"}, {"service": 999_999}, {"service_name": ""}]
)
def test_a_service_under_another_name_or_number_is_told_nothing(service, named, changed):
    named(NAME)
    body, _ = wire.call("reference", {"by": 3, **of(service), **changed})
    assert Client().post("/door/", body, content_type="text/plain").status_code == 403


def test_letters_of_a_service_that_is_known_by_another_name_wait_and_no_others(service):
    other = make_service()

    def letter(number, of):
        document = {"child": CHILD, "on": "2026-03-02", "people": [1]}
        return {"number": number, "service": of.pk, "kind": "works-with", "document": document}

    letters = [letter(1, service), letter(2, other)]
    services = {service.pk: "Renamed", other.pk: other.name}
    assert ask("signal", letters=letters, applied=[], services=services)["applied"] == [2]


def test_a_service_that_is_new_here_is_made(db):
    told = {"child": CHILD, "service": 77, "service_name": "Somewhere", "by": 3}
    assert ask("reference", **told) == {"harmed": []}
    assert Service.objects.get(pk=77).name == "Somewhere"


@pytest.fixture
def elsewhere(named, harmed):
    """Somebody whom another child harmed."""
    named("Ann Other")
    (person,) = harmed("v1", child=8)
    person.name, person.other_names = "Kim Stone", ["Kim Adéyemí-O’Hara"]
    person.save()
    return person


@pytest.mark.provision("CM-409")
@pytest.mark.parametrize(
    "text", ["Kim Stone came.", "Kim Stone’s mother", "the Adeyemi: Kim Adeyemi-Oharas"]
)
def test_the_whole_name_of_whom_another_child_harmed_is_looked_at_before_it_leaves(
    service, elsewhere, text
):
    (found,) = mentions(text, service)["found"]
    assert not found["sure"]  # it may be a namesake: somebody must look


@pytest.mark.provision("CM-409")
@pytest.mark.parametrize(
    "name",
    ["Zoë O’Brien", "Renée d'Arcy", "Anna Weiß", "Egil Æther", "Ivan Петров", "Ana Gonçalves"],
)
def test_a_whole_name_is_found_whatever_letters_it_has(service, elsewhere, name):
    elsewhere.name = name
    elsewhere.save()
    for text in (f"{name} came.", f"WE SAW {name.upper()} TODAY"):
        assert mentions(text, service)["found"], text


@pytest.mark.provision("CM-409")
def test_a_file_that_says_it_does_not_go_into_another_childs_record(service, elsewhere):
    (found,) = mentions("Kim Stone came.", service, towards="file")["found"]
    assert found["sure"]


@pytest.mark.parametrize("text", ["Kim came.", "A stone fell.", "K. Stone", "Mr Stone came."])
def test_of_whom_another_child_harmed_nothing_less_is_looked_for(service, elsewhere, text):
    assert not mentions(text, service)["found"]


@pytest.mark.parametrize(
    "told", [{"towards": "typed"}, {"known": ["Kim Stone"]}, {"called": "Kim Stone"}]
)
def test_who_types_does_not_learn_whom_other_children_harmed_nor_is_a_child_kept_from_its_own_name(
    service, elsewhere, told
):
    assert not mentions("Kim Stone came.", service, **told)["found"]


@pytest.mark.provision("CM-401", "CM-400")
def test_casework_learns_four_facts_of_each_and_no_name(service, named):
    (person,) = named(NAME)
    person.age, person.sex = "adult", "female"
    person.save()
    said = ask("reference", by=3, **of(service))
    (told,) = said["harmed"]
    assert told["victim"] == "v1"
    assert told["age"] == "adult"
    assert NAME not in str(said)


def test_each_call_is_counted_and_whom_it_found(service, named):
    (person,) = named(NAME)
    mentions(f"{NAME} came.", service)
    call = Call.objects.get()
    assert call.found == [person.pk]
    assert (call.child, call.asked_by, call.towards) == (CHILD, 3, "child")


@pytest.mark.provision("CM-400")
def test_a_call_is_taken_once(service):
    body, _ = wire.call("reference", {"by": 3, **of(service)})
    client = Client()
    assert client.post("/door/", body, content_type="text/plain").status_code == 200
    assert client.post("/door/", body, content_type="text/plain").status_code == 403


def test_a_call_is_forgotten_when_it_is_counted_no_more(service):
    asking.as_waymark(service.pk)
    now = timezone.now()
    counted = timedelta(days=limits(localdate(now)).days)
    for once, at in (("old", now - counted * 2), ("counted", now - counted / 2)):
        Call.objects.create(once=once, at=at, function="mentions", service=service)
    ask("reference", by=3, **of(service))
    asking.as_waymark(service.pk)
    assert Call.objects.filter(once="old").exists()
    ask("signal", letters=[], applied=[])
    asking.as_waymark(service.pk)
    assert set(Call.objects.filter(function="mentions").values_list("once", flat=True)) == {
        "counted"
    }


def test_a_call_under_another_key_is_refused(service):
    told = {"function": "reference", "once": "a", "told": of(service)}
    forged = signing.dumps(told, key="another", salt=wire.SALT)
    assert Client().post("/door/", forged, content_type="text/plain").status_code == 403
    assert not Call.objects.exists()


def test_a_call_of_a_minute_ago_is_refused(service, monkeypatch):
    now = timezone.now().timestamp()
    monkeypatch.setattr(signing.time, "time", lambda: now - 60)
    body, _ = wire.call("reference", {"by": 3, **of(service)})
    monkeypatch.undo()
    assert Client().post("/door/", body, content_type="text/plain").status_code == 403


@pytest.mark.parametrize("function", ["victims", "__class__", ""])
def test_there_are_no_other_functions(service, function):
    body, _ = wire.call(function, of(service))
    assert Client().post("/door/", body, content_type="text/plain").status_code == 403


def test_the_answer_to_one_call_is_no_answer_to_another(service):
    body, _ = wire.call("reference", {"by": 3, **of(service)})
    answer = Client().post("/door/", body, content_type="text/plain")
    with pytest.raises(wire.Forged):
        wire.answered("another", answer.text)


@pytest.mark.provision("CM-409")
def test_whoever_asks_about_many_names_is_told_of_to_the_victim_worker(service, named, vic):
    named(NAME)
    assert "asks much" not in vic.get("/").text
    for number in range(30):
        mentions(f"Person Number{chr(97 + number % 26)}{number:02}", service)
    page = vic.get("/").text
    assert "Somebody asks much" in page
    assert "Jo Field of casework asked about" in page


def test_of_whom_no_name_came_the_victim_worker_reads_the_number(service, named, vic):
    named(NAME)
    for number in range(30):
        mentions(f"Person Number{chr(97 + number % 26)}{number:02}", service, by_name="")
    assert "Account 3 of casework asked about" in vic.get("/").text


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
    assert "operations manager of their team" in page
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


def test_what_leads_to_somebody_is_found_too(service, named, worker):
    (person,) = named(NAME)
    reach = {"address": "14 Mill Lane, Hereford HR1 2AB", "phone": "07700 900123"}
    for by, at in reach.items():
        Spell.objects.create(
            victim=person,
            service=service,
            kind="reach",
            document={"by": by, "at": at},
            begins=timezone.localdate(),
            recorded_at=timezone.now(),
        )
    for text in ("He lives at 14 Mill Ln.", "Ring +44 7700 900 123 now.", "HR12AB"):
        assert mentions(text, service)["found"], text
    assert not mentions("He lives at 15 Mill Lane and has 07700 900124.", service)["found"]


@pytest.mark.provision("CM-409")
@pytest.mark.parametrize(("begins", "ends"), [(-9, -1), (1, None)])
def test_a_number_that_they_had_or_will_have_leads_to_somebody_too(service, named, begins, ends):
    (person,) = named(NAME)
    today = localdate()
    Spell.objects.create(
        victim=person,
        service=service,
        kind="reach",
        document={"by": "phone", "at": "07700 900123"},
        begins=today + timedelta(days=begins),
        ends=today + timedelta(days=ends) if ends else None,
        recorded_at=timezone.now(),
    )
    assert mentions("Ring 07700 900123.", service)["found"]


@pytest.mark.provision("CM-409")
def test_a_mother_who_is_cleared_may_be_named_as_such_and_never_as_harmed(service, named):
    (person,) = named("Donna Marsh")
    Spell.objects.create(
        victim=person,
        service=service,
        kind="clearance",
        document={"as": "family", "papers": ["plan-copy"], "reason": "She is his mother."},
        begins=timezone.localdate(),
        recorded_at=timezone.now(),
    )
    told = {"towards": "child", "by": 3, "known": [], "harmed": [], **of(service)}

    def found(text, paper):
        return ask("mentions", texts=[text], paper=paper, **told)["found"]

    assert found("Donna Marsh will come to the review.", "plan-copy") == []
    assert found("Donna Marsh will come to the review.", "agreement") != []
    assert found("Donna Marsh was the victim of the assault.", "plan-copy") != []


@pytest.mark.provision("CM-404")
def test_where_one_name_stands_is_told_alone_once_it_may_stand_there_no_longer(service, named):
    one, _ = named(NAME, "Ann Other")
    text = f"{NAME} and Ann Other were there."

    def of_one(reference="v1"):
        told = {"towards": "file", "by": None, "known": [], "no_longer": reference, **of(service)}
        return [text[each["start"] : each["end"]] for each in _sure(told)]

    def _sure(told):
        return [each for each in ask("mentions", texts=[text], **told)["found"] if each["sure"]]

    assert of_one() == []  # nobody decided that it may stand there: it is found as any other is
    today = localdate()
    document = {"child": CHILD, "review_on": today.isoformat()}
    told = {"kind": "named-in-file", "begins": today - timedelta(days=9), "document": document}
    row = Spell.objects.create(victim=one, service=service, recorded_at=timezone.now(), **told)
    assert of_one() == []
    Spell.objects.filter(pk=row.pk).update(ends=today - timedelta(days=1))
    assert of_one() == [NAME]
    assert of_one("v2") == []


@pytest.mark.provision("CM-402")
def test_a_name_that_may_stand_in_the_record_is_not_warned_of_there_and_still_does_not_leave(
    service, named
):
    (person,) = named(NAME)
    text = f"He said that he will see {NAME} again."
    assert mentions(text, service, towards="typed")["found"]
    today = localdate()
    Spell.objects.create(
        victim=person,
        service=service,
        kind="named-in-file",
        document={"child": CHILD, "review_on": (today + timedelta(days=30)).isoformat()},
        begins=today,
        recorded_at=timezone.now(),
    )
    assert not mentions(text, service, towards="typed")["found"]
    assert mentions(text, service, towards="child")["found"]


def test_what_a_day_changed_is_told_since_casework_called_last(service, monkeypatch):
    asked = []
    monkeypatch.setattr(
        views, "tell_what_a_day_changed", lambda *_, since, at: asked.append((since, localdate(at)))
    )
    for _ in range(2):
        ask("signal", letters=[], applied=[])
    (first, on), (second, _) = asked
    assert (first, second) == (None, on)
