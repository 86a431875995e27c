"""The frozen corpus on which the name guard is measured: README.md says how it was made, and why.

Nothing here changes after a guard was tuned on it: `frozen.txt` holds the digest of all of it.
"""

import hashlib
import json
from dataclasses import asdict
from pathlib import Path

from tests.corpus.pages import clean_pages, pages
from tests.corpus.persons import people
from tests.corpus.shapes import KINDS, Kind, Mark, Page, Person

__all__ = [
    "KINDS",
    "Kind",
    "Mark",
    "Page",
    "Person",
    "clean_pages",
    "digest",
    "frozen",
    "pages",
    "people",
]


def digest() -> str:
    """Return the sha256 of the whole corpus, as canonical JSON."""
    every = {"people": people(), "pages": pages(), "clean": clean_pages()}
    told = {key: [asdict(each) for each in values] for key, values in every.items()}
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def frozen() -> str:
    """Return the digest that the corpus had when it was frozen."""
    return (Path(__file__).parent / "frozen.txt").read_text(encoding="utf-8").strip()
