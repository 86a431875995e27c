"""The dated settings as the rules take them."""

from dataclasses import fields
from typing import Any

from waymark.guidance import Setting, setting
from waymark.rules.settings import Dated, Settings


def national_settings() -> Settings:
    """The settings that stand where a service has chosen nothing else. A number that the rules ask
    for has the same name in settings.toml, with hyphens."""
    asked = [field.name for field in fields(Settings) if field.name != "expected"]
    values: dict[str, Any] = {name: _dated(setting(name.replace("_", "-"))) for name in asked}
    return Settings(**values)


def _dated(stands: Setting) -> Dated:
    """The rules hold the first value for every earlier day, so its own first day is no matter."""
    return tuple((each.period.begins, each.value) for each in stands.values if each.period.begins)
