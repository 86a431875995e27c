"""What somebody typed to find a child: names, a date of birth, a reference, in any order."""

import re
from datetime import date
from typing import NamedTuple

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = "|".join(f"{month}[a-z]*" for month in MONTHS)
FORMS = (
    r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})",
    r"(?P<day>\d{1,2})[-/. ](?P<month>\d{1,2})[-/. ](?P<year>\d{4}|\d{2})",
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[-/. ]*"
    rf"(?P<month>{MONTH})[-/., ]*(?P<year>\d{{4}}|\d{{2}})",
    r"(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4})",
)
BORN = [re.compile(rf"(?<!\w){form}(?!\w)", re.IGNORECASE) for form in FORMS]
LONGEST = 100


class Typed(NamedTuple):
    words: str
    born: date | None
    reference: str

    def __bool__(self) -> bool:
        return bool(self.words or self.born)


def read(text: str, *, today: date) -> Typed:
    """Read one line: `Smith, J 3 Feb 2010`, `03/02/10 sofie`, a reference alone."""
    text = text.replace("\0", "").strip()[:LONGEST]
    for form in BORN:
        found = form.search(text)
        born = found and _day(**found.groupdict(), today=today)
        if found and born:
            return Typed(_rest(text, found), born, text)
    return Typed(text, None, text)


def _rest(text: str, found: re.Match[str]) -> str:
    rest = f"{text[: found.start()]} {text[found.end() :]}".strip()
    return re.sub(r"^(?:born|dob)\b|\b(?:born|dob)[: ]*$", "", rest, flags=re.IGNORECASE).strip()


def _day(*, day: str, month: str, year: str, today: date) -> date | None:
    number = int(month) if month.isdigit() else MONTHS.index(month[:3].lower()) + 1
    full = int(year) if len(year) > 2 else _century(int(year), today)
    try:
        return date(full, number, int(day))
    except ValueError:
        return None


def _century(year: int, today: date) -> int:
    """Return the latest year that ends so and is not to come."""
    return today.year - (today.year - year) % 100
