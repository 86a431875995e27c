"""What somebody read in an emergency is shown to who must look at it, and to nobody else."""

from datetime import timedelta

import psycopg
import pytest
from django.utils import timezone

from tests.walls.made import a_child, a_service, asked_by, somebody
from waymark.accounts.models import Role, User
from waymark.audit import recording
from waymark.children.acts.opening import open_in_emergency
from waymark.children.models import Child, Opening

OPENED = timezone.now()
HOURS = timedelta(hours=4)


@pytest.fixture
def ash(committed) -> User:
    """Who opened a restricted child in an emergency."""
    return somebody(a_service(), Role.SENIOR_MANAGER)


@pytest.fixture
def sal(ash) -> User:
    """Who must look at it; the child stays hidden from her."""
    return somebody(ash.service, Role.SENIOR_MANAGER)


@pytest.fixture
def opening(ash, sal) -> Opening:
    child = a_child(ash.service)
    with asked_by(ash):
        Child.objects.filter(pk=child.pk).update(restricted=True)
        made = Opening.objects.create(
            child=child,
            service=ash.service,
            user=ash,
            day=OPENED.date(),
            reason="emergency",
            opened_at=OPENED,
            until=OPENED + HOURS,
            words="A fire",
            looker=sal,
        )
    look(ash, child, unmasked="episode-1", why="visit")
    return made


def look(by: User, child: Child, **facts: object) -> None:
    with asked_by(by):
        recording.note(children=[child.pk], **facts)


def told(application: psycopg.Connection, asker: User | None, opening: Opening) -> list[tuple]:
    application.execute(
        "SELECT set_config('waymark.user', %s, false), set_config('waymark.service', %s, false)",
        [str(asker.pk) if asker else "", str(asker.service_id) if asker else ""],
    )
    rows = application.execute("SELECT action, facts FROM seen_in_emergency(%s)", [opening.pk])
    return rows.fetchall()


def test_who_must_look_sees_what_was_opened_though_not_the_child(opening, sal, application):
    assert told(application, sal, opening) == [("walls", {"unmasked": "episode-1", "why": "visit"})]
    hidden = application.execute("SELECT FROM children_child WHERE id = %s", [opening.child_id])
    assert hidden.rowcount == 0


def test_only_that_persons_rows_of_that_child_are_shown(opening, ash, sal, application):
    look(ash, a_child(ash.service))
    look(sal, opening.child)
    assert len(told(application, sal, opening)) == 1


@pytest.mark.parametrize("moved", [timedelta(days=-1), timedelta(days=1)])
def test_only_what_was_read_in_those_hours_is_shown(opening, sal, owner, application, moved):
    owner.execute(
        "UPDATE children_opening SET opened_at = opened_at + %s, until = until + %s",
        [moved, moved],
    )
    assert told(application, sal, opening) == []


@pytest.mark.parametrize("edge", [timedelta(minutes=1), timedelta(minutes=-1) - HOURS])
def test_what_was_read_at_either_end_of_those_hours_is_shown(
    opening, sal, owner, application, edge
):
    """Begun before the hours were over and written after; or by a clock that is ahead."""
    moved = "UPDATE children_opening SET opened_at = now() + %s, until = now() + %s"
    owner.execute(moved, [edge, edge + HOURS])
    assert len(told(application, sal, opening)) == 1


def test_an_emergency_is_opened_by_the_databases_clock(ash, sal, owner):
    child = a_child(ash.service)
    with asked_by(ash):
        Child.objects.filter(pk=child.pk).update(restricted=True)
        facts = {"reference": child.reference, "words": "A fire", "looker": sal, "by": ash}
        open_in_emergency(**facts, at=timezone.now() + timedelta(minutes=30))
    clock = "SELECT opened_at <= now(), until - opened_at FROM children_opening"
    assert owner.execute(clock).fetchall() == [(True, HOURS)]


def others(ash: User) -> dict[str, User | None]:
    return {
        "who opened it": ash,
        "a case manager": somebody(ash.service),
        "another service's manager": somebody(a_service(), Role.SENIOR_MANAGER),
        "nobody": None,
    }


def test_nobody_else_is_shown_anything(opening, ash, application):
    for name, asker in others(ash).items():
        assert told(application, asker, opening) == [], name


def test_an_opening_that_is_no_emergency_shows_nothing(opening, sal, owner, application):
    owner.execute("UPDATE children_opening SET reason = 'duty'")
    assert told(application, sal, opening) == []


@pytest.mark.parametrize(
    ("wall", "name"),
    [
        ("opening.user_id <> waymark_user()", "who opened it"),
        ("looker.role = 'senior-manager'", "a case manager"),
    ],
)
def test_without_its_wall_somebody_else_would_be_shown_it(
    opening, ash, owner, application, wall, name
):
    asked = "SELECT pg_get_functiondef('seen_in_emergency'::regproc)"
    (definition,) = owner.execute(asked).fetchone() or ("",)
    assert wall in definition
    owner.execute(definition.replace(wall, "true"))
    assert len(told(application, others(ash)[name], opening)) == 1


def test_without_both_walls_of_the_service_another_would_be_shown_it(
    opening, ash, owner, application
):
    asked = "SELECT pg_get_functiondef('seen_in_emergency'::regproc)"
    (definition,) = owner.execute(asked).fetchone() or ("",)
    for wall in (
        "looker.service_id = opening.service_id",
        "opening.service_id = waymark_service()",
    ):
        definition = definition.replace(wall, "true")
    owner.execute(definition)
    assert len(told(application, others(ash)["another service's manager"], opening)) == 1
