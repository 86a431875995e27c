"""A case file that came in comes out, and both ways lead to the same duties."""

import json
from copy import deepcopy
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.rules.generated import case_file
from tests.unit.rules.generated_life import LIFE, lived_in
from waymark.accounts import asking
from waymark.accounts.answers import Refused
from waymark.accounts.models import Role, Service, User
from waymark.audit import recording
from waymark.casefiles import acts
from waymark.casefiles.anchor import children_on
from waymark.children.models import Child
from waymark.chronology import casefile
from waymark.chronology.door import today
from waymark.duties.models import Duty
from waymark.duties.status import status_on
from waymark.rules.casefile import parse
from waymark.rules.duties import listed_on

EXAMPLE = json.loads((Path(__file__).parents[2] / "unit/rules/example.json").read_text())
NOW = datetime(2028, 1, 12, 12, tzinfo=UTC)
PRINTABLE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | PRINTABLE,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PRINTABLE, inner, max_size=3),
    max_leaves=5,
)


@pytest.fixture
def service(db):
    return Service.objects.create(name="Anyshire")


@pytest.fixture
def manager(service):
    return User.objects.create_user(
        email="bea@example.org", name="Bea Hill", role=Role.SENIOR_MANAGER, service=service
    )


def take_in(document, service, name="file"):
    with recording.command("import", service_id=service.pk, user_id=None, at=NOW):
        asking.as_waymark(service.pk)
        (child,) = acts.take_in([(name, document)], service=service, at=NOW)
    return child


def give_out(child):
    return casefile.documents([child.pk], words=True)[child.pk]


def as_given(document):
    """The document with what is as good as absent left out of the lists that Waymark keeps."""
    document = deepcopy(document)
    for lists in (document, document["child"]):
        for name in [name for name, value in lists.items() if value in ([], None)]:
            del lists[name]
    return document


def test_the_example_comes_out_as_it_went_in(service):
    assert as_given(give_out(take_in(EXAMPLE, service))) == as_given(EXAMPLE)


def records_in(part):
    """Yield every object of a document, however deep it lies."""
    if isinstance(part, dict):
        yield part
    for inner in (
        part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    ):
        yield from records_in(inner)


@given(seed=st.integers(0, 10**9), extra=st.dictionaries(PRINTABLE, ANYTHING, max_size=3))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_comes_in_comes_out_with_unknown_fields_at_every_level(service, seed, extra):
    document = lived_in(case_file(Random(seed)), Random(seed))
    document["child"]["id"] = f"c{Child.objects.count()}-{seed}"
    for place in list(records_in(document)):
        place.update({f"unknown {name}": value for name, value in extra.items()})
    assert as_given(give_out(take_in(document, service))) == as_given(document)


def test_what_is_made_by_chance_fills_every_list_of_a_childs_life():
    filled = set()
    for seed in range(40):
        document = lived_in(case_file(Random(seed)), Random(seed))
        filled |= {name for name, value in document["child"].items() if value not in ([], None)}
        assert parse(document)
    assert filled >= LIFE


@pytest.mark.parametrize("place", range(12))
def test_the_children_of_the_demonstration_come_out_as_they_went_in(service, place):
    document = list(children_on(today(NOW)))[place][1]
    assert as_given(give_out(take_in(document, service))) == as_given(document)


@given(seed=st.integers(0, 10**9))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_stored_duties_are_those_of_the_file_on_every_day_after(service, seed):
    document = case_file(Random(seed))
    document["child"]["id"] = f"c{Child.objects.count()}-{seed}"
    child = take_in(document, service)
    for day in (date(2028, 1, 12), date(2028, 1, 13), date(2028, 3, 1), date(2031, 1, 1)):
        rows = Duty.objects.filter(child=child).annotate(status=status_on(day))
        stored = {
            duty.key: (duty.opens_on, duty.due_on, duty.done_on, duty.status)
            for duty in rows
            if duty.status != "dropped"
        }
        told = {
            duty.key: (duty.opens_on, duty.due_on, duty.done_on, status)
            for duty, status in listed_on(parse(document), day)
        }
        assert stored == told


def test_a_file_with_faults_is_refused_with_one_line_for_each_and_nothing_is_kept(service):
    faulty = deepcopy(EXAMPLE)
    faulty["events"][3]["orders"] = ["o9"]
    faulty["orders"][0]["kind"] = "nothing"
    faulty["events"][0]["note"] = "a\0b"
    with pytest.raises(Refused) as refused:
        take_in(faulty, service)
    assert refused.value.reasons == ("file: events[0].note: holds a character that cannot be kept",)
    faulty["events"][0]["note"] = "ab"
    with pytest.raises(Refused) as refused:
        take_in(faulty, service)
    assert [line.partition(":")[0] for line in refused.value.reasons] == ["file", "file"]
    assert "no order 'o9'" in refused.value.reasons[1]
    assert not Child.objects.exists()


def test_what_is_dated_after_today_is_refused(service):
    document = deepcopy(EXAMPLE)
    document["events"][0]["recorded_on"] = "2028-01-13"
    with pytest.raises(Refused, match=r"events\[0\].recorded_on: is after today"):
        take_in(document, service)


def test_a_child_already_held_is_named_to_those_who_may_see_the_child(service, manager):
    child = take_in(EXAMPLE, service)
    with pytest.raises(Refused, match="this child is held already"):
        take_in(EXAMPLE, service)
    for restricted, name in ((False, "Sam Example"), (True, "this child")):
        Child.objects.filter(pk=child.pk).update(restricted=restricted)
        asking.as_user(manager)
        with (
            recording.command("import", service_id=service.pk, user_id=manager.pk, at=NOW),
            pytest.raises(Refused, match=f"{name} is held already"),
        ):
            acts.take_in([("file", EXAMPLE)], service=service, at=NOW, by=manager)


def test_what_other_systems_write_where_there_is_no_end_has_none_and_comes_out_as_it_came(service):
    document = deepcopy(EXAMPLE)
    for begins in ("2020-01-01", "9999-12-31", None):
        spell = {"from": begins, "to": "9999-12-31"}
        document["child"] |= {
            name: [*document["child"].get(name, []), spell] for name in ("health", "addresses")
        }
    child = take_in(document, service)
    assert as_given(give_out(child)) == document
    without_end = child.episodes.filter(document__to="9999-12-31")
    assert [each.period.upper for each in without_end] == [None] * 6


def test_free_text_does_not_lie_in_the_event(service):
    document = deepcopy(EXAMPLE)
    document["events"][8]["note"] = "He was proud of the drawing."
    child = take_in(document, service)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM chronology_event WHERE document::text LIKE '%proud%'")
        assert cursor.fetchone() == (0,)
    assert give_out(child)["events"][8]["note"] == "He was proud of the drawing."
