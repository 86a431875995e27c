"""No name of anybody harmed is anywhere in casework, though it asks where they are kept."""

import subprocess
from copy import deepcopy
from itertools import product
from urllib.parse import urljoin

import psycopg
import pytest
from django.core import mail
from django.db import transaction
from django.test import Client, override_settings
from django.utils import timezone

from tests import database, sealed
from tests.forms import Form
from tests.serving import VictimsServer, victims_served
from tests.unpacked import said_in, unpacked
from tests.walls import matrix, posting
from tests.walls.answering import answering, holder
from tests.walls.made import NOW, asked_by
from waymark import guard
from waymark.accounts.models import Role, User
from waymark.children import typed_names
from waymark.chronology import acts
from waymark.guard import Towards
from waymark.running import roles
from waymark.running.postgres import find_binaries

CANARY = "quillfeather"
NAME = f"Zephyrine {CANARY.title()}"
UNTYPED = "thistlewick"  # in all that is held of her, and typed by nobody
WORDS = (CANARY, UNTYPED)
PLAIN = "We talked about the dog."
OK, MOVED = 200, 302
PAGES, FORMS, TAKEN = 300, 95, 60  # at least, or the crawl has not been where people go


@pytest.fixture(scope="module")
def victims(cluster, tmp_path_factory):
    with victims_served(tmp_path_factory.mktemp("victims")) as server:
        yield server


@pytest.fixture(scope="module")
def world(module_database, as_owner, victims, django_db_blocker):
    """Casework as it runs, and at the door that it calls at, whom each of its children harmed."""
    door = victims.door["WAYMARK_VICTIMS_DOOR"]
    with (
        django_db_blocker.unblock(),
        database.django_at(module_database),
        override_settings(VICTIMS_DOOR=door, DOOR_KEY=database.KEY),
    ):
        with transaction.atomic():
            made = answering()
            made.clients["holder of a sheet"] = holder(made.children["own"])
        for child, service in as_owner.execute("SELECT id, service_id FROM children_child"):
            name_whom_they_harmed(victims, child, service)
        yield made


def name_whom_they_harmed(victims: VictimsServer, child: int, service: int) -> None:
    guard.reference(child=child, service=service, by=1)  # the service is made by its first call
    url = database.CLUSTER.url(victims.database, roles.VICTIMS_OWNER_LOGIN)
    with psycopg.connect(url) as owner:
        called = {"others": [f"{NAME} {UNTYPED}"], "nicknames": [CANARY.title(), UNTYPED.title()]}
        victim = sealed.somebody(owner, NAME, service=service, child=child, **called)
        sealed.everything(owner, victim, service, f"{NAME} {UNTYPED}")


class Crawl:
    """Every address asked as everybody, and every form sent, filled in by who is shown it first.

    First with words that name nobody; then with the name of somebody harmed, as one writes it who
    does not know, and then nobody may be shown what she did not write. What a case manager sends
    stands.
    """

    def __init__(self, world: matrix.World, names: set[str] | None = None) -> None:
        self.world = world
        self.names = names
        self.seen: list[str] = []
        self.pages = self.taken = 0  # of the forms sent
        self.forms: dict[tuple[str, ...], tuple[str, Form]] = {}  # by address and fields

    def go(self) -> "Crawl":
        wanted = (each for each in matrix.addresses() if not self.names or each[0] in self.names)
        addresses = [
            (name, matrix.path(self.world, route, self.world.children["own"]))
            for name, route in sorted(wanted)
        ]
        for name, address in addresses:
            for role, client in self.world.clients.items():
                given, text = answered(client, "GET", address)
                self.pages += given.status_code == OK
                self.look(f"GET {name} to {role}", text, WORDS)
                for form in posting.to_send(text):
                    asks = urljoin(address, form.action), *posting.what_it_asks(form)
                    self.forms.setdefault(asks, (role, form))
        shown = {to for to, *_ in self.forms}
        bare = (each for each in addresses if each[1] not in shown)
        for (name, address), (role, client) in product(bare, self.world.clients.items()):
            self.look(f"POST {name} to {role}", answered(client, "POST", address)[1], WORDS)
        for words, unsaid in ((PLAIN, WORDS), (f"I saw {NAME}.", (UNTYPED,))):
            for (to, *_), (role, form) in self.forms.items():
                body = posting.filled_in(form, words)
                stands = role == "case manager"
                given, text = answered(self.world.clients[role], "POST", to, body, stands=stands)
                self.taken += given.status_code in (OK, MOVED)
                self.look(f"{words!r} to {to} by {role}", text, unsaid)
        return self

    def look(self, what: str, text: str, words: tuple[str, ...]) -> None:
        if any(each in text for each in words):
            self.seen.append(what)


