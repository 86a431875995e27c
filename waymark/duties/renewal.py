"""Working out children's duties anew, and keeping what comes of it."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.db import connection

from waymark import rules
from waymark.chronology import casefile
from waymark.chronology.casefile import Document
from waymark.guidance.folder import guidance_folder
from waymark.rules.duties import duties
from waymark.rules.known import known_on

# Duties that are gone are deleted, those that are new or other are written, the rest untouched.
KEEP = (Path(__file__).parent / "keep.sql").read_text()
COLUMNS = ("key", "owed_by", "opens_on", "due_on", "done_on", "closes_on", "expected_by")


def renew(children: list[int], on: date) -> None:
    """Work out these children's duties from what is known on a day, and keep them.

    Costs four queries, however many children.
    """
    found = casefile.documents(children)
    rows = [row for child in children for row in _rows(child, found[child], on)]
    with connection.cursor() as cursor:
        cursor.execute(KEEP, [json.dumps(rows), children, stamp(), on])


@cache
def stamp() -> str:
    """Return the digest of the rules and numbers that duties are worked out by."""
    digest = hashlib.sha256()
    code = Path(rules.__file__).parent
    for path in sorted([*code.rglob("*.py"), guidance_folder() / "settings.toml"]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _rows(child: int, document: Document, on: date) -> Iterator[dict[str, Any]]:
    case = known_on(casefile.trusted(document), on)
    for duty in duties(case):
        row = {name: _plain(getattr(duty, name)) for name in COLUMNS}
        yield row | {
            "child_id": child,
            "duty": duty.name,
            "why": duty.why,
            "closed_as": str(duty.closed_as or ""),
        }


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
