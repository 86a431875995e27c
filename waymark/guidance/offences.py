"""By which words a text tells what an order was made for: `guidance/words/offences.csv`."""

import csv
import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import cache

from waymark.guidance.folder import guidance_folder


def tells_of(offences: Collection[str]) -> re.Pattern[str] | None:
    """Return what finds a word of these offences, by their codes of the list `offence-groups`."""
    words = sorted({word for code in offences for word in _words().get(code, ())})
    patterns = (re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in words)
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE) if words else None


@cache
def _words() -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    path = guidance_folder() / "words" / "offences.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found[row["offence"]].append(row["word"])
    return found
