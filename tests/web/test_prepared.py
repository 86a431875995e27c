"""Querysets that are compiled once, and statements that are planned once."""

from threading import Thread

import pytest
from django.db import DataError, connection, transaction
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from waymark.accounts.models import Service, User
from waymark.prepared import ID, TEXTS, Among, Told, planned, prepared

built = []


@prepared(service=ID, names=TEXTS)
def called(*, service: Told, names: Told, newest_first: bool = False) -> QuerySet[User]:
    built.append(newest_first)
    people = User.objects.filter(Among("name", names), service=service)
    return people.select_related("service").order_by("-pk" if newest_first else "pk")


@pytest.fixture
def two(db):
    service = Service.objects.create(name="Anyshire")
    named = [("ash@example.org", "Ash"), ("jo@example.org", "Jo")]
    return [
        User.objects.create_user(email=email, name=name, role="case-manager", service=service)
        for email, name in named
    ]


def test_each_asking_finds_what_its_own_values_say(two):
    ash, jo = two
    of = {"service": ash.service_id}
    assert called(names=[ash.name], **of) == [ash]
    assert called(names=[jo.name], **of) == [jo]
    assert called(names=[], **of) == []
    assert called(names=[ash.name], service=0) == []


def test_it_costs_one_query_with_what_stands_beside(two):
    ash, _jo = two
    with CaptureQueriesContext(connection) as asked:
        (found,) = called(names=[ash.name], service=ash.service_id)
        assert found.service.name == ash.service.name
    assert len(asked) == 1


def test_it_is_built_once_for_each_variant(two):
    names, service = [each.name for each in two], two[0].service_id
    built.clear()
    forth = [called(names=names, service=service) for _ in range(3)]
    back = [called(names=names, service=service, newest_first=True) for _ in range(3)]
    assert len(built) <= 2
    assert back[-1] == forth[-1][::-1] == sorted(two, key=lambda each: -each.pk)


def test_a_value_is_never_part_of_the_statement(two):
    service = two[0].service_id
    assert called(names=["x'); DROP TABLE accounts_user; --", "%s"], service=service) == []


def test_a_number_that_is_too_long_for_any_id_finds_nothing(two):
    assert called(names=[two[0].name], service=2**63) == []


def test_each_thread_asks_over_its_own_connection(two):
    called(names=[], service=two[0].service_id)
    seen = []

    def ask():
        try:
            with CaptureQueriesContext(connection) as asked:
                called(names=[], service=0)
            seen.append(len(asked))
        finally:
            connection.close()

    thread = Thread(target=ask)
    thread.start()
    thread.join()
    assert seen == [1]


NAMED = "SELECT name FROM accounts_user WHERE service_id = %s AND name = ANY(%s::text[])"
PLANS = "SELECT generic_plans, custom_plans FROM pg_prepared_statements WHERE statement LIKE %s"


def test_a_statement_is_planned_once_whatever_its_values(two):
    ash, _ = two
    asked = [planned(NAMED, [ash.service_id, [each]]) for each in ("Ash", "Jo", "Nobody")]
    assert asked == [[("Ash",)], [("Jo",)], []]
    assert planned(PLANS, ["SELECT name FROM accounts_user%"]) == [(3, 0)]


def test_whoever_fills_a_table_asks_for_a_plan_of_this_once(two):
    ash, _ = two
    statement = f"{NAMED} OR false"
    assert planned(statement, [ash.service_id, ["Ash"]], anew=True) == [("Ash",)]
    assert planned(PLANS, ["SELECT name FROM accounts_user%OR false"]) == []


def test_what_is_planned_once_is_counted_and_its_faults_are_djangos(two):
    del two
    with CaptureQueriesContext(connection) as counted:
        planned("SELECT %s::int", [1])
    assert [each["sql"] for each in counted] == ["SELECT $1::int"]
    with pytest.raises(DataError), transaction.atomic():
        planned("SELECT 1 / %s::int", [0])
