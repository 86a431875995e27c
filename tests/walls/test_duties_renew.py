"""After a change of rules or numbers every child's duties are worked out anew, once."""

import os
import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import call_command

from tests.walls.made import a_child, a_service
from waymark.duties import renewal
from waymark.duties.management.commands import duties_renew

CHILDREN = 7


@pytest.fixture
def service(committed):
    return a_service()


@pytest.fixture
def children(service, owner):
    """Children whose duties were worked out by other rules, and came to something else."""
    made = [a_child(service).pk for _ in range(CHILDREN)]
    owner.execute("UPDATE children_child SET restricted = true WHERE id = %s", [made[2]])
    owner.execute("UPDATE duties_standing SET stamp = 'other rules'")
    owner.execute("UPDATE duties_duty SET why = 'other rules'")
    owner.execute("DELETE FROM duties_standing WHERE child_id = %s", [made[3]])
    return made


@pytest.fixture
def two_at_a_time(monkeypatch):
    monkeypatch.setattr(duties_renew, "BATCH", 2)


def renew(**options):
    out = StringIO()
    call_command("duties_renew", stdout=out, **{"processes": 1, **options})
    return out.getvalue().strip()


def stale(owner):
    found = owner.execute(
        "SELECT id FROM children_child LEFT JOIN duties_standing ON child_id = id"
        " WHERE stamp IS DISTINCT FROM %s ORDER BY id",
        [renewal.stamp()],
    )
    return [child for (child,) in found.fetchall()]


def renewals(owner):
    """The children that each renewal's audit row tells of."""
    told = "SELECT children FROM audit_row WHERE action = 'duties-renew' ORDER BY number"
    return [children for (children,) in owner.execute(told).fetchall()]


def test_every_stale_child_is_renewed_restricted_or_not_and_a_second_time_none(
    children, owner, two_at_a_time
):
    assert stale(owner) == children
    assert renew() == f"Renewed the duties of {CHILDREN} children; 0 are left."
    assert stale(owner) == []
    wrong = owner.execute("SELECT count(*) FROM duties_duty WHERE why = 'other rules'")
    assert wrong.fetchone() == (0,)
    assert renewals(owner) == [children[:2], children[2:4], children[4:6], children[6:]]
    assert renew() == "Renewed the duties of 0 children; 0 are left."
    assert len(renewals(owner)) == 4


def test_what_was_done_before_it_was_stopped_is_not_done_again(
    children, owner, two_at_a_time, monkeypatch
):
    batches = []

    def stopped(batch):
        batches.append(batch)
        if len(batches) == 3:
            raise KeyboardInterrupt
        return renew_batch(batch)

    renew_batch = duties_renew.renew_batch
    monkeypatch.setattr(duties_renew, "renew_batch", stopped)
    with pytest.raises(KeyboardInterrupt):
        renew()
    assert stale(owner) == children[4:]
    assert renew() == "Renewed the duties of 3 children; 0 are left."
    assert renewals(owner) == [children[:2], children[2:4], children[4:6], children[6:]]


def test_a_child_on_whom_somebody_is_acting_is_passed_over(children, owner):
    with owner.transaction():
        owner.execute("SELECT FROM children_child WHERE id = %s FOR NO KEY UPDATE", [children[1]])
        assert renew() == f"Renewed the duties of {CHILDREN - 1} children; 1 are left."
    assert stale(owner) == [children[1]]
    assert renew() == "Renewed the duties of 1 children; 0 are left."


def test_two_processes_renew_the_children_of_every_service(children, application_url, owner):
    other = a_child(a_service()).pk
    owner.execute("UPDATE duties_standing SET stamp = 'other rules'")
    done = subprocess.run(
        [sys.executable, "-m", "waymark", "duties-renew", "--processes", "2"],
        env=os.environ | {"DATABASE_URL": application_url, "PYTHONWARNINGS": "error"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == f"Renewed the duties of {CHILDREN + 1} children; 0 are left."
    assert done.stderr == ""
    assert stale(owner) == []
    assert sorted(renewals(owner)) == [children, [other]]
