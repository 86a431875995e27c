"""Turns a database's address into Django's words for it."""

from typing import Any

from psycopg.conninfo import conninfo_to_dict

LOCK_MILLISECONDS = 4_000
# A statement of `waymark.prepared.planned` is planned once, whatever its values are.
SESSION = f"-c lock_timeout={LOCK_MILLISECONDS} -c plan_cache_mode=force_generic_plan"


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
        "OPTIONS": {
            **parts,
            "options": SESSION,
            # For those alone: Django's own statements have their values written into them.
            "prepare_threshold": 0,
        },
        "TEST": {"MIGRATE": False},
    }
