"""The demonstration's children on a day: each file moved by whole weeks, and cut at that day."""

from datetime import date
from pathlib import Path

from waymark.chronology.casefile import Document
from waymark.rules.reading import read_document
from waymark.rules.shift import as_on

FOLDER = Path(__file__).resolve().parents[2] / "demonstration" / "children"


def children_on(day: date) -> list[tuple[str, Document]]:
    """Return each child's file name and case file as they stand on a day."""
    return [(path.name, as_on(read_document(path), day)) for path in sorted(FOLDER.glob("*.json"))]
