"""A completed paper stays as it was signed, and what holds it so is the database."""

import psycopg
import pytest
from psycopg.errors import CheckViolation

from tests.walls.made import NOW, a_child, a_service, asked_by, somebody
from waymark.children.facts import version
from waymark.chronology import door
from waymark.papers import acts, sources

CHANGES = (
    "UPDATE papers_section SET answers = '{\"a\": {}}'",
    "DELETE FROM papers_section",
    "UPDATE papers_paper SET completed_on = NULL",
    "INSERT INTO papers_source (child_id, service_id, paper_id, position, document)"
    " SELECT child_id, service_id, id, 9, '{}' FROM papers_paper",
    """UPDATE papers_source SET document = document || '{"told": "Otherwise"}'""",
    """UPDATE papers_source SET document = '{"taken_off_on": "2026-01-02"}'""",
    "UPDATE papers_source SET position = 7",
    "DELETE FROM papers_source",
)
TAKEN_OFF = """UPDATE papers_source SET document = document || '{"taken_off_on": "2026-01-02"}'"""


@pytest.fixture
def completed(committed: str) -> None:
    service = a_service()
    child, jo = a_child(service), somebody(service)
    with asked_by(jo):
        paper = acts.begin(child=child, form="feedback", by=jo, at=NOW)
        acts.save_section(
            paper=paper,
            section="feedback",
            began_from=version({}),
            said={},
            seconds=1,
            by=jo,
            at=NOW,
        )
        sources.add(paper=paper, facts={"who": "Form tutor"}, by=jo, at=NOW)
        with door.act("complete", by=jo, at=NOW, children=[child.pk]) as act:
            acts.completed(act, paper)


@pytest.mark.usefixtures("completed")
@pytest.mark.parametrize("change", CHANGES)
def test_a_completed_paper_is_changed_by_no_statement(owner: psycopg.Connection, change: str):
    with pytest.raises(CheckViolation, match="a completed paper is not changed"):
        owner.execute(change)


@pytest.mark.usefixtures("completed")
@pytest.mark.parametrize("change", CHANGES)
def test_without_the_wall_it_would_be(owner: psycopg.Connection, change: str):
    for table in ("paper", "section", "source"):
        owner.execute(f"DROP TRIGGER paper_stays ON papers_{table}")
    assert owner.execute(change).rowcount == 1


@pytest.mark.usefixtures("completed")
def test_of_a_source_it_is_said_once_that_it_was_taken_off(owner: psycopg.Connection):
    assert owner.execute(TAKEN_OFF).rowcount == 1
    with pytest.raises(CheckViolation, match="a completed paper is not changed"):
        owner.execute(TAKEN_OFF.replace("2026-01-02", "2026-03-04"))
