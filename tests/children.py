"""Children for tests."""

import itertools
from typing import Any

from django.utils import timezone

from waymark.accounts import asking
from waymark.accounts.models import Service, User
from waymark.audit import recording
from waymark.casefiles import acts
from waymark.chronology.casefile import Document
from waymark.chronology.door import today

_numbers = itertools.count(1)


def case_file(*, worker: User | None = None, **parts: Any) -> Document:
    """Return a case file of a child with one order made a week ago, and perhaps a worker."""
    number = next(_numbers)
    now = timezone.now()
    made_on = today(now).replace(day=1).isoformat()
    child = {
        "id": f"child-{number}",
        "given_name": f"Robin{number}",
        "family_name": "Test",
        "date_of_birth": "2010-03-14",
        "sex": "female",
        **parts.pop("child", {}),
    }
    order = {"id": "o1", "kind": "referral-order", "made_on": made_on, "offences": []}
    allocated = {"id": "e1", "kind": "worker-allocated", "on": made_on}
    events = [{**allocated, "worker": worker.email}] if worker else []
    events += parts.pop("events", [])
    return {"casefile": 1, "child": child, "orders": [order], "events": events, **parts}


def make_child(service: Service, *, worker: User | None = None, **parts: Any) -> int:
    """Take in a child's case file; returns the child's id. Nobody is asking afterwards."""
    now = timezone.now()
    with recording.command("import", service_id=service.pk, user_id=None, at=now):
        asking.as_waymark(service.pk)
        (child,) = acts.take_in(
            [("made", case_file(worker=worker, **parts))], service=service, at=now
        )
    return child.pk
