"""What one event did to what is owed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from waymark.rules.casefile import trusted
from waymark.rules.duties import duties
from waymark.rules.duty import Duty, Status, status_on
from waymark.rules.known import known_on


@dataclass(frozen=True)
class Effect:
    opened: list[Duty]
    done: list[Duty]


def effect(
    document: Mapping[str, Any], reference: str, today: date, record: int | None = None
) -> Effect:
    """Return what an event opened and finished, from the case file with it and without it.

    :param record: the number under which the child's record is kept.
    """
    without = [event for event in document["events"] if event["id"] != reference]
    before = _duties({**document, "events": without}, today, record)
    after = _duties(document, today, record)
    return Effect(
        opened=[duty for key, duty in after.items() if key not in before and not duty.done_on],
        done=[
            duty
            for key, duty in after.items()
            if duty.done_on and key in before and not before[key].done_on
        ],
    )


def _duties(document: Mapping[str, Any], today: date, record: int | None) -> dict[str, Duty]:
    found = duties(known_on(trusted(document), today, record=record))
    return {duty.key: duty for duty in found if status_on(duty, today) is not Status.DROPPED}
