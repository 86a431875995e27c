"""What a migration made goes as it is taken back, so that it can be made once more."""

from importlib import import_module

import pytest
from django.db.migrations import RunSQL


@pytest.mark.parametrize(
    "migration", ["children.migrations.0015_named_in", "papers.migrations.0008_file_waits"]
)
def test_a_function_that_is_taken_back_can_be_made_once_more(owner, migration):
    operations = import_module(f"waymark.{migration}").Migration.operations
    made = [each for each in operations if isinstance(each, RunSQL)]
    with owner.transaction(force_rollback=True):
        for each in reversed(made):
            owner.execute(each.reverse_sql)
        for each in made:
            owner.execute(each.sql)
