"""A child is hidden from who may not work with that child, and nobody reads why, or of whom."""

import pytest
from psycopg.errors import InsufficientPrivilege

from tests.walls.declared import ask_as
from tests.walls.families import found, seen
from tests.walls.made import NOW, a_child, keep, somebody, waymark_itself
from tests.walls.tables import OF_CHILDREN
from waymark.children.kept import keep_from
from waymark.rules.letters import KeepFrom


@pytest.fixture
def jo(families):
    """Somebody who is kept from Sam, until the test is over."""
    jo = somebody(families.ours)
    keep(families.sam, jo)
    yield jo
    keep(families.sam)


@pytest.mark.provision("CM-400")
def test_a_child_is_hidden_in_every_table_and_search_from_who_is_kept_and_from_nobody_else(
    families, jo, as_application
):
    ash = somebody(families.ours)
    ask_as(as_application, jo.pk, families.ours.pk)
    assert seen(as_application, families.sam, OF_CHILDREN) == []
    assert found(as_application, families.sam) is False
    ask_as(as_application, ash.pk, families.ours.pk)
    assert seen(as_application, families.sam, OF_CHILDREN) == OF_CHILDREN
    keep(families.sam)
    ask_as(as_application, jo.pk, families.ours.pk)
    assert seen(as_application, families.sam, OF_CHILDREN) == OF_CHILDREN


@pytest.mark.provision("CM-400")
def test_nobody_reads_or_writes_who_is_kept_from_whom(families, jo, as_application):
    for person in (jo, somebody(families.ours, "senior-manager")):
        ask_as(as_application, person.pk, families.ours.pk)
        assert as_application.execute("SELECT FROM children_keptfrom").rowcount == 0
        assert as_application.execute("DELETE FROM children_keptfrom").rowcount == 0
        with pytest.raises(InsufficientPrivilege):
            as_application.execute(
                "INSERT INTO children_keptfrom (child_id, service_id, user_id, since)"
                " VALUES (%s, %s, %s, now())",
                [families.sam.pk, families.ours.pk, person.pk],
            )


def test_no_emergency_opens_the_record_to_who_is_kept(families, jo, as_application, as_owner):
    as_owner.execute("UPDATE children_child SET restricted = true WHERE id = %s", [families.sam.pk])
    answers = {}
    for person in (jo, somebody(families.ours)):
        ask_as(as_application, person.pk, families.ours.pk)
        asked = "SELECT restricted_child(%s)"
        (answers[person],) = as_application.execute(asked, [families.sam.reference]).fetchone()
    as_owner.execute("UPDATE children_child SET restricted = false")
    assert list(answers.values()) == [None, families.sam.pk]


def test_without_its_clause_the_function_hides_nobody(families, jo, as_application, as_owner):
    """The control: what the wall stands on is this clause, and nothing else."""
    asked = "SELECT pg_get_functiondef('hidden_children'::regproc)"
    (whole,) = as_owner.execute(asked).fetchone()
    as_owner.execute(whole.replace("kept.user_id = waymark_user()", "false"))
    ask_as(as_application, jo.pk, families.ours.pk)
    shown = seen(as_application, families.sam, OF_CHILDREN)
    as_owner.execute(whole)
    assert shown == OF_CHILDREN
    assert seen(as_application, families.sam, OF_CHILDREN) == []


def test_a_number_that_is_no_child_of_the_service_changes_nothing(families, as_owner):
    other = a_child(families.theirs)
    letter = KeepFrom(child=other.pk, on=NOW.date(), people=(1,))
    with waymark_itself(families.ours):
        keep_from(letter, service=families.ours.pk, at=NOW)
    kept = "SELECT FROM children_keptfrom WHERE child_id = %s"
    assert as_owner.execute(kept, [other.pk]).rowcount == 0
