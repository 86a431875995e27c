"""What became of what was saved, asked of the database itself."""

import json
from collections.abc import Iterable
from typing import Any

import psycopg
from django.db import transaction

from tests.kills.writers import Save
from waymark.accounts import asking
from waymark.audit import verify
from waymark.duties.models import Duty
from waymark.duties.renewal import renew

FOUND = """
SELECT words.text, count(*), min(event.reference), min(event.child_id)
FROM chronology_words AS words JOIN chronology_event AS event ON event.id = words.event_id
WHERE words.field = 'note' AND words.text = ANY (%s) GROUP BY words.text
"""
EVENTS = """
SELECT by_id, count(*) FROM chronology_event WHERE by_id IS NOT NULL GROUP BY 1
"""
# A row names every child whose name the form showed too, so the rows are counted by who wrote.
AUDITED = """
SELECT user_id, count(*) FROM audit_row
WHERE action = 'POST record-contact' AND outcome LIKE '3%%' GROUP BY 1
"""


def count(
    owner: psycopg.Connection, service: int, sent: Iterable[Save], acknowledged: Iterable[Save]
) -> dict[str, Any]:
    """Return how many saves there were, and each way in which one may have gone wrong."""
    sent, acknowledged = list(sent), list(acknowledged)
    rows = owner.execute(FOUND, [[save.words for save in sent]]).fetchall()
    found = {words: (many, reference) for words, many, reference, _child in rows}
    kept = [save for save in acknowledged if save.words in found]
    events = dict(owner.execute(EVENTS).fetchall())
    audited = dict(owner.execute(AUDITED).fetchall())
    owed = {key for (key,) in owner.execute("SELECT child_id || ' ' || key FROM duties_duty")}
    missing = [
        save
        for save in kept
        if save.missed
        and f"{save.child} follow-up-missed-contact:{found[save.words][1]}" not in owed
    ]
    return {
        "sent": len(sent),
        "acknowledged": len(acknowledged),
        "lost": len(acknowledged) - len(kept),
        "twice": sum(many > 1 for many, _ in found.values()),
        "without_audit_row": _more(events, audited),
        "audit_rows_without_event": _more(audited, events),
        "without_duty": len(missing),
        "children_whose_duties_are_not_as_the_rules_say": _not_as_the_rules_say(
            service, {save.child for save in sent}
        ),
        "faults_in_the_audit": len(list(verify.first_faults([]))),
    }


def _more(one: dict[Any, int], other: dict[Any, int]) -> int:
    return sum(max(0, many - other.get(key, 0)) for key, many in one.items())


def _not_as_the_rules_say(service: int, children: set[int]) -> int:
    """Renew, see what changed, and take it back."""
    from django.utils import timezone

    with transaction.atomic():
        asking.as_waymark(service)
        before = _stored(children)
        renew(sorted(children), timezone.localdate())
        after = _stored(children)
        transaction.set_rollback(True)
    return sum(before.get(child) != after.get(child) for child in children)


def _stored(children: set[int]) -> dict[int, str]:
    names = ("key", "opens_on", "due_on", "done_on", "closes_on", "closed_as", "expected_by")
    found: dict[int, list[Any]] = {}
    for row in Duty.objects.filter(child__in=children).order_by("key").values("child_id", *names):
        found.setdefault(row["child_id"], []).append(row)
    return {child: json.dumps(rows, default=str) for child, rows in found.items()}
