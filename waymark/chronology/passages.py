"""A passage that must go, such as a name: where a child's record says it, as whoever asks reads it.

The places are a function of the database, `passage_places`, which sealing walks too: nothing is
shown that would stay, and nothing goes that is not shown to whoever may read it.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection

GAP = "[name sealed]"
AROUND = 60  # letters that are shown on either side
PLACES = {
    "children_child": "who the child is",
    "children_episode": "how the child lives",
    "children_opening": "why the record was opened",
    "children_person": "the people around the child",
    "children_registration": "the registration",
    "chronology_event": "what was recorded, in short",
    "chronology_seal": "why something is to be sealed",
    "chronology_words": "what was written of what happened",
    "diary_apart": "who is kept apart",
    "diary_appointment": "the diary",
    "drafts_draft": "what somebody typed and has not saved, which its writer alone reads",
    "orders_order": "orders",
    "papers_file": "names of files",
    "papers_heldfile": "names of files that were cut",
    "papers_paper": "forms",
    "papers_section": "answers on forms",
    "papers_source": "what forms rest on",
    "plans_plan": "plans",
    "plans_version": "versions of plans",
    "portal_sheet": "sheets and copies that were given",
}


class Stands(NamedTuple):
    place: str
    said: str  # the passage, and a little around it


def where(asked: Sequence[tuple[int, str]]) -> list[list[Stands]]:
    """Return where the record of each child says the passage asked for, once each. One query."""
    found: list[dict[Stands, None]] = [{} for _ in asked]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT number, place, said FROM unnest(%s::bigint[], %s::text[])"
            " WITH ORDINALITY AS asked (child, passage, number),"
            " LATERAL passage_stands(child, passage) ORDER BY number",
            [[child for child, _ in asked], [passage for _, passage in asked]],
        )
        for number, place, said in cursor.fetchall():
            passage = asked[number - 1][1]
            found[number - 1][Stands(PLACES[place], _around(passage, said))] = None
    return [list(each) for each in found]


def _around(passage: str, said: str) -> str:
    """Return the passage with a little of what stands around it."""
    written = r"\s+".join(map(re.escape, passage.split()))
    found = re.search(written, said, re.IGNORECASE)
    start, end = found.span() if found else (0, 0)
    begins, ends = max(start - AROUND, 0), end + AROUND
    text = " ".join(said[begins:ends].split())
    return f"{'… ' if begins else ''}{text}{' …' if ends < len(said) else ''}"
