"""Children for tests: a case file of a few lines, taken in as every case file is."""

import itertools
from datetime import UTC, datetime
from typing import Any

from waymark.accounts import asking
from waymark.accounts.models import Service, User
from waymark.audit import recording
from waymark.casefiles import acts
from waymark.children.models import Child

NOW = datetime(2026, 5, 14, 12, tzinfo=UTC)
ORDER = {
    "id": "o1",
    "kind": "referral-order",
    "made_on": "2026-05-05",
    "ends_on": "2026-11-04",
    "offences": [{"id": "f1", "category": "criminal-damage", "victims": ["v1"]}],
}
_numbers = itertools.count(1)


def make_child(
    service: Service,
    given_name: str = "Sophie",
    family_name: str = "Wrenfield",
    *,
    born: str = "2010-08-11",
    restricted: bool = False,
    orders: list[dict[str, Any]] | None = None,
    events: list[dict[str, Any]] | None = None,
    **child: Any,
) -> Child:
    document = {
        "casefile": 1,
        "child": {
            "id": f"c{next(_numbers)}",
            "given_name": given_name,
            "family_name": family_name,
            "date_of_birth": born,
            "sex": "female",
            **child,
        },
        "orders": orders or [],
        "events": events or [],
    }
    with recording.command("import", service_id=service.pk, user_id=None, at=NOW):
        asking.as_waymark(service.pk)
        (made,) = acts.take_in([("file", document)], service=service, at=NOW)
        Child.objects.filter(pk=made.pk).update(restricted=restricted)
    return made


def asked_by(user: User):
    """Do what follows as this person, in one recording."""
    asking.as_user(user)
    return recording.command("test", service_id=user.service_id, user_id=user.pk, at=NOW)
