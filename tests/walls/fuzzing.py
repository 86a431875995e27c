"""Requests by chance, at every address and into every form: valid, wrong, and meant to harm.

Each request comes of its seed and its number alone, and is undone after it was answered, so that
any of them can be sent again by itself.
"""

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.test import Client

from tests.forms import Field, forms_of
from tests.walls.matrix import PARAMETER, addresses
from waymark.accounts import asking
from waymark.accounts.models import Service

METHODS = ["GET"] * 9 + ["POST"] * 9 + ["HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"]
MARK = "<i>zq'\"&</i>"  # wherever it comes back, it must come back as text
NASTY = (
    *(
        "",
        " ",
        "\0",
        "a\0b",
        "\t\n\r",
        "\u202e\u200b",
        "\ufeff",
        "é" * 300,
        "x" * 30_000,
        "😀" * 40,
    ),
    *("0", "-1", "1", "٣", "²", "１２", "007", "1e309", "NaN", "Infinity", "2147483648"),
    *("9223372036854775808", "9" * 40, "9" * 5_000, "1.5", "0x10", "true", "null", "[]", "{}"),
    *("2026-02-30", "9999-12-31", "0001-01-01", "0000-00-00", "2026-13-01", "31 2 2026"),
    *("24:61", "99:99", "' OR 1=1 --", "%", "_", "\\", "{{ 7 * 7 }}", "{% raw %}", "../../etc"),
    *("O'Brien", "it's", "''", 'say "yes"', "' --", "D’Arcy; drop"),
    *("//evil.example", "javascript:alert(1)", "http://evil.example/", "\ud800", MARK, MARK * 20),
)
HEADERS = (
    *({"Hx-Request": "true"}, {"Waymark-Autosave": "1"}, {"Referer": "http://testserver/find/"}),
    *({"Referer": "http://[::1"}, {"Referer": "\x7f" * 20}, {"Accept-Language": "xx;q=nan,é"}),
    *({"Host": "evil.example"}, {"Host": "["}, {"Origin": "null"}, {"Accept-Encoding": "gzip;q=x"}),
    *({"If-Modified-Since": "no day"}, {"Range": "bytes=9-1"}, {"Cookie": "session=x; csrftoken="}),
    *({"X-Forwarded-For": "' OR 1"}, {"X-Forwarded-Proto": "gopher"}, {"Content-Length": "-5"}),
)
BODIES = (
    (b"\xff\xfe=\xc3\x28&a=%ff%fe&%00=%00", "application/x-www-form-urlencoded"),
    (b'{"a": [', "application/json"),
    (b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n', "multipart/form-data; boundary=x"),
    (b"--x", "multipart/form-data"),
    (b"\x00" * 500, "application/octet-stream"),
    (b"a=1", "text/plain; charset=no-such"),
    (b"a=%C3%A9", "application/x-www-form-urlencoded; charset=utf-16"),
    (b"&".join(b"f%d=1" % number for number in range(1_500)), "application/x-www-form-urlencoded"),
)
REFUSALS = range(400, 500)
ANSWERED = (200, 302, 422)  # 422: a form was there, and asks for more than it was sent
SERVER_FAULT = 500
# Kept whatever is answered: who was here, what was counted, and the audit itself.
NOT_BUSINESS = {"accounts_session", "audit_row", "audit_audithead", "accounts_keptwords"}


@dataclass
class World:
    """Who asks, by role; which ids addresses may name; and how many rows there are."""

    clients: dict[str, Client]
    ids: dict[str, list[object]]  # by the name of a parameter
    own: dict[str, object]  # of these, what belongs together
    rows: Callable[[], dict[str, int]]
    forms: dict[tuple[str, str], list[dict[str, Field]]] = field(default_factory=dict)


@dataclass(frozen=True)
class Sent:
    """One request as it was sent."""

    role: str
    method: str
    path: str
    query: list[tuple[str, str]]
    body: Any
    content_type: str
    headers: dict[str, str]

    def __str__(self) -> str:
        told = f"{self.role}: {self.method} {self.path!r} {self.query} {self.body!r}"
        return f"{told[:600]} {self.content_type} {self.headers}"


def faults(
    world: World, *, seed: str, numbers: range, names: set[str] | None = None
) -> Iterator[str]:
    """Send these requests; yield what is wrong with the answers, each with its number.

    :param names: of the addresses; all of them, where none are given.
    """
    routes = sorted(each for each in addresses() if names is None or each[0] in names)
    usual = world.rows()
    for number in numbers:
        chance = random.Random(f"{seed} {number}")
        sent = _request(world, chance, routes)
        for fault in _wrong(world, sent, usual):
            yield f"request {number}: {fault}: {sent}"


def reached(world: World, route: str) -> bool:
    """Tell whether anybody gets more than a no at an address, with what belongs to one child."""
    path = "/" + PARAMETER.sub(lambda found: str(world.own.get(found[1], 1)), route)
    for role, method in product(world.clients, ("GET", "POST")):
        with transaction.atomic():
            sent = Sent(role, method, path, [], b"", "application/x-www-form-urlencoded", {})
            answer = _answer(world.clients[role], sent)
            transaction.set_rollback(True)
        to = answer.headers.get("Location", "")
        if answer.status_code in ANSWERED and not to.startswith("/sign-in/"):
            return True
    return False


def rows_of_every_service() -> dict[str, int]:
    """How many rows each business table has, in all services, of the process that is tested."""
    tables = sorted({model._meta.db_table for model in apps.get_models()} - NOT_BUSINESS)
    counted = dict.fromkeys(tables, 0)
    counts = ", ".join(f"(SELECT count(*) FROM {table})" for table in tables)
    with connection.cursor() as cursor:
        for service in Service.objects.values_list("pk", flat=True):
            asking.as_waymark(service)
            cursor.execute(f"SELECT {counts}")
            for table, many in zip(tables, cursor.fetchone(), strict=True):
                counted[table] += many
    return counted


def _written(tables: Iterable[str]) -> int:
    """How many rows this transaction has written, changed or taken away, what was rolled back too.

    To count all rows takes fifty times as long as to ask this, and is needed only where it grew.
    """
    counts = (f"pg_stat_get_xact_tuples_{how}(each)" for how in ("inserted", "updated", "deleted"))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT sum({' + '.join(counts)}) FROM unnest(%s::regclass[]) each", [[*tables]]
        )
        return int(cursor.fetchone()[0])


