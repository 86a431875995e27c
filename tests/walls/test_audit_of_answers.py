"""Whoever sees or changes a child leaves one audit row; where none can be written, none may."""

from collections.abc import Iterator

import httpx
import psycopg
import pytest
from django.conf import settings
from django.test import override_settings

from tests.people import make_person, signed_in_client
from tests.serving import served
from tests.walls.made import a_child
from tests.walls.pages import CHILD
from waymark.accounts.models import Role
from waymark.audit import recording
from waymark.frame.middleware import AuditedTransaction, OneTransaction

AUDITED = "waymark.frame.middleware.AuditedTransaction"


class Forgetful(AuditedTransaction):
    """Opens a recording and never writes it."""

    def before_commit(self, response):
        pass


@pytest.fixture
def bea(committed):
    return make_person(Role.SENIOR_MANAGER)


@pytest.fixture
def sam(bea):
    return a_child(bea.service)


def rows(owner: psycopg.Connection) -> list[tuple]:
    return owner.execute(
        "SELECT user_id, action, children, outcome FROM audit_row ORDER BY number"
    ).fetchall()


def events(owner: psycopg.Connection) -> int:
    return owner.execute("SELECT count(*) FROM chronology_event").fetchone()[0]


@pytest.fixture
def browser(application_url, sam, bea, tmp_path) -> Iterator[httpx.Client]:
    """Bea's browser, on a real server."""
    cookie = {"session": signed_in_client(bea).cookies["session"].value}
    with (
        served(
            application_url, tmp_path / "log", DJANGO_SETTINGS_MODULE="tests.walls.settings"
        ) as origin,
        httpx.Client(base_url=origin, cookies=cookie, timeout=30) as client,
    ):
        yield client


def test_what_cannot_be_audited_is_neither_done_nor_shown(browser, sam, bea, owner):
    look, record = f"/walls/look/{sam.pk}/", f"/walls/record/{sam.pk}/"
    before, kept = rows(owner), events(owner)
    assert browser.get(look).text == "Sam Example"
    assert browser.post(record).text == "Recorded."
    assert rows(owner) == [
        *before,
        (bea.pk, "GET walls_look", [sam.pk], "200"),
        (bea.pk, "POST walls_record", [sam.pk], "200"),
    ]
    assert events(owner) == kept + 1

    owner.execute("REVOKE EXECUTE ON FUNCTION audit_append FROM waymark_application")
    for answer in (browser.get(look), browser.post(record)):
        assert answer.status_code == 500
        assert "Sam" not in answer.text
    assert len(rows(owner)) == len(before) + 2
    assert events(owner) == kept + 1

    owner.execute("GRANT EXECUTE ON FUNCTION audit_append TO waymark_application")
    assert browser.post(record, data={"status": 500}).status_code == 500
    assert events(owner) == kept + 1
    assert rows(owner)[-1] == (bea.pk, "POST walls_record", [sam.pk], "500")


def test_a_fault_of_the_database_leaves_no_childs_name_in_log_or_answer(
    browser, bea, owner, tmp_path, cluster
):
    answer = browser.get("/walls/broken/")
    log = (tmp_path / "log").read_text()
    assert answer.status_code == 500
    for told in ("UniqueViolation 23505 accounts_service", "IntegrityError", "in broken"):
        assert told in log
    assert "Traceback" not in answer.text
    for said in (answer.text, log, cluster.data.with_suffix(".log").read_text()):
        assert CHILD not in said
    assert rows(owner)[-1][0] == bea.pk


def looked_at(sam, bea, middleware):
    """The answer to Bea's look at Sam where something else stands in the audit's place."""
    chain = [middleware if name == AUDITED else name for name in settings.MIDDLEWARE]
    assert chain != settings.MIDDLEWARE or middleware == AUDITED
    with override_settings(MIDDLEWARE=chain, ROOT_URLCONF="tests.walls.pages"):
        return signed_in_client(bea).get(f"/walls/look/{sam.pk}/")


def test_a_look_leaves_one_row(sam, bea, owner):
    before = rows(owner)
    assert looked_at(sam, bea, AUDITED).text == "Sam Example"
    assert rows(owner) == [*before, (bea.pk, "GET walls_look", [sam.pk], "200")]


def test_without_the_audits_middleware_nobody_is_let_in(sam, bea, owner):
    before = rows(owner)
    with pytest.raises(recording.NotRecording):
        looked_at(sam, bea, f"{OneTransaction.__module__}.{OneTransaction.__name__}")
    assert rows(owner) == before


def test_a_middleware_that_forgets_to_write_is_what_the_count_of_rows_would_find(sam, bea, owner):
    before = rows(owner)
    assert looked_at(sam, bea, f"{__name__}.{Forgetful.__name__}").text == "Sam Example"
    assert rows(owner) == before
