"""What a report to a court or a panel says around what was written for it: `guidance/reports/`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from waymark.guidance.folder import guidance_folder


@cache
def report(name: str) -> Mapping[str, Any]:
    """Return the sentences of a report, by their names, with gaps to fill in."""
    path = guidance_folder() / "reports" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
