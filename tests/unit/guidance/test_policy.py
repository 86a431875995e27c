"""The numbers that the rules work with are those that people can read in settings.toml."""

from dataclasses import fields
from datetime import date

from waymark.guidance.policy import national_settings
from waymark.rules.settings import DEFAULTS, value_on


def test_the_rules_defaults_are_what_the_guidance_folder_says():
    said, built_in, today = national_settings(), DEFAULTS, date(2026, 3, 2)

    for name in [field.name for field in fields(DEFAULTS) if field.name != "expected"]:
        assert value_on(getattr(said, name), today) == getattr(built_in, name), name
