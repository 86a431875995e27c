"""What casework may know of each person whom a child harmed."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from waymark.audit import recording
from waymark.letters import post
from waymark.rules.carries import carries
from waymark.rules.harmed.signals import held_back, signals
from waymark.rules.harmed.victim import Victim
from waymark.victims.people import held, meeting
from waymark.victims.people.known import known
from waymark.victims.people.queries import harmed_by, let_go_of

NEWS = (
    "The victim worker wrote something down of them just now that this record does not say yet. "
    "Look again in a minute."
)
GONE = "What was held of them is deleted: nobody can reach them any more."


@carries("CM-400", "CM-401")
def reference(
    *,
    child: int,
    service: int,
    once: str,
    at: datetime,
    file: str = "",
    places: Sequence[Sequence[str]] = (),
    **_told: Any,
) -> dict[str, Any]:
    """Return the four facts of each, and signals that name nobody; or a file that was cut; or at
    which of some places the child may meet one of them."""
    if file:
        return held.given(file, child=child, service=service)
    if places:
        booked = [(key, begins, ends) for key, begins, ends in places]
        return {"close": meeting.close_at(booked, child=child, service=service, once=once, at=at)}
    people = list(harmed_by(child=child, service=service))
    are, today = known([each.victim for each in people]), localdate(at)
    news = _news(child=child, service=service)
    recording.note(children=[each.victim_id for each in people])
    return {
        "harmed": [
            {
                "victim": each.reference,
                "age": each.victim.age,
                "known": each.known,
                "sex": each.victim.sex,
                "ethnicity": each.victim.ethnicity,
                "signals": [*signals(are[each.victim_id], child, today), *news[each.reference]],
                "held_back": _held_back(are[each.victim_id], today),
                "news": news[each.reference],
            }
            for each in people
        ]
        + [_gone(each) for each in sorted(let_go_of(child=child, service=service))]
    }


def _gone(reference: str) -> dict[str, Any]:
    return {"victim": reference, "signals": [GONE], "held_back": [(GONE, "")], "is_gone": True}


def _held_back(victim: Victim, day: date) -> list[tuple[str, str]]:
    return [(asks, until.isoformat() if until else "") for asks, until in held_back(victim, day)]


@carries("CM-379", "CM-383")
def _news(*, child: int, service: int) -> dict[str, list[str]]:
    """Return of whom something was written down last that the child's record does not say: what
    they take back is over at once, and its letter takes a minute."""
    untold = post.untold_of(child=child, service=service)
    return defaultdict(list, {each: [NEWS] for each in untold})
