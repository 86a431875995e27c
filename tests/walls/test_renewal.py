"""Renewing what is renewed changes nothing, and the way it is renewed makes no difference."""

from datetime import timedelta
from random import Random

import pytest

from tests.unit.rules.generated import case_file
from tests.walls.made import NOW, a_service, waymark_itself
from waymark.casefiles import acts
from waymark.chronology.door import today
from waymark.duties.renewal import renew

DAY = today(NOW)
CHILDREN = 30


@pytest.fixture
def service(committed):
    return a_service()


@pytest.fixture
def children(service):
    """Children with crowded case files, whose duties were renewed when they came in."""
    files = []
    for seed in range(CHILDREN):
        document = case_file(Random(seed))
        document["child"]["id"] = f"c{seed}"
        files.append((f"file {seed}", document))
    with waymark_itself(service):
        return [child.pk for child in acts.take_in(files, service=service, at=NOW)]


def renewed(service, children, on=DAY):
    with waymark_itself(service):
        renew(children, on)


def rows(owner, columns):
    return [
        owner.execute(f"SELECT {columns} FROM {table} ORDER BY child_id, {order}").fetchall()
        for table, order in (("duties_duty", "key"), ("duties_standing", "stamp"))
    ]


PLACES = "ctid, xmin, child_id"


def contents(owner):
    return [
        owner.execute(
            f"SELECT to_jsonb(each) - 'id' AS row FROM {table} AS each ORDER BY 1"
        ).fetchall()
        for table in ("duties_duty", "duties_standing")
    ]


def test_a_second_renewal_writes_nothing(service, children, owner):
    before = rows(owner, PLACES)
    assert len(before[0]) > CHILDREN
    renewed(service, children)
    assert rows(owner, PLACES) == before


def test_a_second_renewal_does_not_so_much_as_lock_a_duty(service, children, owner):
    locked_by, _ = rows(owner, "ctid, xmax")
    renewed(service, children)
    assert rows(owner, "ctid, xmax")[0] == locked_by


def test_a_renewal_on_another_day_writes_only_what_became_other(service, children, owner):
    duties, standings = rows(owner, PLACES)
    renewed(service, children, DAY + timedelta(days=1))
    duties_after, standings_after = rows(owner, PLACES)
    assert standings_after != standings
    assert len(set(duties_after) & set(duties)) > 0.9 * len(duties)


def test_what_was_changed_behind_its_back_is_put_right_and_nothing_else(service, children, owner):
    before, places = contents(owner), set(rows(owner, PLACES)[0])
    owner.execute(
        "UPDATE duties_duty SET due_on = opens_on + 1, why = 'x'"
        " WHERE id = (SELECT min(id) FROM duties_duty)"
    )
    owner.execute("DELETE FROM duties_duty WHERE id = (SELECT max(id) FROM duties_duty)")
    assert contents(owner) != before
    renewed(service, children)
    assert contents(owner) == before
    assert len(set(rows(owner, PLACES)[0]) & places) == len(places) - 2


def test_one_by_one_in_a_batch_and_from_nothing_come_to_the_same(service, children, owner):
    at_once = contents(owner)
    for table in ("duties_duty", "duties_standing"):
        owner.execute(f"DELETE FROM {table}")
    for child in reversed(children):
        renewed(service, [child])
    assert contents(owner) == at_once
    renewed(service, children, DAY + timedelta(days=400))
    assert contents(owner) != at_once
    renewed(service, children[:7])
    renewed(service, children[7:])
    assert contents(owner) == at_once
