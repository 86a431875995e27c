"""The demonstration's children on a day: each file moved by whole weeks, and cut at that day; and
the places where its groups meet."""

from datetime import date
from pathlib import Path

from waymark.chronology.casefile import Document
from waymark.rules.reading import read_document
from waymark.rules.shift import as_on, shift

ROOT = Path(__file__).resolve().parents[2] / "demonstration"
FOLDER = ROOT / "children"


def children_on(day: date) -> list[tuple[str, Document]]:
    """Return each child's file name and case file as they stand on a day."""
    return [(path.name, as_on(read_document(path), day)) for path in sorted(FOLDER.glob("*.json"))]


def places_on(day: date) -> list[Document]:
    """Return where groups meet, each with its risk assessment."""
    told = read_document(ROOT / "places.json")
    weeks = (day - date.fromisoformat(told["anchor"])).days // 7
    return list(shift(told, weeks)["places"])
