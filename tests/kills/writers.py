"""People who record contacts over HTTP, one after the other, whatever becomes of the server."""

import http.client
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from tests.forms import forms_of

SAVED = (302, 303)
MISSED_EVERY = 5
SECONDS = 20  # until a request is given up


@dataclass
class Save:
    """One contact: its words are found nowhere else."""

    child: int
    words: str
    missed: bool


@dataclass
class Writer:
    """One worker at a desk. `acknowledged` is what she was told was saved."""

    name: str
    origin: str
    session: str
    children: list[int]
    path: str  # of the form, with a place for the child
    acknowledged: list[Save] = field(default_factory=list)
    sent: list[Save] = field(default_factory=list)
    opened: dict[int, tuple[str, dict[str, list[str]]]] = field(default_factory=dict)

    def write(self, enough: threading.Event) -> None:
        while not enough.is_set():
            number = len(self.sent)
            child = self.children[number % len(self.children)]
            missed = number % MISSED_EVERY == 0
            save = Save(child, f"{self.name} wrote this, number {number}.", missed)
            try:
                form = self._form(child)
                self.sent.append(save)
                if self._post(save, form):
                    self.acknowledged.append(save)
            except (OSError, http.client.HTTPException, NotServed):
                self.opened.pop(child, None)
                time.sleep(0.05)

    def _form(self, child: int) -> tuple[str, dict[str, list[str]]]:
        if child not in self.opened:
            status, cookie, html = self._request("GET", child)
            if status != 200:
                raise NotServed
            (form,) = (form for form in forms_of(html) if "outcome" in form.fields)
            self.opened[child] = cookie, form.sent()
        return self.opened[child]

    def _post(self, save: Save, form: tuple[str, dict[str, list[str]]]) -> bool:
        cookie, fields = form
        told = {"outcome": ["attended"], "note": [save.words]}
        if save.missed:
            told = {"outcome": ["missed"], "note": [save.words], "reasons": ["forgot"]}
        body = urlencode({**fields, **told}, doseq=True)
        status, _, _ = self._request("POST", save.child, body, cookie)
        if status in SAVED:
            return True
        if status < 500:
            raise AssertionError(f"A contact was refused: {status}")
        raise NotServed

    def _request(
        self, method: str, child: int, body: str | None = None, cookie: str = ""
    ) -> tuple[int, str, str]:
        place = urlsplit(self.origin)
        server = http.client.HTTPConnection(place.netloc, timeout=SECONDS)
        headers = {"Cookie": f"session={self.session}; {cookie}", "Origin": self.origin}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            server.request(method, self.path.format(child=child), body=body, headers=headers)
            answer = server.getresponse()
            html = answer.read().decode()
            made = (answer.getheader("Set-Cookie") or "").partition(";")[0]
            return answer.status, made, html
        finally:
            server.close()


class NotServed(Exception):
    """The server answered that it could not."""
