"""Where a child is, by keys: no address and no name of a place crosses to the victims' side."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from waymark.letters.places import keys_of
from waymark.rules.closeness import EVER, At
from waymark.rules.letters import Place

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
            'document', jsonb_build_object(
                'name', COALESCE(place.name, appointment.document ->> 'place'),
                'where', place.where
            ),
            'begins', to_char(meeting.begins AT TIME ZONE 'Europe/London', 'YYYY-MM-DD"T"HH24:MI'),
            'ends', to_char(meeting.ends AT TIME ZONE 'Europe/London', 'YYYY-MM-DD"T"HH24:MI')
        )
        FROM diary_appointment AS appointment
            JOIN diary_meeting AS meeting ON meeting.id = appointment.meeting_id
            LEFT JOIN diary_place AS place ON place.id = meeting.place_id
        WHERE appointment.child_id = child.id AND appointment.state = 'booked'
            AND meeting.begins >= %(on)s::date AND (meeting.comes OR place.id IS NOT NULL)
        ORDER BY meeting.begins, meeting.id
    )
"""


def places(rows: Sequence[Mapping[str, Any]]) -> Iterator[At]:
    """Yield the places of a child under their keys, from what the query above gave: the child's own
    home is never told as a building, which would tell of who of the family was harmed."""
    found = [
        At(place, key, row["begins"] or EVER.isoformat(), row["ends"])
        for row in rows
        for place, text in _called(row["kind"], row["document"])
        for key in keys_of(place, text, of_child=True)
    ]
    home = {each.key for each in found if each.place == "address"}
    yield from (each for each in found if each.place != "building" or each.key not in home)


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


def loaded(found: Sequence[Any]) -> list[Mapping[str, Any]]:
    return [json.loads(each) if isinstance(each, str) else each for each in found]
