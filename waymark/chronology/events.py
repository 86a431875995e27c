"""Events as rows and as the case file has them."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from waymark.accounts.models import User
from waymark.chronology.casefile import Document, Lists, Rows
from waymark.chronology.models import Event, Words
from waymark.rules.events import KINDS
from waymark.rules.facts import Sensitivity

SEALED = "[sealed]"


class EventsPart:
    """The `events` of a case file."""

    rows = (Rows(Event),)

    def read(self, children: list[int], lists: Lists, *, words: bool) -> Mapping[int, Document]:
        found: dict[int, Document] = {child: {"events": []} for child in children}
        if not words:
            for child, _, events in lists[Event]:
                found[child]["events"] = events
            return found
        texts = _texts(children)
        rows = Event.objects.filter(child__in=children).order_by("child", "position")
        for event, child, document in rows.values_list("pk", "child_id", "document"):
            document.update(texts.get(event, ()))
            found[child]["events"].append(document)
        return found

    def write(self, child: Any, document: Document) -> None:
        owner = Owner(child.pk, child.service_id)
        rows, texts = [], []
        for position, raw in enumerate(document.get("events") or []):
            if raw is None:
                continue
            row, words = event_row(owner, raw, position=position, by=None, at=None)
            rows.append(row)
            texts += words
        Event.objects.bulk_create(rows)
        Words.objects.bulk_create(texts)


class Owner(NamedTuple):
    """The child and the service that a row belongs to."""

    child_id: int
    service_id: int


def event_row(
    owner: Owner, raw: Document, *, position: int, by: User | None, at: datetime | None
) -> tuple[Event, list[Words]]:
    """Return the unsaved row of one event, and of each piece of its free text."""
    shape = KINDS.get(raw["kind"])
    apart = _words_of(raw)
    read = shape.read_from(apart) if shape else {}
    facts = raw | {name: value for name, value in read.items() if value}
    event = Event(
        **owner._asdict(),
        reference=raw["id"],
        position=position,
        kind=raw["kind"],
        version=shape.version if shape else 1,
        on=date.fromisoformat(raw["on"]),
        recorded_on=date.fromisoformat(raw.get("recorded_on") or raw["on"]),
        recorded_at=at,
        corrects=raw.get("corrects") or "",
        by=by,
        document={name: value for name, value in facts.items() if name not in apart},
    )
    words = [
        Words(event=event, **owner._asdict(), field=name, text=text) for name, text in apart.items()
    ]
    return event, words


def _words_of(raw: Document) -> dict[str, str]:
    """Return the event's free text, which is kept apart from its facts, by field."""
    shape = KINDS.get(raw["kind"])
    if shape is None:
        return {}
    return {
        field.name: raw[field.name]
        for field in shape.fields.values()
        if field.sensitivity is Sensitivity.WORDS and raw.get(field.name) is not None
    }


def _texts(children: list[int]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = defaultdict(dict)
    rows = Words.objects.filter(child__in=children).values_list("event", "field", "text")
    for event, field, text in rows:
        found[event][field] = SEALED if text is None else text
    return found
