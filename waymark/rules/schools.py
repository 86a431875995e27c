"""What schools are called, in the ways in which it is written, and in which town they are."""

import re
from typing import NamedTuple

from waymark.rules.compared import words
from waymark.rules.streets import ENDS_A_STREET, Words

# What one school is called with or without: somebody looks at one too many, and at none too few.
WITH_OR_WITHOUT = """
the of and a at for school sch academy acad high hs secondary sec comprehensive comp senior snr
community foundation trust voluntary aided controlled va vc free state maintained
church england wales c e ce cofe coe rc roman catholic
ysgol y yr uwchradd gyfun cyfun gymraeg cymraeg academi gymunedol gatholig eglwys yng nghymru
"""
LEFT_OUT = frozenset(WITH_OR_WITHOUT.split())
ARE_SCHOOLS = """
school sch academy acad high comprehensive primary prim junior infant grammar college coll
"""
SCHOOLS = frozenset(ARE_SCHOOLS.split())
BEGIN_A_SCHOOL = frozenset(["ysgol", "coleg", "academi"])  # in Welsh; Heol yr Ysgol is a street
# Which is no name even where nothing else stands.
BARELY_SAID = frozenset(["the", "school", "y", "yr", "ysgol"])
# Between bars and line ends stands one word; a primary is no junior school, and no high school.
SAID_AS = """
primary prim pri gynradd cynradd | junior jnr jun iau | infant inf babanod | grammar gram
college coll coleg | saint st saints ss sant | mount mt | upper upr | lower lwr | great gt
little lt | north n | south s | east | west w
lady ladys | street str | road rd | lane ln | sixth 6th chweched
"""
IS = {way: each.split()[0] for each in re.split(r"[|\n]", SAID_AS) for way in each.split()}
NO_TOWN = frozenset(["year", "yr", "class", "form", "group", "set", "tutor", "key"])


class School(NamedTuple):
    """Its words without their ends, in the order of letters; and so of its town, if that follows
    a comma."""

    name: tuple[str, ...]
    town: tuple[str, ...]


def school(text: str) -> School:
    called, *more = text.split(",")
    said = words(called)
    name = [each for each in said if each not in LEFT_OUT]
    name = name or [each for each in said if each not in BARELY_SAID]
    return School(_one_way(name), next(filter(None, map(_town, more)), ()))


def is_a_school(said: Words) -> bool:
    """Tell whether these words call a school, and no street, as High Street."""
    is_english = not SCHOOLS.isdisjoint(said) and said[-1] not in ENDS_A_STREET
    return is_english or not BEGIN_A_SCHOOL.isdisjoint(said[:-1])


def _town(part: str) -> tuple[str, ...]:
    """Return the words of a town: a name, so neither a year, a note, a postcode nor a street."""
    said, part = words(part), part.strip()
    is_name = part[:1].isupper() and not any(map(str.isdecimal, part))
    if not is_name or said[0] in NO_TOWN or (said[-1] in ENDS_A_STREET and len(said) > 1):
        return ()
    return _one_way(said)


def _one_way(said: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    known = (IS.get(each) or IS.get(bare := each.rstrip("s")) or bare or each for each in said)
    return tuple(sorted(set(known)))
