"""Who else supports somebody who was harmed, what they are told, and by which numbers."""

from dataclasses import fields
from datetime import date

import pytest

from waymark.guidance import codes, guidance, setting
from waymark.guidance.harmed import TOPICS, clocks, complaints, support
from waymark.rules.harmed.clocks import Clocks

TODAY = date(2026, 11, 28)


def reached(name):
    (found,) = [each for each in support() if each.id == name]
    return found


@pytest.mark.provision(
    "CM-601", "CM-602", "CM-603", "CM-604", "CM-605", "CM-606", "CM-607", "CM-608", "CM-609"
)
def test_each_service_that_the_guidance_names_is_there_with_its_number():
    numbers = {each.id: each.phone or each.text for each in support() if each.phone or each.text}
    assert numbers == {
        "victim-support": "0808 16 89 111",
        "rape-crisis": "0808 802 9999",
        "survivors-trust": "08088 010 818",
        "male-survivors": "0808 800 5005",
        "survivors-uk": "020 3322 1860",
        "refuge": "0808 2000 247",
        "mens-advice-line": "0808 8010327",
        "napac": "0808 801 0331",
        "karma-nirvana": "0800 5999 247",
        "stop-it-now": "0808 1000 900",
        "respect": "0808 8024040",
    }
    for only_on_the_web in ("sarc", "domestic-advice", "injunction", "witness-service"):
        assert reached(only_on_the_web).web
    assert "however long ago" in reached("sarc").who
    assert {each.topic for each in support()} == set(TOPICS)
    assert support()[0].id == "victim-support"


def test_a_service_is_asked_about_again_half_a_year_after_somebody_looked():
    found = reached("napac")
    assert not found.is_to_be_checked(date(2027, 5, 27))
    assert found.is_to_be_checked(date(2027, 5, 28))


def test_how_sure_we_are_of_each_number_is_said_in_the_words_that_there_are():
    assert {each.certainty for each in support()} <= guidance().certainties


@pytest.mark.provision("CM-391", "CM-392")
def test_whoever_complains_is_told_by_when_they_hear_and_of_the_ombudsman():
    assert "{by}" in complaints()["complaint-acknowledged"]
    assert "Parliamentary Ombudsman" in complaints()["ombudsman-told"]


def test_the_numbers_stand_in_the_settings_and_nobody_has_checked_them():
    assert clocks().first_contact == ((date(2000, 1, 1), 10),)
    names = [each.name.replace("_", "-") for each in fields(Clocks)] + ["support-check"]
    assert {setting(f"victim-{name}").certainty for name in names} == {"unverified"}


@pytest.mark.provision("CM-386")
def test_who_is_entitled_to_more_is_a_list():
    groups = {each.group for each in codes("enhanced-entitlements", TODAY)}
    assert groups == {"vulnerable", "targeted", "most serious", "none"}
