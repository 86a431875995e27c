"""Each column of the sealed database says how sensitive it is, how long it is kept, who sees it."""

import psycopg
import pytest

from tests.walls import fields

DECLARED = fields.victims()


def test_every_column_of_every_table_is_declared_once(owner: psycopg.Connection):
    fields.check_columns(owner, DECLARED)


def test_a_column_that_nobody_declared_is_found(owner: psycopg.Connection):
    owner.execute("ALTER TABLE victims_victim ADD COLUMN faith text")
    found = set(fields.columns_in(owner)["victims_victim"])
    declared = fields.columns_of(DECLARED["tables"]["victims_victim"], DECLARED)
    assert found - set(declared) == {"faith"}


@pytest.mark.parametrize("table", DECLARED["tables"].values(), ids=list(DECLARED["tables"]))
def test_a_table_is_declared_in_words_that_are_explained(table):
    fields.check_words(table, DECLARED)


@pytest.mark.provision("CM-400")
def test_what_is_kept_of_somebody_harmed_is_shown_to_who_is_trained_and_to_nobody_else():
    of_victims = {name: table for name, table in DECLARED["tables"].items() if "victims_" in name}
    besides = {name: each["seen"] for name, each in of_victims.items() if each["seen"] != "trained"}
    assert besides == {
        "victims_call": "nobody",
        "victims_said": "nobody",
    }
