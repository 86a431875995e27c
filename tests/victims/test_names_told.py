"""The door: where a text leads to somebody harmed, told without telling whom."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from tests.victims.calling import NAME, ask, mentions, of
from tests.victims.conftest import CHILD
from waymark.victims.people.models import Spell


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


@pytest.mark.provision("CM-409")
def test_whoever_types_of_a_mother_who_is_cleared_for_the_record_does_not_learn_that_she_was_harmed(
    service, named
):
    """Else each note in which she comes to a meeting would say it of her."""
    (person,) = named("Donna Marsh")
    today = localdate()
    as_mother, as_harmed = "Donna Marsh came too.", "He hit Donna Marsh."
    one_of_several = {"towards": "file", "no_longer": "v1"}
    ways = [{"towards": "typed"}, {"towards": "file"}]

    def found(text, **way):
        told = {"by": None, "known": [], "harmed": [], **of(service)}
        return ask("mentions", texts=[text], **told | way)["found"]

    assert all(found(as_mother, **way) for way in ways)
    clearance = {"as": "family", "papers": ["record"], "reason": "She is his mother."}
    row = {"victim": person, "service": service, "recorded_at": timezone.now(), "begins": today}
    Spell.objects.create(**row, kind="clearance", document=clearance)
    assert not any(found(as_mother, **way) for way in ways)
    assert all(found(as_harmed, **way) for way in ways)
    assert found(as_mother, towards="child", paper="plan-copy")
    assert found(as_mother, towards="child")

    named_until = {"child": CHILD, "review_on": today.isoformat()}
    week = today - timedelta(days=9), today - timedelta(days=1)
    over = row | {"begins": week[0], "ends": week[1], "document": named_until}
    Spell.objects.create(**over, kind="named-in-file")
    assert found(as_mother, **one_of_several)


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
    row = {"victim": person, "service": service, "begins": today, "recorded_at": timezone.now()}
    named_until = {"child": CHILD, "review_on": (today + timedelta(days=30)).isoformat()}
    Spell.objects.create(**row, kind="named-in-file", document=named_until)
    Spell.objects.create(**row, kind="reach", document={"by": "phone", "at": "01632 960417"})
    assert not mentions(text, service, towards="typed")["found"]
    assert mentions(f"{NAME}, 01632 960417", service, towards="typed")["found"]
    assert mentions(text, service, towards="child")["found"]
