import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from waymark.accounts import asking
from waymark.accounts.models import Service, User
from waymark.audit import recording, verify


@pytest.fixture
def jo(db):
    service = Service.objects.create(name="Anyshire")
    return User.objects.create_user(
        email="jo@example.org", name="Jo", role="case-manager", service=service
    )


def test_the_tests_own_postgresql_outlives_whoever_started_it(cluster):
    assert cluster._process is None, "no child of this process, which would not wait for it"
    assert cluster.is_ready()


def test_the_application_makes_no_tables(db):
    with pytest.raises(ProgrammingError, match="permission denied"):
        connection.cursor().execute("CREATE TABLE mine (id int)")


def test_the_application_neither_changes_nor_forges_an_audit_row(jo):
    with recording.command("look", service_id=jo.service_id, user_id=jo.pk, at=timezone.now()):
        asking.as_user(jo)
        recording.note(children=[1, 2], why="duty")
    assert verify.first_faults([]) == []
    for statement in (
        "UPDATE audit_row SET action = 'nothing'",
        "DELETE FROM audit_row",
        "TRUNCATE audit_row",
        "UPDATE audit_audithead SET number = 0",
        "SELECT audit_make_partition('2020-01-01')",
    ):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
        ):
            connection.cursor().execute(statement)
