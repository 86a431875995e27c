"""What a migration made goes as it is taken back, so that it can be made once more."""

from importlib import import_module

import pytest
from django.db.migrations import RunSQL


@pytest.mark.parametrize(
    "migration",
    [
        "children.migrations.0015_named_in",
        "diary.migrations.0010_nobody_left",
        "papers.migrations.0008_file_waits",
    ],
)
def test_a_function_that_is_taken_back_can_be_made_once_more(owner, migration):
    operations = import_module(f"waymark.{migration}").Migration.operations
    made = [each for each in operations if isinstance(each, RunSQL)]
    with owner.transaction(force_rollback=True):
        for each in reversed(made):
            owner.execute(each.reverse_sql)
        for each in made:
            owner.execute(each.sql)


def test_an_outcome_that_was_written_down_before_tells_of_whom_it_is(families, as_owner):
    fills = import_module("waymark.chronology.migrations.0011_of_whom_an_outcome_tells")
    (migration,) = fills.Migration.operations
    with as_owner.transaction(force_rollback=True):
        (one,) = as_owner.execute("SELECT event_id FROM chronology_words LIMIT 1").fetchone()
        told = [one]
        as_owner.execute(
            "DELETE FROM chronology_words WHERE event_id = %s AND field <> 'note'", told
        )
        as_owner.execute(
            "UPDATE chronology_words SET field = 'child_said' WHERE event_id = %s", told
        )
        as_owner.execute(
            "UPDATE chronology_event SET kind = 'restorative-outcome',"
            " document = document - 'heard' WHERE id = %s",
            told,
        )
        as_owner.execute(migration.sql)
        read = "SELECT document -> 'heard' FROM chronology_event WHERE id = %s"
        assert as_owner.execute(read, told).fetchone() == (["child"],)