def answered(client: Client, method: str, address: str, body: bytes = b"", *, stands: bool = False):
    """Ask, and go where the answer leads; undo what was done, but for what `stands` and left the
    session as it was. Returns the answer, and all that came back."""
    signed_in = deepcopy(client.cookies)
    with transaction.atomic():
        given = client.generic(method, address, body, content_type=posting.FORM)
        text = text_of(given)
        if body and given.status_code == MOVED:
            text += text_of(client.get(given.headers["Location"]))
        is_signed_in = all(
            client.cookies[each].value == cookie.value for each, cookie in signed_in.items()
        )
        if not (stands and is_signed_in and given.status_code in (OK, MOVED)):
            transaction.set_rollback(True)
    client.cookies = signed_in
    return given, text


def text_of(given) -> str:
    body = b"".join(given.streaming_content) if given.streaming else given.content
    return (said_in(body) + str(dict(given.headers))).lower()


def dumped(url: str) -> str:
    """Return a backup of a database, as text."""
    command = [find_binaries() / "pg_dump", "--dbname", url]
    backup = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    return unpacked(backup).lower()


def logs_of(victims: VictimsServer, cluster):
    return victims.log, cluster.data.with_suffix(".log")


@pytest.mark.provision("CM-400", "CM-409")
def test_no_page_backup_or_log_of_casework_holds_a_word_of_the_sealed_store(
    world, victims, cluster, module_database, caplog
):
    crawl = Crawl(world).go()
    assert crawl.seen == []
    assert crawl.pages > PAGES
    assert len(crawl.forms) > FORMS
    assert crawl.taken > TAKEN
    backup = dumped(cluster.url(module_database, roles.OWNER_LOGIN))
    assert "copy public.drafts_draft " in backup
    assert "copy public.audit_row_" in backup
    assert UNTYPED not in backup
    assert NAME.lower() in backup, "what somebody typed herself stands in her own words"
    logs = [each.read_text(errors="replace") for each in logs_of(victims, cluster)]
    told = "\n".join([caplog.text, *logs, *(str(each.message()) for each in mail.outbox)]).lower()
    assert [each for each in WORDS if each in told] == []


def test_it_is_there_to_be_found(world, victims, cluster):
    """What the test above stands on: the store holds the name, and the door knows it."""
    there = dumped(cluster.url(victims.database, roles.VICTIMS_OWNER_LOGIN))
    assert [each for each in WORDS if each in there] == [*WORDS]
    own = world.children["own"]
    service = User.objects.filter(role=Role.SENIOR_MANAGER).get().service_id
    told = {"child": own, "service": service, "towards": Towards.CHILD}
    assert len(guard.mentions([f"I saw {NAME}."], **told).found) == 1


def test_a_name_in_a_case_note_would_be_seen(world, cluster, module_database):
    """The control: after one note of a case manager's, both the crawl and the backup tell."""
    jo = User.objects.filter(role=Role.CASE_MANAGER).order_by("pk").first()
    today = timezone.localdate().isoformat()
    said = f"With {NAME} {UNTYPED}."
    note = {"kind": "contact", "on": today, "outcome": "attended", "note": said}
    with asked_by(jo, at=NOW):
        acts.record(children=[world.children["own"]], facts=note, by=jo, at=NOW)
    seen = Crawl(world, {"child"}).go().seen
    assert "GET child to case manager" in seen
    assert UNTYPED in dumped(cluster.url(module_database, roles.OWNER_LOGIN))


def test_a_form_that_says_whom_it_found_would_be_seen(world, monkeypatch):
    """The control: where what is said after a save told whom it found, the crawl would tell."""
    monkeypatch.setattr(typed_names, "SAVED", f"{{what}}: {UNTYPED}. {{seal}}")
    seen = Crawl(world, {"record-event"}).go().seen
    assert [each for each in seen if each.startswith("'I saw")]
