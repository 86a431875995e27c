"""What somebody who was harmed is told, and by which numbers they are owed it.

Data of people who are no programmers: `guidance/victims/` and the settings that begin with
`victim-`.
"""

import tomllib
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from typing import Any

from waymark.guidance import setting
from waymark.guidance.folder import guidance_folder
from waymark.guidance.read import GuidanceError
from waymark.guidance.shapes import Setting, in_units
from waymark.rules.calendar import months_after
from waymark.rules.carries import carries, carries_what
from waymark.rules.harmed.clocks import Clocks
from waymark.rules.harmed.happenings import ComplaintAcknowledged, OmbudsmanTold

TOPICS = {
    "any": "For anybody who was harmed, or saw it",
    "sexual": "After sexual violence or abuse",
    "domestic": "When somebody at home hurts or frightens them",
    "childhood": "When it happened to them as a child",
    "honour": "So-called honour, or a marriage against their will",
    "worried": "When somebody is afraid of hurting another",
    "court": "When they have to give evidence",
}
REACHED_BY = ("phone", "text", "whatsapp", "email", "web")
CHECKED_EACH = "victim-support-check"


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    id: str
    topic: str
    name: str
    who: str
    checked: date
    certainty: str
    phone: str = ""
    text: str = ""
    whatsapp: str = ""
    email: str = ""
    web: tuple[str, ...] = ()
    hours: str = ""
    languages: tuple[str, ...] = ()

    def is_to_be_checked(self, day: date) -> bool:
        """Tell whether nobody looked for too long whether all of it is still so."""
        return months_after(self.checked, setting(CHECKED_EACH).on(day)) <= day


@cache
@carries_what("victims/support.toml")
def support() -> tuple[Service, ...]:
    """Return who else supports somebody who was harmed, in the order of the topics.

    :raises GuidanceError: where one of them is of no topic, is there twice, or cannot be reached.
    """
    found = [_service(each) for each in _read("support")["service"]]
    for each in found:
        if each.topic not in TOPICS:
            raise GuidanceError(f"support.toml: {each.id}: no topic {each.topic!r}")
        if not any(getattr(each, way) for way in REACHED_BY):
            raise GuidanceError(f"support.toml: {each.id}: nothing says how it is reached")
    if len({each.id for each in found}) < len(found):
        raise GuidanceError("support.toml: one id is there twice")
    return tuple(sorted(found, key=lambda each: [*TOPICS].index(each.topic)))


@cache
@carries_what("victims/complaints.toml")
def complaints() -> dict[str, str]:
    """Return what is told, by the kind of happening that it is told with.

    :raises GuidanceError: where one of the two is missing.
    """
    found = {each["at"]: str(each["words"]) for each in _read("complaints")["told"]}
    if missing := {ComplaintAcknowledged.kind, OmbudsmanTold.kind} - found.keys():
        raise GuidanceError(f"complaints.toml: nothing for {', '.join(sorted(missing))}")
    return found


@cache
@carries("CM-395")
def clocks() -> Clocks:
    """Return the numbers as they stand in the guidance folder: the policy of whoever mounts one."""
    names = (field.name for field in fields(Clocks))
    return Clocks(**{name: _setting(name).dated for name in names})


@carries("CM-395")
def policy(day: date) -> list[tuple[str, str, str]]:
    """Return by which numbers it is decided how long what is held of somebody is kept: what each is
    about, itself, and whose it is."""
    names = (field.name for field in fields(Clocks))
    found = [_setting(each) for each in names if each.startswith("keep_") or each == "backups"]
    return [(each.title, in_units(each.on(day), each.unit), each.source) for each in found]


def _setting(name: str) -> Setting:
    return setting(f"victim-{name.replace('_', '-')}")


def _service(told: dict[str, Any]) -> Service:
    said: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in told.items()
        if name != "provisions"
    }
    return Service(**said)


def _read(name: str) -> dict[str, Any]:
    path = guidance_folder() / "victims" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
