"""Services, people and children that the walls are tried with."""

import itertools
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from waymark.accounts import asking
from waymark.accounts.models import Role, Service, User
from waymark.audit import recording
from waymark.casefiles import acts
from waymark.children.models import Child

EXAMPLE = json.loads((Path(__file__).parents[1] / "unit/rules/example.json").read_text())
NOW = datetime(2028, 1, 12, 12, tzinfo=UTC)
_numbers = itertools.count(1)


def a_service() -> Service:
    return Service.objects.create(name=f"Service {next(_numbers)}")


def somebody(service: Service, role: Role = Role.CASE_MANAGER) -> User:
    number = next(_numbers)
    return User.objects.create_user(
        email=f"person{number}@example.org", name=f"Person {number}", role=role, service=service
    )


def a_child(service: Service, **child: Any) -> Child:
    """Take in the worked example as a child of this service."""
    document = deepcopy(EXAMPLE)
    document["child"] |= {"id": f"c{next(_numbers)}", **child}
    with waymark_itself(service):
        (taken,) = acts.take_in([("file", document)], service=service, at=NOW)
    return taken


def waymark_itself(service: Service) -> Any:
    """One transaction, with its audit row, in which Waymark itself works for a service."""
    return _asking(service.pk, None, lambda: asking.as_waymark(service.pk))


def asked_by(user: User, *, at: datetime = NOW) -> Any:
    """One transaction, with its audit row, in which this person asks."""
    return _asking(user.service_id, user.pk, lambda: asking.as_user(user), at=at)


@contextmanager
def _asking(
    service_id: int, user_id: int | None, begin: Callable[[], None], at: datetime = NOW
) -> Iterator[recording.Recording]:
    with recording.command("walls", service_id=service_id, user_id=user_id, at=at) as answer:
        begin()
        yield answer
