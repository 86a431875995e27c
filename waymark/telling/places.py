"""Where a child is, told to the victims' side by keys: no address and no name of a place crosses.

What is told goes with each renewal; and, of what is booked, with each booking.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection

from waymark.letters import exchange, post
from waymark.letters.places import key_of
from waymark.rules.closeness import EVER, At, whereabouts
from waymark.rules.letters import ChildIsAt, Place, WorksWith
from waymark.rules.telling import news, still
from waymark.telling.models import Told

# The child's own places that hold, or will; and where somebody is to come to, and when.
PLACES = """
    ARRAY(
        SELECT jsonb_build_object(
            'kind', episode.kind, 'document', episode.document,
            'begins', lower(episode.period), 'ends', upper(episode.period) - 1
        )
        FROM children_episode AS episode
        WHERE episode.child_id = child.id
            AND episode.kind IN ('addresses', 'placements', 'education')
            AND (episode.period IS NULL OR episode.period && daterange(%(on)s, NULL))
        ORDER BY episode.kind, episode.position
    ) || ARRAY(
        SELECT jsonb_build_object(
            'kind', 'booked',
            'document', jsonb_build_object('name', place.name, 'where', place.where),
            'begins', to_char(meeting.begins AT TIME ZONE 'Europe/London', 'YYYY-MM-DD"T"HH24:MI'),
            'ends', to_char(meeting.ends AT TIME ZONE 'Europe/London', 'YYYY-MM-DD"T"HH24:MI')
        )
        FROM diary_appointment AS appointment
            JOIN diary_meeting AS meeting ON meeting.id = appointment.meeting_id
            JOIN diary_place AS place ON place.id = meeting.place_id
        WHERE appointment.child_id = child.id AND appointment.state = 'booked'
            AND meeting.begins >= %(on)s::date
        ORDER BY meeting.begins, meeting.id
    )
"""
TOLD = f"""
    SELECT child.id, child.service_id, told.letters, {PLACES}
    FROM children_child AS child JOIN telling_told AS told ON told.child_id = child.id
    WHERE child.id = ANY(%(children)s::bigint[]) AND told.letters ? %(harmed)s
    ORDER BY child.id
"""  # noqa: S608 (nothing of it was typed by anybody)


def places(rows: Sequence[Mapping[str, Any]]) -> Iterator[At]:
    """Yield the places of a child under their keys, from what the query above gave."""
    for row in rows:
        for place, text in _called(row["kind"], row["document"]):
            if key := key_of(place, text):
                yield At(place, key, row["begins"] or EVER.isoformat(), row["ends"])


def _called(kind: str, document: Mapping[str, Any]) -> Iterator[tuple[Place, str]]:
    match kind:
        case "education":
            yield "school", document.get("name") or ""
        case "booked":
            yield "building", document.get("name") or ""
            yield "building", document.get("where") or ""
        case _:
            lines = [*(document.get("lines") or ()), document.get("postcode") or ""]
            yield "address", ", ".join(filter(None, lines))


def tell(children: Sequence[int], at: datetime, on: date) -> None:
    """Tell anew where these children are, where it is other than was told. One query where not."""
    del at
    with connection.cursor() as cursor:
        cursor.execute(TOLD, {"children": list(children), "on": on, "harmed": WorksWith.kind})
        rows = cursor.fetchall()
    is_told = False
    for child, service, told, found in rows:
        letters = json.loads(told) if isinstance(told, str) else told
        of_places = {k: v for k, v in letters.items() if k.startswith(f"{ChildIsAt.kind} ")}
        new = news(whereabouts(child, places(loaded(found))), of_places, on)
        if new:
            is_told = True
            post.send(*new.values(), service=service)
            letters |= {key: each.document() for key, each in new.items()}
            Told.objects.filter(child=child).update(letters=still(letters))
    if is_told:
        exchange.exchange_soon()


def loaded(found: Sequence[Any]) -> list[Mapping[str, Any]]:
    return [json.loads(each) if isinstance(each, str) else each for each in found]
