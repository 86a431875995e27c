"""Who else supports somebody who was harmed, what they are told, and by which numbers."""

import shutil
from dataclasses import fields
from datetime import date

import pytest

from tests.unit.rules.harmed.people import day, link, spell, victim
from waymark import guidance as guidance_package
from waymark.guidance import codes, guidance, setting
from waymark.guidance.folder import guidance_folder
from waymark.guidance.harmed import TOPICS, clocks, complaints, policy, support
from waymark.rules.harmed.clocks import Clocks
from waymark.rules.harmed.retention import kept_until

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


@pytest.fixture
def mounted(tmp_path, monkeypatch):
    """Mount a guidance folder of a service's own, in which how they can be reached is kept for half
    a year from a day on."""

    def read_anew():
        for each in (guidance, guidance_package._settings, clocks):
            each.cache_clear()

    own = shutil.copytree(guidance_folder(), tmp_path / "guidance")
    before, at, after = (own / "settings.toml").read_text().partition('id = "victim-keep-reaching"')
    a_year = "{ from = 2000-01-01, value = 12 }"
    assert a_year in after
    ours = "{ from = 2000-01-01, to = 2026-04-30, value = 12 }, { from = 2026-05-01, value = 6 }"
    (own / "settings.toml").write_text(before + at + after.replace(a_year, ours, 1))
    monkeypatch.setenv("WAYMARK_GUIDANCE", str(own))
    read_anew()
    yield
    monkeypatch.undo()
    read_anew()


@pytest.mark.provision("CM-395")
def test_it_is_kept_for_as_long_as_the_policy_says_that_a_service_mounts(mounted):
    ends = {ended: kept(ended) for ended in ("2026-04-01", "2026-06-01")}
    assert ends == {"2026-04-01": "2027-04-01", "2026-06-01": "2026-12-01"}
    said = {title: value for title, value, _ in policy(TODAY)}
    assert said["How somebody harmed can be reached is kept, after the last order ended"] == (
        "6 months"
    )
    assert said["How somebody can be reached is kept, after they asked to be left alone"] == (
        "1 month"
    )


def kept(ended):
    reach = spell("reach", by="phone", at="020 7946 0000")
    whose = victim(reach, links=(link(ends_on=ended),))
    return str(kept_until(reach, whose, day("2026-07-01"), clocks()).day)