def _wrong(world: World, sent: Sent, usual: dict[str, int]) -> Iterator[str]:
    with transaction.atomic():
        before = _written(usual)
        answer = _answer(world.clients[sent.role], sent)
        if answer.status_code in REFUSALS and _written(usual) != before:
            now = world.rows()
            changed = [table for table, many in now.items() if many != usual[table]]
            if changed:
                yield f"{answer.status_code}, but {', '.join(changed)} changed"
        transaction.set_rollback(True)
    if answer.status_code >= SERVER_FAULT:
        yield f"{answer.status_code}"
    text = b"" if answer.streaming else answer.content
    if b"Traceback (most recent call last)" in text:
        yield "a stack trace is shown"
    if MARK.encode() in text:
        yield "what was sent comes back as it was sent"


def _answer(client: Client, sent: Sent) -> Any:
    signed_in = dict(client.cookies)
    query = {}
    for name, value in sent.query:
        query.setdefault(name, []).append(value.encode("utf-8", "surrogatepass"))
    try:
        return client.generic(
            sent.method,
            sent.path,
            sent.body,
            content_type=sent.content_type,
            headers=sent.headers,
            query_params=query,
        )
    finally:
        client.cookies.clear()
        client.cookies.update(signed_in)


def _request(world: World, chance: random.Random, routes: list[tuple[str, str]]) -> Sent:
    role = chance.choice(list(world.clients))
    _name, route = chance.choice(routes)
    path = "/" + PARAMETER.sub(lambda found: _parameter(world, chance, found), route)
    method = chance.choice(METHODS)
    body: bytes = b""
    content_type = "application/x-www-form-urlencoded"
    if method not in ("GET", "HEAD"):
        body, content_type = _body(world, chance, role, path)
    return Sent(
        role=role,
        method=method,
        path=path,
        query=_query(world, chance, role, path) if chance.random() < 0.6 else [],
        body=body,
        content_type=content_type,
        headers=chance.choice(HEADERS) if chance.random() < 0.25 else {},
    )


def _parameter(world: World, chance: random.Random, found: Any) -> str:
    name = found[1]
    known = world.ids.get(name) or [1]
    if chance.random() < 0.85:
        return str(chance.choice(known))
    return chance.choice(["0", "999999", "2147483648", "9223372036854775808", "9" * 30, "-1", "x"])


def _body(world: World, chance: random.Random, role: str, path: str) -> tuple[bytes, str]:
    if chance.random() < 0.15:
        return chance.choice(BODIES)
    forms = _forms(world, role, path)
    pairs: list[tuple[str, str]] = []
    if forms:
        for name, each in chance.choice(forms).items():
            pairs += [(name, value) for value in _filled_in(chance, each)]
    pairs += _query(world, chance, role, path) if chance.random() < 0.2 else []
    return _encoded(pairs), "application/x-www-form-urlencoded"


def _filled_in(chance: random.Random, asked: Field) -> list[str]:
    """Return what is sent for one field: as it stands, chosen, right, or nasty."""
    how = chance.random()
    if how < 0.35:
        return asked.values
    if how < 0.65 and asked.choices:
        return chance.sample(asked.choices, min(len(asked.choices), chance.choice([1, 1, 2])))
    if how < 0.75:
        return [chance.choice(["We talked.", "2026-05-14", "14", "5", "2026", "12:30", "attended"])]
    if how < 0.8:
        return []
    return [chance.choice(NASTY)]


def _query(world: World, chance: random.Random, role: str, path: str) -> list[tuple[str, str]]:
    asked = [name for form in _forms(world, role, path) for name in form]
    other = ["q", "words", "next", "page", "show", "on", "kind", "since", "order", "\0", "a[b]"]
    many = chance.choice([1, 1, 2, 4])
    names = [
        chance.choice(asked if asked and chance.random() < 0.7 else other) for _ in range(many)
    ]
    return [(name, chance.choice(NASTY)) for name in names]


def _forms(world: World, role: str, path: str) -> list[dict[str, Field]]:
    """Return the forms of a page, as somebody of a role gets it; asked for once."""
    if (role, path) not in world.forms:
        with transaction.atomic():
            answer = _answer(
                world.clients[role], Sent(role, "GET", path, [], b"", "text/plain", {})
            )
            transaction.set_rollback(True)
        html = "" if answer.streaming else answer.content.decode("utf-8", "replace")
        world.forms[role, path] = [form.fields for form in forms_of(html)]
    return world.forms[role, path]


def _encoded(pairs: list[tuple[str, str]]) -> bytes:
    from urllib.parse import urlencode

    return urlencode([(_bytes(name), _bytes(value)) for name, value in pairs]).encode()


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
