"""What a plan says before a test begins: by the acts of its pages, which other tests ask for."""

from datetime import datetime

from django.utils import timezone

from tests.walls.made import asked_by
from tests.web.plans.writing import GOAL, answer_what_is_open
from waymark.accounts.models import User
from waymark.children.facts import version
from waymark.children.models import Child
from waymark.drafts.store import Place
from waymark.plans import acts, items

STEP = {
    "id": "s1",
    "what": GOAL["s0_what"],
    "who": GOAL["s0_who"],
    "times_a_week": float(GOAL["s0_times_a_week"]),
    "requirement": GOAL["s0_requirement"],
}
SAYS = {name: said for name, said in GOAL.items() if not name.startswith("s0_")}


def with_a_goal(by: User, child: int) -> None:
    """Begin a draft, with the goal that `writing.add_goal` types."""
    now = timezone.now()
    with asked_by(by, at=now):
        of = _of(by, child, now)
        acts.begin(**of)
        items.keep_item(
            group="goals",
            item="",
            began_from=version({}),
            facts={**SAYS, "steps": [STEP]},
            place=Place(child, "plan-goals", "new"),
            **of,
        )


def agreed_with_a_goal(by: User, child: int) -> None:
    """Agree it, once all that is asked is answered."""
    with_a_goal(by, child)
    answer_what_is_open(child)
    now = timezone.now()
    with asked_by(by, at=now):
        on = timezone.localdate().isoformat()
        acts.agree(number=1, on=on, child_took_part=False, **_of(by, child, now))


def _of(by: User, child: int, at: datetime) -> dict[str, object]:
    return {"child": Child.objects.get(pk=child), "by": by, "at": at}
