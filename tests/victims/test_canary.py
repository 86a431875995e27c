"""Who is not to read of somebody harmed is shown no word of theirs, at any address."""

from itertools import product
from urllib.parse import urljoin

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from psycopg import sql

from tests import sealed
from tests.forms import Form
from tests.unpacked import MADE, said_in
from tests.victims.sides import answering
from tests.walls import fields, matrix, posting
from waymark.accounts import asking
from waymark.accounts.models import User
from waymark.victims.people.models import Held, Victim

CANARY = "quillfeather"
NAME = f"Zephyrine {CANARY.title()}"
UNTYPED = "thistlewick"  # in all that is held of her, and typed by nobody
MOVED = 302
MAY_READ = ("trained worker", "manager")
# Numbers, keys of what was asked, and what casework told: nobody writes a word there. A field that
# is added says of itself whether anybody does (docs/fields-victims.toml).
NO_WORDS = {
    *("victims_victim.also_child", "victims_told.document"),
    *(f"victims_call.{each}" for each in ("found", "names", "begun", "prose")),
}
pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """The world of the matrix, in which every field that can be kept of somebody names her."""
    made = answering()
    own, service = made.children["own"], User.objects.get(pk=made.one["pk"]).service_id
    asking.as_waymark(service)
    Victim.objects.filter(pk=own).update(name=NAME, other_names=[UNTYPED], nicknames=[CANARY])
    sealed.everything(connection, own, service, f"{NAME} {UNTYPED}")
    made.one["held_file"] = Held.objects.latest("pk").pk
    return made


def seen_by(world, *roles: str) -> set[str]:
    """Return the addresses, or what is sent there, whose answer to these roles holds the name."""
    asked = product(matrix.addresses(), matrix.METHODS, roles)
    return {
        f"{method} {name}"
        for (name, route), method, role in asked
        if CANARY
        in _answered(world, role, method, matrix.path(world, route, world.children["own"]))
    }


def _answered(world, role: str, method: str, path: str, body: bytes = b"") -> str:
    client = world.clients[role]
    signed_in = client.cookies.copy()
    with transaction.atomic():
        given = client.generic(method, path, body, content_type=posting.FORM)
        text = _text_of(given)
        if body and given.status_code == MOVED:
            text += _text_of(client.get(given.headers["Location"]))
        transaction.set_rollback(True)
    client.cookies = signed_in
    return text


def _text_of(given) -> str:
    return (said_in(given.getvalue()) + str(dict(given.headers))).lower()


def forms_shown(world, role: str) -> dict[tuple[str, ...], Form]:
    """Return the forms that somebody is shown, by where they are sent and what they ask."""
    found = {}
    for _, route in matrix.addresses():
        address = matrix.path(world, route, world.children["own"])
        for form in posting.to_send(_answered(world, role, "GET", address)):
            found[urljoin(address, form.action), *posting.what_it_asks(form)] = form
    return found


def told_by_a_form(world, *roles: str) -> set[str]:
    """Return where somebody of these roles who sends a trained worker's form, with the name of
    somebody harmed in it, is told more than she typed."""
    forms = product(forms_shown(world, "trained worker").items(), roles)
    return {
        f"{to} by {role}"
        for ((to, *_), form), role in forms
        if UNTYPED in _answered(world, role, "POST", to, posting.filled_in(form, f"I saw {NAME}."))
    }


def test_no_word_of_somebody_harmed_is_shown_to_who_is_untrained_or_not_of_her_service(world):
    others = [role for role in world.clients if role not in MAY_READ]
    assert seen_by(world, *others) == set()
    assert told_by_a_form(world, *others) == set()


def test_it_is_there_to_be_found(world):
    """The control: it stands in every field that may hold it, and a trained worker is shown it, on
    the first page and on the person's own."""
    asking.as_waymark(User.objects.get(pk=world.one["pk"]).service_id)
    assert silent() == NO_WORDS
    assert {"GET home", "GET victim", "GET who"} <= seen_by(world, "trained worker")
    assert told_by_a_form(world, "trained worker")


def silent() -> set[str]:
    """Return the fields that may hold a word of somebody harmed, and hold none of hers."""
    return {
        f"{table}.{column}"
        for table, of in fields.victims()["tables"].items()
        if table.startswith("victims_")
        for column in (*of.get("protected", ()), *of.get("document", ()))
        if not holds_it(table, column)
    }


def holds_it(table: str, column: str) -> bool:
    of = sql.SQL("SELECT {} FROM {}").format(sql.Identifier(column), sql.Identifier(table))
    with connection.cursor() as cursor:
        cursor.execute(of.as_string(cursor.connection))
        values = [value for (value,) in cursor.fetchall()]
    said = (bytes(each).decode() if isinstance(each, memoryview) else str(each) for each in values)
    return any(word in each.lower() for each in said for word in (CANARY, UNTYPED))


@pytest.mark.parametrize("kind", MADE)
def test_what_is_packed_in_a_file_that_is_handed_out_is_read(kind):
    """The control: a name in a PDF or a document would be seen."""
    assert CANARY in _text_of(HttpResponse(MADE[kind](NAME)))
