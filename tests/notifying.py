"""A small server that speaks GOV.UK Notify's HTTP interface, in a thread."""

import json
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

KEY = f"test-{uuid.UUID(int=1)}-{uuid.UUID(int=2)}"
TEMPLATES = {"text": str(uuid.UUID(int=3)), "email": str(uuid.UUID(int=4))}


class Notify:
    """What it was told, and what it is to answer."""

    def __init__(self) -> None:
        self.address = ""
        self.taken: list[dict[str, Any]] = []  # the messages that it will send
        self.asked = 0  # how often it was told to
        self.answers: list[int] = []  # what it answers next, instead
        self.says = "phone_number Not enough digits"
        self.takes_and_fails = False  # it has taken the message all the same
        self.seconds = 0.0  # before it answers
        self.garbles = False
        self.listing = 200

    def statuses(self, status: str) -> None:
        for each in self.taken:
            each["status"] = status

    def send(self, kind: str, told: dict[str, Any]) -> tuple[int, Any]:
        self.asked += 1
        assert told["template_id"] == TEMPLATES[kind]
        fails = self.answers.pop(0) if self.answers else 0
        if not fails or self.takes_and_fails:
            made = {"id": str(uuid.uuid4()), "status": "created", "kind": kind, **told}
            self.taken.append(made)
        time.sleep(self.seconds)
        if fails:
            errors = [{"error": "Error", "message": self.says}]
            return fails, {"status_code": fails, "errors": errors}
        return 201, {"id": made["id"], "reference": told.get("reference")}

    def find(self, path: str, query: dict[str, list[str]]) -> tuple[int, Any]:
        name = path.rpartition("/")[2]
        if name == "notifications":
            wanted = query["reference"][0]
            found = [each for each in self.taken if each["reference"] == wanted]
            return self.listing, {"notifications": found, "links": {}}
        for each in self.taken:
            if each["id"] == name:
                return 200, each
        return 404, {"errors": []}


@contextmanager
def notifying() -> Iterator[Notify]:
    notify = Notify()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            kind = "text" if self.path.endswith("/sms") else "email"
            self.answer(*notify.send(kind, told))

        def do_GET(self) -> None:
            asked = urlsplit(self.path)
            self.answer(*notify.find(asked.path, parse_qs(asked.query)))

        def answer(self, status: int, said: Any) -> None:
            body = b"<html>" if notify.garbles else json.dumps(said).encode()
            try:
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                pass  # whoever asked was killed, or waits no longer

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    notify.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield notify
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
