"""The stories that the measured children live: the demonstration's, with an earlier order before.

Each is one of the twelve, cut so many weeks before its end, so that a service full of them has
work at every stage. Before it lies an earlier order with a contact every few days, some missed
and most of those asked about, until the file holds as many events as are wanted.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from waymark.casefiles.anchor import FOLDER
from waymark.rules.reading import read_document
from waymark.rules.shift import known_by, shift

Document = dict[str, Any]

WEEKS = (0, 1, 2, 4)
CARRIED = ("casefile", "child", "orders", "events", "appointments")
EARLIER = "o-earlier"
MISSED_EVERY = 9
SAID = "We walked by the river and talked about school, and about what comes after it."


def stories(today: date, events: int) -> Iterator[Document]:
    """Yield case files with exactly so many events each, or fewer where a story is longer."""
    for path in sorted(FOLDER.glob("*.json")):
        for weeks in WEEKS:
            yield filled_up(story_on(path, today, weeks), events)


def story_on(path: Any, today: date, weeks: int) -> Document:
    """Return a demonstration's child as she stands so many weeks before her story's end."""
    document = read_document(path)
    since = (today - date.fromisoformat(document["anchor"])).days // 7
    cut = known_by(shift(document, since + weeks), today)
    return {name: value for name, value in cut.items() if name in CARRIED}


def filled_up(document: Document, events: int) -> Document:
    """Return the story after an earlier order that brings it to so many events."""
    lacking = events - len(document["events"])
    if lacking <= 0:
        return {**document, "events": document["events"][:events]}
    days = 7 if events <= 100 else 3
    dates = [event["on"] for event in document["events"]]
    ended = min(date.fromisoformat(day) for day in dates) - timedelta(days=14)
    began = ended - timedelta(days=(lacking + 1) * days)
    order = {
        "id": EARLIER,
        "kind": "referral-order",
        "made_on": began.isoformat(),
        "starts_on": began.isoformat(),
        "ends_on": ended.isoformat(),
        "offences": [],
    }
    before = list(_earlier(began, days, lacking))
    return {
        **document,
        "orders": [order, *document["orders"]],
        "events": before + document["events"],
    }


def _earlier(began: date, days: int, many: int) -> Iterator[Document]:
    """Yield so many events under the earlier order, one every few days."""
    made = list(_beginning())[:many]
    number = len(made)
    while len(made) < many:
        number += 1
        if number % MISSED_EVERY:
            made.append({"kind": "contact", "outcome": "attended", "method": "office"})
            made[-1] |= {"minutes": 45, "note": SAID}
        else:
            missed = f"x{len(made)}"
            made.append({"kind": "contact", "outcome": "missed", "method": "office"})
            asked = {"kind": "absence-followed-up", "contact": missed, "acceptable": True}
            made.append({**asked, "reason": "transport"})
    for place, event in enumerate(made[:many]):
        on = (began + timedelta(days=(place + 1) * days)).isoformat()
        yield {"id": f"x{place}", "on": on, "by": "jo", **event}


def _beginning() -> Iterator[Document]:
    yield {"kind": "worker-allocated", "worker": "jo"}
    yield {"kind": "child-inducted", "order": EARLIER}
    yield {"kind": "assessment-completed", "orders": [EARLIER], "tool": "assetplus"}
    yield {"kind": "plan-agreed", "orders": [EARLIER], "child_took_part": True}
    yield {"kind": "plan-countersigned", "plan": "x3"}
    yield {"kind": "plan-given", "plan": "x3", "format": "words"}
