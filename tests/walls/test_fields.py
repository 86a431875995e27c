"""All that Waymark keeps says how sensitive it is, how long it is kept and who may see it."""

from collections.abc import Iterator
from typing import get_args

import psycopg
import pytest

from tests.walls import fields
from waymark.rules.casefile import CaseFile
from waymark.rules.events import KINDS
from waymark.rules.events.base import event
from waymark.rules.facts import Field, Plain, Retention, Sensitivity, Shape, shape

DECLARED = fields.casework()


def test_every_column_of_every_table_is_declared_once(owner: psycopg.Connection):
    fields.check_columns(owner, DECLARED)


def test_a_column_that_nobody_declared_is_found(owner: psycopg.Connection):
    owner.execute("ALTER TABLE children_child ADD COLUMN faith text")
    found = set(fields.columns_in(owner)["children_child"])
    declared = fields.columns_of(DECLARED["tables"]["children_child"], DECLARED)
    assert found - set(declared) == {"faith"}


@pytest.mark.parametrize("table", DECLARED["tables"].values(), ids=list(DECLARED["tables"]))
def test_a_table_is_declared_in_words_that_are_explained(table):
    fields.check_words(table, DECLARED)


def test_the_rules_and_the_columns_speak_of_it_in_the_same_words():
    assert {str(each) for each in Sensitivity} <= set(DECLARED["sensitivity"])
    assert set(get_args(Retention)) <= set(DECLARED["kept"])


def test_every_fact_of_a_case_file_says_how_sensitive_it_is_and_how_long_it_is_kept():
    shapes = {*reached(CaseFile), *KINDS.values()}
    facts = [field for each in shapes for field in each.fields.values()]
    assert len(KINDS) > 40
    assert len(facts) > 200
    for fact in facts:
        assert fact.sensitivity in Sensitivity
        assert fact.retention in get_args(Retention)


def reached(start: type[Shape]) -> Iterator[type[Shape]]:
    """A shape and those of the records in it."""
    yield start
    for field in start.fields.values():
        inner = record_in(field)
        if inner is not None:
            yield from reached(inner)


def record_in(field: Field) -> type[Shape] | None:
    value = getattr(field.value, "of", field.value)
    return getattr(value, "shape", None)


def test_a_fact_that_does_not_say_it_is_refused_when_the_program_starts():
    with pytest.raises(TypeError, match="does not say how sensitive it is"):

        @shape(retention="case")
        class Silent(Shape):
            said: Plain[str]
            unsaid: str


def test_nothing_is_kept_for_a_time_that_nobody_chose():
    with pytest.raises(TypeError, match="retention"):
        shape()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="retention"):
        event("unsaid")  # type: ignore[call-arg]


def test_who_may_see_a_fact_of_a_case_file_is_said_for_each_sensitivity():
    assert set(DECLARED["facts"]) == {str(each) for each in Sensitivity}
    assert set(DECLARED["facts"].values()) <= set(DECLARED["seen"])


def test_a_fact_for_which_nobody_said_who_may_see_it_is_found():
    silent = {name: seen for name, seen in DECLARED["facts"].items() if name != "protected"}
    facts = [field for kind in KINDS.values() for field in kind.fields.values()]
    assert {fact.sensitivity for fact in facts} - set(silent) == {Sensitivity.PROTECTED}


def test_free_text_lies_only_where_it_can_be_sealed_or_is_declared_as_words():
    """A child's free text has one table, and plans; elsewhere words are reasons, and typing."""
    with_words = {name for name, table in DECLARED["tables"].items() if table.get("words")}
    assert with_words == {
        "accounts_keptwords",
        "accounts_onetimelink",
        "children_opening",
        "children_registration",
        "chronology_seal",
        "chronology_words",
        "diary_apart",
        "diary_placenote",
        "diary_riskassessment",
        "drafts_draft",
        "plans_version",
        "portal_sheet",
        "visits_out",
    }
