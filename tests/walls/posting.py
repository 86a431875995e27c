"""Forms as a person fills them in: every field answered, and words of theirs in every text."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.utils import timezone

from tests.forms import CHECKED, Field, Form, forms_of

FORM = "application/x-www-form-urlencoded"
OTHER = {"email": "somebody@example.org", "number": "1", "tel": "07700 900123", "time": "10:30"}
AS_THEY_STAND = {"hidden", "button", *OTHER}


def to_send(html: str) -> Iterator[Form]:
    """Yield the forms of a page that are sent by POST."""
    yield from (each for each in forms_of(html) if each.method == "post")


def what_it_asks(form: Form) -> tuple[str, ...]:
    """Return what tells one form of an address from another."""
    return tuple(sorted(form.fields))


def filled_in(form: Form, words: str) -> bytes:
    """Return what is sent where somebody answers all that a form asks, with these words."""
    pairs = [(name, one) for name, each in form.fields.items() for one in _said(name, each, words)]
    return urlencode(pairs).encode()


def _said(name: str, asked: Field, words: str) -> list[str]:
    if part := _part_of_today(name):
        return [part]
    if asked.kind in CHECKED or asked.kind == "select":
        return [each for each in asked.choices if each][:1]
    if asked.kind in AS_THEY_STAND:
        return asked.values if any(asked.values) else [OTHER.get(asked.kind, "")]
    return [words]


def _part_of_today(name: str) -> str:
    today = timezone.localdate()
    parts = {"day": today.day, "month": today.month, "year": today.year}
    return next((str(parts[each]) for each in parts if name.endswith(f"_{each}")), "")
