"""Two taps at once on the running server record one thing; without the key's row, two."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest

from tests.forms import form_with
from tests.people import make_person, signed_in_client
from tests.serving import served
from tests.walls.at_once import wait_for, waiting
from tests.walls.made import a_child
from waymark.accounts.models import Role

NOTE = "We walked by the river."


@pytest.fixture
def bea(committed: str):
    return make_person(Role.SENIOR_MANAGER)


@pytest.fixture
def sam(bea):
    return a_child(bea.service)


def both_answers(
    application_url: str, log: Path, owner: psycopg.Connection, sam: Any, bea: Any, settings: str
) -> list[httpx.Response]:
    """Send one form twice, so that both are under way before either has ended."""
    cookie = {"session": signed_in_client(bea).cookies["session"].value}
    with (
        served(application_url, log, DJANGO_SETTINGS_MODULE=settings) as origin,
        httpx.Client(base_url=origin, cookies=cookie, timeout=30) as browser,
        psycopg.connect(owner.info.dsn) as other,
    ):
        address = f"/children/{sam.pk}/contact/"
        form = form_with(browser.get(address).text, "note")
        sent = form.sent(outcome="attended", note=NOTE)
        for _ in range(6):  # so that each of the server's processes is awake
            browser.get(address)
        # Somebody else is at work on the child until both have come as far as they can.
        other.execute("SELECT FROM children_child WHERE id = %s FOR UPDATE", [sam.pk])
        with ThreadPoolExecutor(2) as taps:
            answers = [taps.submit(browser.post, address, data=sent) for _ in range(2)]
            wait_for(lambda: waiting(owner) == 2)
            other.rollback()
            return [answer.result() for answer in answers]


def recorded(owner: psycopg.Connection) -> int:
    found = owner.execute("SELECT count(*) FROM chronology_words WHERE text = %s", [NOTE])
    return found.fetchone()[0]


def test_two_taps_at_once_record_once_and_both_lead_to_it(
    application_url, tmp_path, owner, sam, bea
):
    first, second = both_answers(
        application_url, tmp_path / "log", owner, sam, bea, "waymark.settings"
    )
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.headers["Location"] == second.headers["Location"]
    assert recorded(owner) == 1
    rows = owner.execute("SELECT content FROM audit_row WHERE action = 'POST record-contact'")
    assert sum('"again":true' in content for (content,) in rows.fetchall()) == 1


def test_without_the_row_of_the_key_they_would_record_twice(
    application_url, tmp_path, owner, sam, bea
):
    """What the test above stands on."""
    both_answers(application_url, tmp_path / "log", owner, sam, bea, "tests.walls.without_once")
    assert recorded(owner) == 2
