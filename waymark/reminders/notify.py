"""GOV.UK Notify, by its own client: what it was told, and what surely was not sent."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

import requests
from django.conf import settings
from notifications_python_client.errors import APIError, HTTPError
from notifications_python_client.notifications import NotificationsAPIClient
from urllib3.exceptions import NewConnectionError

from waymark.reminders.models import How
from waymark.reminders.said import Message

SECONDS = 10
A_KEY = 73  # two ids, with a hyphen between them
RECIPIENT = ("phone_number", "email_address")  # as Notify calls what is wrong
WRONG, NOT_ALLOWED, TOO_MANY, THEIR_FAULT = 400, (401, 403), 429, 500


class Came(Enum):
    SENT = auto()
    WRONG = auto()
    REFUSED = auto()
    AGAIN = auto()  # surely not sent
    UNSURE = auto()


@dataclass(frozen=True)
class Answer:
    came: Came
    notify_id: str = ""


def is_set_up(how: str) -> bool:
    """Tell whether there is an account and a template for it; a key that was cut short is none."""
    return len(settings.NOTIFY_KEY) >= A_KEY and bool(settings.NOTIFY_TEMPLATES.get(how))


def send(how: str, to: str, message: Message, reference: str) -> Answer:
    """Tell Notify to send something, once."""
    client = _client()
    template = settings.NOTIFY_TEMPLATES[how]
    said = {"message": message.text}
    try:
        if how == How.TEXT:
            made = client.send_sms_notification(to, template, said, reference)
        else:
            said["subject"] = message.subject
            made = client.send_email_notification(to, template, said, reference)
        return Answer(Came.SENT, str(made["id"]))
    except HTTPError as fault:
        return _refused(fault, reference)
    except (APIError, TypeError, KeyError):  # an answer that nobody can read
        return Answer(Came.UNSURE)


def _refused(fault: HTTPError, reference: str) -> Answer:
    if fault.response is None:
        return Answer(Came.AGAIN if _never_left(fault.__cause__) else Came.UNSURE)
    status = fault.status_code
    if status == WRONG and any(each in str(fault.message) for each in RECIPIENT):
        return Answer(Came.WRONG)
    if status in NOT_ALLOWED:
        return Answer(Came.REFUSED)
    if status == TOO_MANY:
        return Answer(Came.AGAIN)
    if status >= THEIR_FAULT:
        return _after_their_fault(reference)
    return Answer(Came.REFUSED)


def _never_left(cause: BaseException | None) -> bool:
    """Tell whether nobody answered at all: then nothing was handed over."""
    if isinstance(cause, requests.ConnectTimeout):
        return True
    inner = cause.args[0] if isinstance(cause, requests.ConnectionError) and cause.args else None
    return isinstance(getattr(inner, "reason", None), NewConnectionError)


def _after_their_fault(reference: str) -> Answer:
    """It may have taken the message before it failed: it is asked."""
    try:
        found = _found(reference)
    except (APIError, TypeError, KeyError):
        return Answer(Came.UNSURE)
    return Answer(Came.SENT, found["id"]) if found else Answer(Came.AGAIN)


def asked_for(reference: str, notify_id: str = "") -> tuple[str, str] | None:
    """Return the id and the status of a message, as Notify knows it; nothing where it does not, or
    does not say."""
    if len(settings.NOTIFY_KEY) < A_KEY:
        return None
    try:
        found = _client().get_notification_by_id(notify_id) if notify_id else _found(reference)
        return (str(found["id"]), str(found["status"])) if found else None
    except (APIError, TypeError, KeyError):
        return None


def _found(reference: str) -> dict[str, Any] | None:
    listed = _client().get_all_notifications(reference=reference)["notifications"]
    return listed[0] if listed else None


def _client() -> NotificationsAPIClient:
    told = {"base_url": settings.NOTIFY_URL} if settings.NOTIFY_URL else {}
    return NotificationsAPIClient(settings.NOTIFY_KEY, timeout=SECONDS, **told)
