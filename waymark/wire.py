"""How the two processes speak: each call is signed with a key that both hold, and taken once.

What is sent is sealed against change and against being sent again; it is not hidden. The two speak
over one machine's loopback or over HTTPS (docs/operating.md).
"""

import secrets
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core import signing

SALT = "waymark.door"
VALID_SECONDS = 30


class Forged(Exception):
    """It was not signed with our key, is too old, or answers another call."""


@dataclass(frozen=True)
class Call:
    """`once` is drawn by chance for each call: the other side takes a call once."""

    function: str
    once: str
    told: dict[str, Any]


def call(function: str, told: dict[str, Any]) -> tuple[str, str]:
    """Return a call as it travels, and what tells it from every other."""
    once = secrets.token_urlsafe(18)
    said = {"function": function, "once": once, "told": told}
    return _signed(said, SALT), once


def called(travelled: str) -> Call:
    """Return a call that somebody made.

    :raises Forged: where nobody made it who holds the key, or not just now.
    """
    return Call(**_opened(travelled, SALT))


def answer(once: str, said: dict[str, Any]) -> str:
    return _signed(said, f"{SALT}.{once}")


def answered(once: str, travelled: str) -> dict[str, Any]:
    """Return the answer to our call.

    :raises Forged: where it is of anybody else, or to another call.
    """
    return _opened(travelled, f"{SALT}.{once}")


def _signed(said: dict[str, Any], salt: str) -> str:
    return signing.dumps(said, key=settings.DOOR_KEY, salt=salt, compress=True)


def _opened(travelled: str, salt: str) -> dict[str, Any]:
    try:
        said: dict[str, Any] = signing.loads(
            travelled, key=settings.DOOR_KEY, salt=salt, max_age=VALID_SECONDS
        )
    except signing.BadSignature as fault:
        raise Forged from fault
    return said
