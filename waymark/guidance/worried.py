"""What to do when a visit leaves somebody worried: data, `guidance/visits/worried.toml`."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache

from waymark.guidance.folder import guidance_folder
from waymark.rules.carries import carries


@dataclass(frozen=True, slots=True)
class Step:
    when: str
    do: str
    record: str = ""  # the kind of event whose form it leads to


@dataclass(frozen=True, slots=True)
class Worried:
    steps: tuple[Step, ...]
    certainty: str
    checked: date  # when somebody last read it


@cache
@carries("CM-174", "CM-175")
def worried() -> Worried:
    path = guidance_folder() / "visits" / "worried.toml"
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    return Worried(
        tuple(Step(each["when"], each["do"], each.get("record", "")) for each in told["step"]),
        told["certainty"],
        told["checked"],
    )
