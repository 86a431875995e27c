"""What may be chosen, from the guidance's code lists."""

from datetime import date, timedelta
from itertools import groupby

from waymark.guidance import Code, code_list, codes
from waymark.pages.words import birthday


def choices(name: str, day: date, *, nothing: str = "") -> list[tuple[str, str]]:
    """Return a list's codes of a day; `nothing` is the first choice where there need be none."""
    found = [(each.code, each.label) for each in codes(name, day)]
    return [("", nothing), *found] if nothing else found


def grouped_ever(name: str, day: date, *, nothing: str) -> list:
    """As `grouped`, with the codes that have ended in a group of their own, and until when."""
    ended = [each for each in code_list(name).codes if each.period.ends and each.period.ends <= day]
    return [
        *grouped(name, day, nothing=nothing),
        ("No longer made", [(each.code, f"{each.label} (until {_last(each)})") for each in ended]),
    ]


def held_on(name: str, code: str, day: date) -> bool:
    """Tell whether a code could be chosen on a day."""
    return code in {each.code for each in codes(name, day)}


def _last(ended: Code) -> str:
    assert ended.period.ends
    return birthday(ended.period.ends - timedelta(days=1))


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
