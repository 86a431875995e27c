"""What a report says around the words of the record: `guidance/reports/en.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from waymark.guidance.folder import guidance_folder
from waymark.guidance.sheets import ENGLISH


@cache
def report_texts() -> Mapping[str, Any]:
    path = guidance_folder() / "reports" / f"{ENGLISH}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
