"""Words that label a child, and a kinder word for each: `guidance/words/labels.csv`."""

import csv
from functools import cache

from waymark.guidance.folder import guidance_folder


@cache
def kinder_words() -> dict[str, str]:
    path = guidance_folder() / "words" / "labels.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["word"]: row["kinder"] for row in csv.DictReader(lines)}
