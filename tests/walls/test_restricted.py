"""A restricted child shows to those named alone, and a hosted one to its host on its days."""

from datetime import timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from psycopg.errors import InsufficientPrivilege

from tests.walls.declared import ask_as
from tests.walls.families import found, seen
from tests.walls.made import a_service, somebody, waymark_itself
from tests.walls.tables import OF_CHILDREN
from waymark.children.models import Hosting, Named


@pytest.fixture
def restricted(families, as_owner):
    as_owner.execute("UPDATE children_child SET restricted = true WHERE id = %s", [families.sam.pk])
    yield families.sam
    as_owner.execute("UPDATE children_child SET restricted = false")


def test_a_restricted_child_shows_to_the_named_alone(restricted, families, as_application):
    jo, ash = somebody(families.ours), somebody(families.ours)
    with waymark_itself(families.ours):
        Named.objects.create(child=restricted, service=families.ours, user=jo)
    ask_as(as_application, ash.pk, families.ours.pk)
    assert seen(as_application, restricted, OF_CHILDREN) == []
    assert found(as_application, restricted) is False
    ask_as(as_application, jo.pk, families.ours.pk)
    assert seen(as_application, restricted, OF_CHILDREN) == OF_CHILDREN
    assert found(as_application, restricted) is True


def test_a_restricted_child_shows_to_who_opened_in_an_emergency_until_it_ends(
    restricted, families, as_application, as_owner
):
    jo, bea = somebody(families.ours), somebody(families.ours)
    ask_as(as_application, jo.pk, families.ours.pk)
    for reason, shows in (("duty", False), ("emergency", True)):
        _open(as_owner, restricted, jo, bea, reason)
        assert seen(as_application, restricted, OF_CHILDREN) == (OF_CHILDREN if shows else [])
    ask_as(as_application, bea.pk, families.ours.pk)
    assert seen(as_application, restricted, OF_CHILDREN) == []
    ask_as(as_application, jo.pk, families.ours.pk)
    as_owner.execute("UPDATE children_opening SET until = now() WHERE user_id = %s", [jo.pk])
    assert seen(as_application, restricted, OF_CHILDREN) == []


def _open(as_owner, child, user, looker, reason):
    as_owner.execute(
        "INSERT INTO children_opening (child_id, service_id, user_id, looker_id, day, reason,"
        " words, found, opened_at, until) VALUES (%s, %s, %s, %s, now(), %s,"
        " 'He may come to harm.', '', now() - interval '1 hour', now() + interval '3 hours')",
        [child.pk, child.service_id, user.pk, looker.pk, reason],
    )


@pytest.mark.parametrize(
    ("begins", "ends", "shows"),
    [(0, 1, True), (0, None, True), (-9, 1, True), (1, 9, False), (-9, 0, False)],
)
def test_a_hosted_child_shows_to_the_host_between_its_days(
    families, as_application, as_owner, begins, ends, shows
):
    (today,) = as_owner.execute("SELECT (now() AT TIME ZONE 'Europe/London')::date").fetchone()
    host = a_service()
    with waymark_itself(families.ours):
        period = DateRange(
            today + timedelta(days=begins),
            today + timedelta(days=ends) if ends is not None else None,
        )
        Hosting.objects.create(child=families.sam, service=families.ours, host=host, period=period)
    ask_as(as_application, somebody(host).pk, host.pk)
    assert seen(as_application, families.sam, OF_CHILDREN) == (OF_CHILDREN if shows else [])
    assert seen(as_application, families.kim, OF_CHILDREN) == []
    as_owner.execute("UPDATE children_child SET restricted = true WHERE id = %s", [families.sam.pk])
    hidden = seen(as_application, families.sam, OF_CHILDREN)
    as_owner.execute("UPDATE children_child SET restricted = false")
    assert hidden == []


def test_a_service_cannot_make_itself_the_host(families, as_application):
    ask_as(as_application, 0, families.theirs.pk)
    with pytest.raises(InsufficientPrivilege, match="row-level security"):
        as_application.execute(
            "INSERT INTO children_hosting (child_id, service_id, host_id, period)"
            " VALUES (%s, %s, %s, '[2020-01-01,)')",
            [families.sam.pk, families.ours.pk, families.theirs.pk],
        )


@pytest.mark.parametrize("search_path", ["public, pg_temp", "public"])
def test_a_table_of_the_same_name_does_not_lower_the_wall(
    restricted, families, as_application, as_owner, search_path
):
    """The walls look into a session's own tables last; told otherwise, they fall for them."""
    as_owner.execute(f"ALTER FUNCTION hidden_children SET search_path = {search_path}")
    ask_as(as_application, somebody(families.ours).pk, families.ours.pk)
    as_application.execute("CREATE TEMP TABLE children_child (LIKE public.children_child)")
    as_application.execute("GRANT ALL ON pg_temp.children_child TO PUBLIC")
    as_application.execute("SET search_path = pg_temp, public")
    count = "SELECT count(*) FROM public.children_child WHERE id = %s"
    shown = as_application.execute(count, [restricted.pk]).fetchone()
    as_owner.execute("ALTER FUNCTION hidden_children SET search_path = public, pg_temp")
    assert shown == ((0,) if "pg_temp" in search_path else (1,))
