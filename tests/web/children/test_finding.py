"""A child is found by what is left of the name in somebody's ear, and only by whoever may know."""

from datetime import date

import pytest
from django.db import ProgrammingError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from tests.people import make_person, make_service
from tests.web.children.made import NOW, asked_by, make_child
from waymark.accounts import asking
from waymark.accounts.models import Role
from waymark.children import finding
from waymark.children.models import Child, Hosting, Named
from waymark.children.typed import read

TODAY = date(2026, 5, 14)


@pytest.fixture
def service(db):
    return make_service()


@pytest.fixture
def jo(service):
    return make_person(service=service)


def found(jo, text):
    with asked_by(jo):
        return [child.full_name for child in finding.find(read(text, today=TODAY), by=jo, at=NOW)]


def test_yours_are_those_one_works_with_not_all_whom_one_manages(service, jo):
    manager = make_person(Role.SENIOR_MANAGER, service=service)
    allocated = {"id": "e1", "kind": "worker-allocated", "on": "2026-05-06", "worker": jo.email}
    make_child(service, "Siobhan", events=[allocated])
    for person, is_hers in ((jo, True), (manager, False)):
        with asked_by(person):
            (child,) = finding.find(read("Siobhan", today=TODAY), by=person, at=NOW)
        assert bool(child.own)
        assert bool(child.works_with) == is_hers


def test_a_child_whom_the_service_hosts_is_found_by_the_reference(service, jo):
    other = make_service()
    hosted, _not_hosted = make_child(other, id="QRST-7788"), make_child(other, id="QRST-7789")
    asking.as_waymark(other.pk)
    Hosting.objects.create(
        child=hosted, service=other, host=service, period=DateRange(date(2020, 1, 1), None)
    )
    assert found(jo, "qrst-7788") == [hosted.full_name]
    assert found(jo, "QRST-7789") == []


@pytest.mark.parametrize(
    "typed",
    [
        "Siobhán O'Brien-Walsh",
        "siobhan obrien walsh",
        "WALSH Siobhan",
        "Siobahn O Brien",  # two letters changed places
        "Shiobhan",
        "S Walsh",
        "O’Brien",
        "brien",
        "obrienwalsh",
        "Shiv",
        "Byrne",
        "11 8 2010",
        "11/08/10",
        "11 aug 2010",
        "2010-08-11",
        "11082010",
        "11th August 2010 Siobhan",
        "Siobhan dob 11.8.2010",
        "siobhan born 12.8.2010",  # a wrong day of birth hides nobody
        "Ref-77",
        "ref-77",
    ],
)
def test_a_child_is_found_however_it_is_typed(service, jo, typed):
    make_child(
        service,
        "Siobhán",
        "O’Brien-Walsh",
        known_as="Shiv",
        other_names=["Byrne"],
        id="REF-77",
    )
    make_child(service, "Tomasz", "Łukaszewicz", born="2009-01-02")
    assert found(jo, typed) == ["Siobhán O’Brien-Walsh"]


def test_letters_that_english_lacks_are_typed_without(service, jo):
    make_child(service, "Tomasz", "Łukaszewicz")
    assert found(jo, "lukaszewicz") == ["Tomasz Łukaszewicz"]


def test_the_likeliest_comes_first_and_those_who_match_less_do_not_come(service, jo):
    make_child(service, "Sofia", "Marsh")
    make_child(service, "Sophie", "Marsh")
    make_child(service, "Sophie", "Wrenfield")
    assert found(jo, "sophie marsh") == ["Sophie Marsh"]
    assert found(jo, "sofie marsh")[0] in {"Sofia Marsh", "Sophie Marsh"}
    assert found(jo, "sophie") == ["Sophie Marsh", "Sophie Wrenfield"]


@pytest.mark.parametrize("reference", ["REF-1", "tim"])
def test_one_who_is_called_so_is_found_beside_one_whose_name_it_is(service, jo, reference):
    make_child(service, "Tim", "Barrow", id=reference)
    make_child(service, "Timothy", "Ashdown", known_as="Tim")
    make_child(service, "Timotej", "Novak")
    make_child(service, "Maxim", "Novak")
    assert {"Tim Barrow", "Timothy Ashdown"} <= set(found(jo, "Tim"))
    assert {"Tim Barrow", "Timothy Ashdown"} <= set(found(jo, "tim"))


