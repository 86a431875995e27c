"""Rows of the sealed store as its owner writes them: people of whom everything is known."""

import json
from collections.abc import Iterable
from typing import Any

from waymark.rules import values
from waymark.rules.facts import Shape
from waymark.rules.harmed import happenings, spells  # each declares its kinds
from waymark.rules.harmed.base import HAPPENINGS, SPELLS
from waymark.rules.known_as import number

__all__ = ["happenings", "somebody", "spells"]

ON = "2026-03-02"
# Text that is a code of a list, a kind, or a time that casework told.
CODES = {
    "language": "eng",
    "category": "under-18",
    "what": "preference",
    "meeting": f"7 building {ON}T14:00",
}
PERSON = """
    WITH victim AS (
        INSERT INTO victims_victim (service_id, name, other_names, nicknames, age, sex, ethnicity,
            is_potential, changed_at, also_child)
        VALUES (%(service)s, %(name)s, %(others)s, %(nicknames)s, 'adult', '', '', false, now(),
            %(also)s) RETURNING id, service_id
    )
    INSERT INTO victims_reference (victim_id, service_id, child, reference, known, number)
    SELECT id, service_id, %(child)s, %(reference)s, 'known', %(number)s
    FROM victim RETURNING victim_id
"""
SPELL = """
    INSERT INTO victims_spell (victim_id, service_id, kind, document, recorded_at, begins)
    VALUES (%s, %s, %s, %s, now(), %s)
"""
HAPPENING = """
    INSERT INTO victims_happening (victim_id, service_id, kind, document, recorded_at, "on")
    VALUES (%s, %s, %s, %s, now(), %s)
"""
# What was written down by mistake, with why; and a file that waits to be cut.
MISTAKES = (
    """
    INSERT INTO victims_spell (victim_id, service_id, kind, document, recorded_at, begins,
        taken_back_at, taken_back_why)
    SELECT victim_id, service_id, kind, document, recorded_at, begins, now(), %s
    FROM victims_spell WHERE victim_id = %s AND kind = 'need'
    """,
    """
    INSERT INTO victims_happening (victim_id, service_id, kind, document, recorded_at, "on",
        taken_back_at, taken_back_why)
    SELECT victim_id, service_id, kind, document, recorded_at, "on", now(), %s
    FROM victims_happening WHERE victim_id = %s AND kind = 'contacted'
    """,
)
FILE = """
    INSERT INTO victims_held (service_id, child, key, paper, media_type, content, unread, says,
        known, at, waits)
    SELECT service_id, child, 'file of ' || id, 'assessment', 'text/plain',
        convert_to(%(word)s, 'UTF8'), '', ARRAY[%(word)s], ARRAY[%(word)s], now(), true
    FROM victims_reference WHERE victim_id = %(victim)s
"""


def somebody(
    owner: Any,
    name: str,
    *,
    service: int,
    child: int,
    reference: str = "v1",
    others: Iterable[str] = (),
    nicknames: Iterable[str] = (),
    also: int | None = None,
) -> int:
    """Write somebody down whom a child harmed; returns the number of the row."""
    of = {"service": service, "child": child, "reference": reference, "also": also}
    of |= {"number": number(child, reference)}
    called = {"name": name, "others": list(others), "nicknames": list(nicknames)}
    with owner.cursor() as cursor:
        cursor.execute(PERSON, {**of, **called})
        return cursor.fetchone()[0]


def reached(owner: Any, victim: int, service: int, by: str, at: str) -> None:
    """Say where somebody can be reached."""
    document = json.dumps({"by": by, "at": at})
    with owner.cursor() as cursor:
        cursor.execute(SPELL, [victim, service, "reach", document, ON])


def everything(owner: Any, victim: int, service: int, word: str, on: str = ON) -> None:
    """Write a word into every field of everything that may be kept of somebody."""
    for statement, kinds in ((SPELL, SPELLS), (HAPPENING, HAPPENINGS)):
        of_each = [
            (victim, service, kind, json.dumps(filled(declared, word)), on)
            for kind, declared in kinds.items()
        ]
        with owner.cursor() as cursor:
            cursor.executemany(statement, of_each)
    with owner.cursor() as cursor:
        for statement in MISTAKES:
            cursor.execute(statement, [word, victim])
        cursor.execute(FILE, {"word": word, "victim": victim})


def filled(declared: type[Shape], word: str) -> dict[str, Any]:
    own = {name: field for name, field in declared.fields.items() if name not in ("from", "to")}
    said = {name: _value(field.value, f"{word} {name}") for name, field in own.items()}
    coded = {
        name: code
        for name, code in CODES.items()
        if name in own and isinstance(own[name].value, values.Text)
    }
    return said | coded


def _value(value: values.Value, words: str) -> Any:
    if isinstance(value, values.Many):
        return [_value(value.of, words)]
    if isinstance(value, values.OneOf):
        return value.choices[0]
    usual = {
        values.Text: words,
        values.Day: ON,
        values.Clock: "10:00",
        values.Flag: True,
        values.Number: 1,
    }
    return usual[type(value)]
