"""Turns a database's address into Django's words for it."""

from typing import Any

from psycopg.conninfo import conninfo_to_dict

LOCK_MILLISECONDS = 4_000


def django_database(url: str) -> dict[str, Any]:
    """Return one entry of Django's DATABASES for a `postgresql://…` address."""
    parts = conninfo_to_dict(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", ""),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "CONN_MAX_AGE": None,
        "OPTIONS": {**parts, "options": f"-c lock_timeout={LOCK_MILLISECONDS}"},
        "TEST": {"MIGRATE": False},
    }