def test_a_whole_reference_stands_first_and_finds_nobody_who_is_only_like_it(service, jo):
    make_child(service, "Ruth", "Bell", id="ANN-7")
    make_child(service, "Ann", "Seven")
    assert found(jo, "ann-7") == ["Ruth Bell"]


def test_the_reference_of_a_hidden_child_changes_nothing_that_is_found(service, jo):
    make_child(service, "Timotej", "Novak")
    make_child(service, "Tymon", "Barrow")
    before = found(jo, "Timo")
    make_child(service, "Ruth", "Bell", id="timo", restricted=True)
    assert found(jo, "Timo") == before


@pytest.mark.parametrize("typed", ["", "  ", "'", "--", "%", "\\", "\0", "31 2 2010", "x" * 5000])
def test_nothing_much_finds_nobody(service, jo, typed):
    make_child(service)
    assert found(jo, typed) == []


def test_a_name_that_changed_is_found_and_the_old_one_is_not(service, jo):
    child = make_child(service, "Sophie", "Wrenfield")
    with asked_by(jo):
        Child.objects.filter(pk=child.pk).update(family_name="Ashdown")
    assert found(jo, "ashdown") == ["Sophie Ashdown"]
    assert found(jo, "wrenfield") == []


def everything_findable():
    """What the function gives, past the second wall of the query after it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT child FROM find_children('sophie wrenfield', NULL, '', 1000)")
        return {child for (child,) in cursor.fetchall()}


def test_nobody_finds_more_than_the_walls_let_through(service, jo):
    other = make_service()
    make_child(service)
    restricted = make_child(service, restricted=True)
    named = make_child(service, restricted=True)
    hosted = make_child(other)
    make_child(other)
    hosted_and_hidden = make_child(other, restricted=True)
    asking.as_waymark(service.pk)
    Named.objects.create(child=named, service=service, user=jo)
    asking.as_waymark(other.pk)
    for child in (hosted, hosted_and_hidden):
        Hosting.objects.create(
            child=child, service=other, host=service, period=DateRange(date(2020, 1, 1), None)
        )
    stranger = make_person(service=other)
    for person, sees in ((jo, 3), (stranger, 2), (make_person(service=service), 2)):
        asking.as_user(person)
        visible = set(Child.objects.values_list("pk", flat=True))
        assert everything_findable() == visible
        assert len(visible) == sees
    # Were the function to forget the walls, this is what it would give.
    asking.as_waymark(service.pk)
    assert restricted.pk in everything_findable()


def test_nobody_who_asks_as_nobody_finds_anybody(service):
    make_child(service)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('waymark.user', '', true)")
        cursor.execute("SELECT set_config('waymark.service', '', true)")
    assert everything_findable() == set()


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM children_namepart",
        "SELECT * FROM children_bearsname",
        "SELECT * FROM children_called('sophie')",
        "SELECT * FROM children_like('sophie', '2010-08-11')",
    ],
)
def test_the_application_reads_no_names_past_the_walls(db, statement):
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(statement)


def test_what_is_found_says_who_works_with_the_child_and_whose_the_child_is(service, jo):
    jo.email = "jo@here.example"
    jo.save()
    began = {"id": "w1", "kind": "worker-allocated", "on": "2026-05-06", "worker": jo.email}
    make_child(service, events=[began])
    make_child(service, "Sophie", "Wrenfold")
    with asked_by(jo) as answer:
        mine, other = finding.find(read("sophie wrenfield", today=TODAY), by=jo, at=NOW)
        assert answer.children == {mine.pk, other.pk}
    assert (mine.workers, bool(mine.own)) == ([jo.name], True)
    assert (other.workers, bool(other.own)) == ([], False)


def test_finding_costs_two_queries_however_many_are_found(service, jo, django_assert_num_queries):
    for many in (1, 8):
        for number in range(many):
            make_child(service, "Sophie", f"Wren{number}")
        with asked_by(jo), django_assert_num_queries(2):
            finding.find(read("sophie", today=TODAY), by=jo, at=NOW)


def test_an_administrator_finds_nobody(service):
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        found(make_person(Role.ADMINISTRATOR, service=service), "sophie")
