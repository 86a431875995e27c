"""From how many attempts on a victim worker is told: numbers of `guidance/settings.toml`."""

from datetime import date

from waymark.guidance import settings
from waymark.rules.attempts import Limits


def limits(day: date) -> Limits:
    said = settings(day)
    return Limits(
        people=said["asked-people"],
        names=said["asked-names"],
        calls=said["asked-calls"],
        prose=said["asked-in-prose"],
        kept=said["asked-kept"],
        days=said["asked-days"],
    )
