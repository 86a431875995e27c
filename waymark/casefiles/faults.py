"""What keeps a case file from being taken in, one line each."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from waymark.chronology.casefile import Document


def unstorable(value: Any, path: str = "") -> Iterator[str]:
    """Yield where a document holds text that no PostgreSQL database can keep."""
    match value:
        case str():
            if "\0" in value or not _is_unicode(value):
                yield f"{path or 'casefile'}: holds a character that cannot be kept"
        case list():
            for place, item in enumerate(value):
                yield from unstorable(item, f"{path}[{place}]")
        case dict():
            for name, item in value.items():
                yield from unstorable(name, f"{path}.{name!r}".lstrip("."))
                yield from unstorable(item, f"{path}.{name}".lstrip("."))


def after_today(document: Document, today: date) -> Iterator[str]:
    """Yield what is dated after today; the record holds what has happened."""
    for list_name, fields in (("orders", ("made_on",)), ("events", ("on", "recorded_on"))):
        for place, item in enumerate(document.get(list_name) or []):
            for name in fields:
                if item and item.get(name) and date.fromisoformat(item[name]) > today:
                    yield f"{list_name}[{place}].{name}: is after today"


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
