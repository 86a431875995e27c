"""Working out children's duties anew, and keeping what comes of it."""

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet

from waymark import rules
from waymark.children.models import Child
from waymark.chronology import casefile
from waymark.chronology.casefile import Document
from waymark.duties.models import Standing
from waymark.duties.numbers import settings_of
from waymark.duties.summary import summary
from waymark.guidance.folder import guidance_folder
from waymark.prepared import planned
from waymark.rules.case import Case
from waymark.rules.casefile import trusted
from waymark.rules.duties import duties
from waymark.rules.duty import Duty
from waymark.rules.known import known_on

# Duties that are gone are deleted, those that are new or other are written, the rest untouched.
KEEP = (Path(__file__).parent / "keep.sql").read_text()
SAID = ("settings.toml", "codes/contact-outcomes.csv", "codes/contact-methods.csv")

Reckoned = Mapping[int, tuple[Case, list[Duty]]]  # by child
Follower = Callable[[Reckoned, date], None]

_followers: list[Follower] = []


def follow_with(follower: Follower) -> None:
    """Register at start-up what is told each child's case and duties whenever they are renewed."""
    _followers.append(follower)


def renew(children: list[int], on: date) -> None:
    """Work out these children's duties from what is known on a day, and keep them.

    Costs four queries, however many children, and what is told of them.
    """
    renew_from(casefile.documents(children), on)


def renew_from(documents: Mapping[int, Document], on: date) -> None:
    """Work out and keep the duties of the children of these case files. Two queries."""
    numbers = settings_of(documents)
    cases = {
        child: known_on(trusted(document), on, numbers[child], child)
        for child, document in documents.items()
    }
    reckoned = {child: (case, duties(case)) for child, case in cases.items()}
    given = {
        "duties": json.dumps(
            [_row(child, duty) for child, (_, owed) in reckoned.items() for duty in owed]
        ),
        "summaries": json.dumps(
            [{"child_id": child, **summary(case, on)} for child, case in cases.items()]
        ),
        "children": list(cases),
        "stamp": stamp(),
        "day": on,
    }
    planned(KEEP, given, anew=len(cases) > 1)
    for follow in _followers:
        follow(reckoned, on)


def renew_when_met(standings: Mapping[int, Standing | None], on: date) -> bool:
    """Renew those of these children whose duties were worked out by other rules or numbers.

    Costs nothing where none was; else five queries, however many. Returns whether there were any.
    """
    stale = [child for child, standing in standings.items() if not _is_fresh(standing)]
    if not stale or settings.READ_ONLY:
        return False
    # As the door does, so that no act comes between what is read and what is kept.
    locked = Child.objects.filter(pk__in=stale).order_by("pk").select_for_update(no_key=True)
    renew(list(locked.values_list("pk", flat=True)), on)
    return True


def stale_children() -> QuerySet[Child]:
    """Return the children whose duties were worked out by other rules or numbers, or never."""
    fresh = Standing.objects.filter(child=OuterRef("pk"), stamp=stamp())
    return Child.objects.filter(~Exists(fresh))


def renew_stale(children: list[int], on: date) -> list[int]:
    """Renew those of these children whose duties are stale; returns which were.

    A child on whom somebody is acting at this moment is passed over: the act renews it.
    """
    stale = stale_children().filter(pk__in=children).order_by("pk")
    locked = stale.select_for_update(no_key=True, skip_locked=True).values_list("pk", flat=True)
    taken = list(locked)
    if taken:
        renew(taken, on)
    return taken


def _is_fresh(standing: Standing | None) -> bool:
    return standing is not None and standing.stamp == stamp()


@cache
def stamp() -> str:
    """Return the digest of the rules, numbers and codes that all this is worked out by.

    A service's own numbers are not in it: whoever changes one takes the stamp away.
    """
    digest = hashlib.sha256()
    code = [*Path(rules.__file__).parent.rglob("*.py"), Path(__file__).with_name("summary.py")]
    for path in sorted([*code, *(guidance_folder() / name for name in SAID)]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _row(child: int, duty: Duty) -> dict[str, Any]:
    return {
        "child_id": child,
        "key": duty.key,
        "duty": duty.name,
        "owed_by": duty.owed_by,
        "opens_on": duty.opens_on.isoformat(),
        "due_on": duty.due_on and duty.due_on.isoformat(),
        "done_on": duty.done_on and duty.done_on.isoformat(),
        "closes_on": duty.closes_on and duty.closes_on.isoformat(),
        "closed_as": str(duty.closed_as or ""),
        "expected_by": duty.expected_by and duty.expected_by.isoformat(),
        "why": duty.why,
    }
