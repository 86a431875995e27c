"""Only an empty database becomes a demonstration, where codes are shown to whoever asks."""

from io import StringIO

import psycopg
import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction

from tests.people import make_service
from waymark.accounts.models import DemonstrationMark, User

MARK = "INSERT INTO accounts_demonstrationmark (id, made_at) VALUES (1, now())"


def test_loading_the_demonstration_where_a_service_works_writes_nothing(db):
    make_service()
    call_command("demonstrate", stdout=StringIO())
    assert not DemonstrationMark.objects.exists()
    assert not User.objects.exists()


def test_no_database_with_a_service_is_marked_whoever_tries(db):
    make_service()
    with pytest.raises(DatabaseError, match="only a database without"), transaction.atomic():
        DemonstrationMark.objects.create(pk=1)


def test_its_owner_marks_it_neither_and_without_the_trigger_could(owner: psycopg.Connection):
    owner.execute("INSERT INTO accounts_service (name) VALUES ('Anyshire')")
    with pytest.raises(psycopg.Error, match="only a database without"), owner.transaction():
        owner.execute(MARK)
    owner.execute("DROP TRIGGER mark_only_what_is_empty ON accounts_demonstrationmark")
    owner.execute(MARK)
    assert owner.execute("SELECT count(*) AS many FROM accounts_demonstrationmark").fetchone()
