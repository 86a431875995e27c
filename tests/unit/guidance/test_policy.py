"""The numbers that the rules work with are those that people can read in settings.toml."""

from dataclasses import fields
from datetime import date

from waymark.guidance.policy import (
    LATER,
    NO_RULE_ASKS,
    Chosen,
    levels_with,
    national_settings,
    numbers,
    settings_with,
)
from waymark.rules.duties import WITHOUT_A_DAY
from waymark.rules.settings import DEFAULTS, value_on

# What statute says, and what the victims' side goes by too, which is the installation's to write.
NOBODYS_TO_CHOOSE = {"warned_period", "victim_keep_reaching"}


def test_the_rules_defaults_are_what_the_guidance_folder_says():
    said, built_in, today = national_settings(), DEFAULTS, date(2026, 3, 2)

    for name in [field.name for field in fields(DEFAULTS) if field.name not in ("expected", "own")]:
        assert value_on(getattr(said, name), today) == getattr(built_in, name), name


def test_only_what_local_policy_may_set_and_the_rules_go_by_can_be_chosen():
    offered = {number.name: number for number in numbers(date(2026, 3, 2))}
    of_policy = {name for name, number in offered.items() if number.national is not None}
    assert {name.replace("-", "_") for name in of_policy} == {
        field.name for field in fields(DEFAULTS)
    } - {"expected", "own", *NOBODYS_TO_CHOOSE} | {name.replace("-", "_") for name in NO_RULE_ASKS}
    assert offered.keys() - of_policy == WITHOUT_A_DAY


def test_a_service_says_itself_how_often_a_level_means():
    day = date(2026, 4, 1)
    chosen = [Chosen("contacts-standard", day, 3, "we are small")]
    nationally = {"standard": 2, "enhanced": 4, "intensive": 12, LATER: 4}
    assert levels_with(chosen, date(2026, 3, 31)) == nationally
    assert levels_with(chosen, day) == {**nationally, "standard": 3}


def test_a_services_own_number_holds_from_its_day_until_it_says_otherwise():
    first, again = date(2026, 4, 1), date(2026, 6, 1)
    chosen = [
        Chosen("risk-panel", first, 8, "we meet weekly"),
        Chosen("risk-panel", again, None, ""),
    ]
    settings = settings_with(chosen)
    for day, value, reason in (
        (date(2026, 3, 31), 10, ""),
        (first, 8, "we meet weekly"),
        (date(2026, 5, 31), 8, "we meet weekly"),
        (again, 10, ""),
    ):
        assert value_on(settings.risk_panel, day) == value
        assert settings.reason_on("risk_panel", day) == reason
    assert settings.weapon_referral == national_settings().weapon_referral


def test_of_two_numbers_of_one_day_the_last_that_was_chosen_holds():
    day = date(2026, 4, 1)
    settings = settings_with([Chosen("risk-panel", day, 8, "a"), Chosen("risk-panel", day, 6, "b")])
    assert value_on(settings.risk_panel, day) == 6
    assert settings.reason_on("risk_panel", day) == "b"


def test_what_is_expected_is_expected_of_nothing_that_was_raised_before():
    settings = settings_with([Chosen("agree-plan", date(2026, 4, 1), 15, "the court asks")])
    assert value_on(settings.expected["agree-plan"], date(2026, 3, 31)) == 0
    assert value_on(settings.expected["agree-plan"], date(2026, 4, 1)) == 15
