"""What may be chosen, from the guidance's code lists."""

from datetime import date
from itertools import groupby

from waymark.guidance import codes


def choices(name: str, day: date, *, nothing: str = "") -> list[tuple[str, str]]:
    """Return a list's codes of a day; `nothing` is the first choice where there need be none."""
    found = [(each.code, each.label) for each in codes(name, day)]
    return [("", nothing), *found] if nothing else found


def grouped(name: str, day: date, *, nothing: str) -> list:
    """Return a list's codes of a day under the names of their groups."""
    groups = groupby(codes(name, day), key=lambda each: each.group)
    return [
        ("", nothing),
        *(
            (group.capitalize(), [(each.code, each.label) for each in members])
            for group, members in groups
        ),
    ]
