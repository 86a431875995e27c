"""A real browser on a real server."""

import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests import database
from tests.browser import chromium, looking
from tests.browser.beginning import NewService, OtherDoor
from tests.people import signed_in_client
from tests.serving import served, victims_served
from waymark.accounts import demonstration
from waymark.accounts.models import User
from waymark.running import roles

expect.set_options(timeout=30_000)  # what is true is seen at once; a busy machine takes its time


@pytest.fixture(scope="session")
def browser(server: str) -> Iterator[Browser]:
    """After the server, since Django speaks to its database only where no browser is driven."""
    program = chromium.find()
    assert program, "No browser was found; `make test` says how to get one."
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=chromium.ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def server_database(cluster: database.Cluster) -> Iterator[str]:
    """The server's own: what it commits, the other tests of this process do not meet."""
    with database.clone(f"browser_{uuid.uuid4().hex[:12]}", demonstrated=True) as name:
        yield name


@pytest.fixture(scope="session")
def server(
    server_database: str, django_db_blocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The server on a database filled with the demonstration."""
    with django_db_blocker.unblock(), database.django_at(server_database):
        looking.SESSIONS.update(sessions_of_everybody())
        looking.SESSIONS["ash, to sign out"] = sessions_of_everybody()["ash"]
    log: Path = tmp_path_factory.mktemp("server") / "log"
    with (
        victims_served(log.parent) as victims,
        served(url_of(server_database), log, **victims.door) as origin,
    ):
        yield origin


@pytest.fixture(scope="session")
def beginning(
    browser: Browser, cluster, django_db_blocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, dict[str, str], OtherDoor]]:
    """A server of a service that has just begun: where it is, everybody's session, and the victims'
    process."""
    with database.clone(f"browser_{uuid.uuid4().hex[:12]}") as name:
        with django_db_blocker.unblock(), database.django_at(name):
            demonstration.load_into_an_empty_database()
            sessions = sessions_of_everybody()
        folder = tmp_path_factory.mktemp("new")
        with (
            victims_served(folder) as victims,
            served(url_of(name), folder / "log", **victims.door) as origin,
        ):
            other = OtherDoor(victims, url_of(name))
            yield origin, sessions, other
            other.closes()


@pytest.fixture
def new_service(
    browser: Browser, beginning: tuple[str, dict[str, str], OtherDoor]
) -> Iterator[NewService]:
    made = NewService(browser, *beginning)
    yield made
    made.closes()


def sessions_of_everybody() -> dict[str, str]:
    """Return each person's session, by login; none of them ends while the tests last."""
    later = timezone.now() + timedelta(hours=6)
    return {
        person.email.partition("@")[0]: signed_in_client(person, at=later).cookies["session"].value
        for person in User.objects.all()
    }


def url_of(name: str) -> str:
    return database.CLUSTER.url(name, roles.APPLICATION_LOGIN)


@pytest.fixture
def context(browser: Browser, server: str) -> Iterator[BrowserContext]:
    made = browser.new_context(base_url=server, locale="en-GB", timezone_id="Europe/London")
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture(scope="session")
def signed_in(browser: Browser, server: str) -> dict:
    """What the browser keeps of somebody signed in; made once, since a code is used only once."""
    context = browser.new_context(base_url=server)
    looking.sign_in(context.new_page())
    kept = context.storage_state()
    context.close()
    return kept


@pytest.fixture
def own_page(browser: Browser, server: str, signed_in: dict) -> Iterator[Page]:
    """A page of somebody who is signed in."""
    context = browser.new_context(
        base_url=server, storage_state=signed_in, locale="en-GB", timezone_id="Europe/London"
    )
    yield context.new_page()
    context.close()
