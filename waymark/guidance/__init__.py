"""What the guidance says, as data: read once from the guidance folder and looked up by id.

provision("CM-463")             one provision: our words, its source and place
expectation("EP-162.3")         one line of a provision that is a checklist
source("case-management")       the document it comes from
settings(day)                   every number that policy may change, as it stands that day
codes("religions", day)         what may be chosen that day
label("religions", "sikh")      what people read, also for a code that has ended
"""

from datetime import date
from functools import cache

from waymark.guidance.folder import guidance_folder
from waymark.guidance.read import GuidanceError, read_guidance
from waymark.guidance.shapes import (
    Code,
    CodeList,
    Expectation,
    Guidance,
    Period,
    Provision,
    Setting,
    Source,
    Value,
)

__all__ = [
    "Code",
    "CodeList",
    "Expectation",
    "Guidance",
    "GuidanceError",
    "Period",
    "Provision",
    "Setting",
    "Source",
    "Value",
    "code_list",
    "codes",
    "expectation",
    "guidance",
    "label",
    "provision",
    "setting",
    "settings",
    "source",
]


@cache
def guidance() -> Guidance:
    return read_guidance(guidance_folder())


@cache
def _provisions() -> dict[str, Provision]:
    return {each.id: each for each in guidance().provisions}


@cache
def _settings() -> dict[str, Setting]:
    return {each.id: each for each in guidance().settings}


def provision(provision_id: str) -> Provision:
    if provision_id not in _provisions():
        raise LookupError(f"no provision {provision_id!r} in guidance/provisions.csv")
    return _provisions()[provision_id]


def expectation(expectation_id: str) -> Expectation:
    for each in guidance().expectations:
        if each.id == expectation_id:
            return each
    raise LookupError(f"no expectation {expectation_id!r} in guidance/checklists.csv")


def source(key: str) -> Source:
    for each in guidance().sources:
        if each.key == key:
            return each
    raise LookupError(f"no source {key!r} in guidance/sources.toml")


def setting(setting_id: str) -> Setting:
    if setting_id not in _settings():
        raise LookupError(f"no setting {setting_id!r} in guidance/settings.toml")
    return _settings()[setting_id]


def settings(day: date) -> dict[str, int]:
    """The settings that hold on that day, by id; one that had not begun is left out."""
    return {
        each.id: each.on(day)
        for each in guidance().settings
        if any(value.period.holds_on(day) for value in each.values)
    }


def code_list(name: str) -> CodeList:
    if name not in guidance().lists:
        raise LookupError(f"no code list {name!r} in guidance/codes")
    return guidance().lists[name]


def codes(name: str, day: date) -> tuple[Code, ...]:
    """The codes of that list that may be chosen on that day, in the list's order."""
    return tuple(each for each in code_list(name).codes if each.period.holds_on(day))


def label(name: str, code: str, day: date | None = None) -> str:
    """What people read for that code, as it was on the day; without a day, or with a day on which
    the code did not hold, its last label: an old record must always be readable."""
    rows = [each for each in code_list(name).codes if each.code == code]
    if not rows:
        raise LookupError(f"no code {code!r} in the list {name!r}")
    held = [each for each in rows if day is not None and each.period.holds_on(day)]
    return (held or rows)[-1].label
