"""What children's services do for a child has rows of its own, in older records too."""

from importlib import import_module

import pytest
from django.db import connection

from waymark.chronology import casefile

AS_IT_WAS = [
    {"from": "2025-01-06", "to": "2025-03-01", "status": "child-in-need"},
    {"from": "2025-03-02", "to": None, "status": "child-protection-plan", "category": "neglect"},
]
moving = import_module("waymark.children.migrations.0009_care_status")


def run(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def written_before_there_were_rows(child, told):
    child.episodes.filter(kind="care_status").delete()
    child.document["care_status"] = told
    child.save()


def test_an_older_record_moves_into_rows_and_back_and_says_the_same(sophie):
    written_before_there_were_rows(sophie, AS_IT_WAS)
    before = casefile.documents([sophie.pk])[sophie.pk]
    run(moving.TO_ROWS)
    sophie.refresh_from_db()
    assert "care_status" not in sophie.document
    first, second = sophie.episodes.filter(kind="care_status").order_by("position")
    assert (str(first.period.lower), str(first.period.upper)) == ("2025-01-06", "2025-03-02")
    assert second.period.upper is None
    assert casefile.documents([sophie.pk])[sophie.pk] == before
    run(moving.TO_DOCUMENT)
    sophie.refresh_from_db()
    assert sophie.document["care_status"] == AS_IT_WAS


def test_an_older_record_without_an_end_has_none_as_a_row_either(sophie):
    told = [{"from": "2025-03-02", "to": "9999-12-31", "status": "child-in-need"}, {}]
    written_before_there_were_rows(sophie, told)
    run(moving.TO_ROWS)
    first, second = sophie.episodes.filter(kind="care_status").order_by("position")
    assert (first.document, first.period.upper) == (told[0], None)
    assert (second.document, second.period) == ({}, None)


@pytest.mark.parametrize(
    "told",
    [
        "none",
        ["child-in-need"],
        [{"from": "in spring"}],
        [{"from": "2026-02-31"}],
        [{"to": "2026-13-01"}],
        [{"to": "0000-01-01"}],
        [{"from": 5}],
        [{"from": ["2026-01-01"]}],
        [{"from": "2026-05-02", "to": "2026-05-01"}],
        [{"from": "2026-01-01"}, {"from": "2026-02-31"}],
    ],
)
def test_what_no_rule_can_read_stays_where_it_was(sophie, told):
    written_before_there_were_rows(sophie, told)
    run(moving.TO_ROWS)
    sophie.refresh_from_db()
    assert sophie.document["care_status"] == told
    assert not sophie.episodes.filter(kind="care_status").exists()
