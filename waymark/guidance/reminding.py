"""What a reminder says: data of people who are no programmers, in `guidance/reminders`."""

import tomllib
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from waymark.guidance.folder import guidance_folder

LANGUAGES = ("en", "cy")
NOON = 12


@cache
def words(language: str) -> Mapping[str, Any]:
    """Return what a reminder says in a language; in English, where there is no such."""
    name = language if language in LANGUAGES else LANGUAGES[0]
    path = guidance_folder() / "reminders" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def called(language: str) -> str:
    return str(words(language)["name"])


def when(here: datetime, language: str) -> str:
    """Return a time as people say it: Tue 4pm, Tue 4.30pm.

    :param here: by the clock on the wall.
    """
    say = words(language)
    minutes = f".{here.minute:02}" if here.minute else ""
    clock = f"{here.hour % NOON or NOON}{minutes}{'am' if here.hour < NOON else 'pm'}"
    return str(say["when"]).format(day=say["days"][here.weekday()], time=clock)
