"""Asking the running server, one request at a time, and all rows by bare SQL beside it."""

import http.client
import secrets
import statistics
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

import psycopg
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.bench.asked import EMPTY, Asked, Page
from tests.forms import forms_of
from tests.people import signed_in_client
from waymark.accounts.models import User

SAVED = (302, 303)
SESSION = settings.SESSION_COOKIE_NAME
ROUNDS = 20
CLIENTS = 8


@dataclass(frozen=True)
class Figures:
    """What was measured of one page; milliseconds, but for what says otherwise."""

    page: str
    p50: float
    p95: float
    pages_a_second: float
    queries: int
    kilobytes: float
    bare_sql: float
    empty_page: float

    @property
    def times_the_least(self) -> float:
        """How many times what it must cost: the same rows, and a page with nothing on it."""
        return self.p50 / (self.bare_sql + self.empty_page)

    def as_json(self) -> dict[str, object]:
        rounded = {
            name: round(value, 3) if isinstance(value, float) else value
            for name, value in asdict(self).items()
        }
        return {**rounded, "times_the_least": round(self.times_the_least, 2)}


class Place:
    """One filled database with a server on it."""

    def __init__(self, *, origin: str, database: str, filled: Any) -> None:
        self.host = urlsplit(origin).netloc
        self.origin = origin
        self.filled = filled
        self.bare = psycopg.connect(database)
        people = {person.pk: person for person in [*filled.workers, *filled.managers]}
        self.sessions = {
            pk: signed_in_client(person).cookies[SESSION].value for pk, person in people.items()
        }
        self.tokens: dict[str, tuple[str, dict[str, list[str]]]] = {}

    def ask(self, page: Page, turn: int) -> tuple[float, int]:
        """Ask for a page, or save its form; returns milliseconds to the last byte, and bytes."""
        asked = page.ask(self.filled, turn)
        if page.fills is None:
            return self._request("GET", asked, (200,))
        cookie, fields = self._form_of(page, asked)
        fields = {**fields, "once": secrets.token_hex(8)}  # as if the page were opened each time
        return self._request("POST", asked, SAVED, urlencode(fields, doseq=True), cookie)

    def ask_for_nothing(self, turn: int) -> tuple[float, int]:
        by = self.filled.workers[turn % len(self.filled.workers)]
        return self._request("GET", Asked(by, EMPTY, 0), (404,))

    def bare_sql(self, page: Page, turn: int) -> float:
        """Get the same rows with nothing between, as the same person; returns milliseconds."""
        asked = page.ask(self.filled, turn)
        told = {
            "user": asked.by.pk,
            "service": asked.by.service_id,
            "team": asked.by.team_id,
            "child": asked.child,
            "words": asked.words,
        }
        began = time.perf_counter()
        with self.bare.transaction(), self.bare.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('waymark.user', %(user)s::text, true),"
                " set_config('waymark.service', %(service)s::text, true)",
                told,
            )
            cursor.execute("SELECT (now() AT TIME ZONE 'Europe/London')::date")
            told["today"] = cursor.fetchone()[0]
            for statement in page.bare:
                cursor.execute(statement, told)
                if cursor.description:
                    cursor.fetchall()
        return (time.perf_counter() - began) * 1000

    def queries(self, page: Page) -> int:
        """Count the statements of one request; Django must speak to the same database."""
        asked = page.ask(self.filled, 0)
        client = signed_in_client(asked.by)
        if page.fills is None:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(asked.path).status_code == 200
        else:
            fields = _sent(client.get(asked.path).content.decode(), page.fills)
            with CaptureQueriesContext(connection) as captured:
                assert client.post(asked.path, fields).status_code in SAVED
        return len(captured)

    def pages_a_second(self, page: Page, many: int) -> float:
        """Let eight clients ask at once."""
        with ThreadPoolExecutor(CLIENTS) as clients:
            for turn in range(CLIENTS):
                self.ask(page, turn)
            began = time.perf_counter()
            list(clients.map(lambda turn: self.ask(page, turn), range(many)))
            return many / (time.perf_counter() - began)

    def _form_of(self, page: Page, asked: Asked) -> tuple[str, dict[str, list[str]]]:
        """Return the form as it was opened once for this child, filled in."""
        if asked.path not in self.tokens:
            server = http.client.HTTPConnection(self.host)
            server.request("GET", asked.path, headers=self._headers(asked.by))
            answer = server.getresponse()
            html = answer.read().decode()
            assert answer.status == 200, (asked.path, answer.status)
            cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]
            self.tokens[asked.path] = cookie, _sent(html, page.fills or {})
        return self.tokens[asked.path]

    def _headers(self, by: User, cookie: str = "") -> dict[str, str]:
        session = f"{SESSION}={self.sessions[by.pk]}"
        return {"Cookie": f"{session}; {cookie}" if cookie else session, "Host": self.host}

    def _request(
        self,
        method: str,
        asked: Asked,
        expected: Iterable[int],
        body: str | None = None,
        cookie: str = "",
    ) -> tuple[float, int]:
        headers = self._headers(asked.by, cookie)
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
            headers |= {"Origin": self.origin}
        began = time.perf_counter()
        server = http.client.HTTPConnection(self.host)
        server.request(method, asked.path, body=body, headers=headers)
        answer = server.getresponse()
        size = len(answer.read())
        took = (time.perf_counter() - began) * 1000
        server.close()
        assert answer.status in expected, (method, asked.path, answer.status)
        return took, size


def _sent(html: str, fills: dict[str, str]) -> dict[str, list[str]]:
    """Return what the page's own form sends, filled in."""
    for form in forms_of(html):
        if set(fills) <= set(form.fields):
            return form.sent(**fills)
    raise AssertionError(f"No form of the page has {', '.join(fills)}.")


def measure(page: Page, places: list[Place], many: int) -> list[Figures]:
    """Measure one page in several places by turns, so that what else the machine does, is shared.

    :param many: requests, sent one after the other; warmed up by a tenth of them.
    """
    for place in places:
        for turn in range(min(many, max(10, many // 10))):
            place.ask(page, turn)
    timed: list[dict[str, list[float]]] = [
        {"page": [], "bare": [], "empty": [], "size": []} for _ in places
    ]
    for first in range(0, many, max(1, many // ROUNDS)):
        for place, found in zip(places, timed, strict=True):
            turns = range(first, min(many, first + max(1, many // ROUNDS)))
            for turn in turns:
                took, size = place.ask(page, turn)
                found["page"].append(took)
                found["size"].append(size)
            found["bare"] += _few(turns, lambda turn, at=place: at.bare_sql(page, turn))
            found["empty"] += _few(turns, lambda turn, at=place: at.ask_for_nothing(turn)[0])
    return [_figures(page, *each, many) for each in zip(places, timed, strict=True)]


def _few(turns: range, measure: Callable[[int], float]) -> list[float]:
    return [measure(turn) for turn in turns[: max(1, len(turns) // 4)]]


def _figures(page: Page, place: Place, timed: dict[str, list[float]], many: int) -> Figures:
    took = sorted(timed["page"])
    return Figures(
        page=page.name,
        p50=statistics.median(took),
        p95=took[int(len(took) * 0.95)],
        pages_a_second=place.pages_a_second(page, max(CLIENTS, many // 4)),
        queries=0,
        kilobytes=statistics.median(timed["size"]) / 1024,
        bare_sql=statistics.median(timed["bare"]),
        empty_page=statistics.median(timed["empty"]),
    )
