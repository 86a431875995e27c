"""Turns a mail server's address into Django's words for it."""

from typing import Any
from urllib.parse import unquote, urlsplit


def django_mail(url: str) -> dict[str, Any]:
    """Return Django's EMAIL_… settings for smtp://user:password@host:587 (smtps:// for 465)."""
    parts = urlsplit(url)
    return {
        "EMAIL_HOST": parts.hostname or "",
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and parts.hostname not in {"localhost"},
        "EMAIL_TIMEOUT": 10,
    }
