"""What stands in a draft is added to, changed, taken off, put back and put in order.

Each act is told what its form began from, item by item: two people who are at two goals never meet.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from waymark.accounts.answers import Refused, Stale
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.children.facts import version as version_of
from waymark.children.models import Child
from waymark.children.writing import saved
from waymark.chronology import door
from waymark.chronology.casefile import Document
from waymark.drafts import store
from waymark.drafts.store import Place
from waymark.plans import queries
from waymark.plans.models import Version
from waymark.plans.queries import Had
from waymark.rules.facts import check
from waymark.rules.findings import Findings
from waymark.rules.planned import ITEMS, WHOLE, next_step
from waymark.rules.planned import Plan as PlanShape

TAKEN_OFF = "taken_off"  # of a draft: what can be put back
WRITTEN_BY = "written_by"
READ_ON = "read_for_names_on"  # when it was agreed
UNNAMED = "could_not_be_looked_for"  # how many people who were harmed nobody could name then
PREFIXES = {
    "goals": "g",
    "controls": "k",
    "contingencies": "i",
    "family": "f",
    "other_plans": "a",
}


def keep_item(
    *,
    child: Child,
    group: str,
    item: str,
    began_from: str,
    facts: Document,
    by: User,
    at: datetime,
    place: Place,
) -> str:
    """Add an item to one of the draft's lists, or change it; returns what it is known by.

    :param item: what it is known by; nothing where it is new.
    :raises Stale: where somebody else has changed this item since the form was opened.
    """

    def put(draft: Version) -> str:
        says, key = draft.document["plan"], ITEMS[group][1]
        held = _found(says, group, item)
        if version_of(held or {}) != began_from:
            raise Stale
        had = queries.ids_of(draft)
        name = item or _unused(PREFIXES[group], had, at)
        kept = _with_steps_of_their_own({key: name, **facts}, held or {}, had)
        items = says.get(group) or []
        standing = [kept if each is held else each for each in items]
        saved.note(kept)
        says[group] = standing if held else [*items, kept]
        return name

    return _change(child, "keep-plan-item", put, by=by, at=at, place=place)


def _with_steps_of_their_own(goal: Document, held: Document, had: Had) -> Document:
    """Return a goal whose new steps are called as none of it ever was, in any version."""
    if not goal.get("steps"):
        return goal
    known = {step["id"] for step in held.get("steps") or []}
    taken = known | had.get(goal["id"], set())
    steps = []
    for step in goal["steps"]:
        name = step["id"] if step["id"] in known else next_step(taken)
        taken.add(name)
        steps.append({**step, "id": name})
    return {**goal, "steps": steps}


def keep_whole(
    *, child: Child, began_from: str, facts: Document, by: User, at: datetime, place: Place
) -> None:
    """Keep what the draft says as a whole: its orders, whom to call, when it is reviewed.

    :raises Stale: as `keep_item`.
    """

    def put(draft: Version) -> None:
        says = draft.document["plan"]
        if version_of(whole_of(says)) != began_from:
            raise Stale
        for name in WHOLE:
            says.pop(name, None)
        says.update(facts)
        saved.note(whole_of(says))

    _change(child, "keep-plan-item", put, by=by, at=at, place=place)


def whole_of(says: Document) -> Document:
    return {name: says[name] for name in WHOLE if name in says}


def take_off(
    *, child: Child, group: str, item: str, began_from: str, by: User, at: datetime
) -> None:
    """Take an item off the draft; until that is agreed it can be put back.

    :param began_from: the version of the item that was shown with the button.
    :raises Stale: where somebody else has changed this item since.
    """

    def put(draft: Version) -> None:
        says, off = draft.document["plan"], draft.document.setdefault(TAKEN_OFF, {})
        held = _found(says, group, item)
        if held is None or version_of(held) != began_from:
            raise Stale(version_of(held) if held else "")
        says[group] = [each for each in says[group] if each is not held]
        off[group] = [*_without(off.get(group), group, item), held]

    _change(child, "take-off-plan", put, by=by, at=at)


def put_back(*, child: Child, group: str, item: str, by: User, at: datetime) -> None:
    """Put back what was taken off the draft, after what stands there.

    :raises Stale: where it is back already, or something else stands in its place.
    """

    def put(draft: Version) -> None:
        says, off = draft.document["plan"], draft.document.get(TAKEN_OFF) or {}
        held = _found(off, group, item)
        back = _found(says, group, item)
        if held is None or back is not None:
            raise Stale(version_of(back) if back else "")
        says[group] = [*(says.get(group) or []), held]
        off[group] = _without(off[group], group, item)
        saved.note(held)

    _change(child, "put-back-plan", put, by=by, at=at)


def _found(lists: Document, group: str, item: str) -> Document | None:
    key = ITEMS[group][1]
    return next((each for each in lists.get(group) or [] if each[key] == item), None)


def _without(items: list[Document] | None, group: str, item: str) -> list[Document]:
    return [each for each in items or [] if each[ITEMS[group][1]] != item]


def move_up(
    *, child: Child, group: str, item: str, began_from: str, by: User, at: datetime
) -> None:
    """Put an item before the one of its family that stands before it.

    :param began_from: the version of the order that was shown with the button.
    :raises Stale: where somebody else has put them in another order since.
    """

    def put(draft: Version) -> None:
        says = draft.document["plan"]
        if version_of(order_of(says, group)) != began_from:
            raise Stale
        key = ITEMS[group][1]
        items = list(says.get(group) or [])
        place = next((i for i, each in enumerate(items) if each[key] == item), 0)
        before = [i for i, each in enumerate(items[:place]) if kin(each) == kin(items[place])]
        if before:
            items[before[-1]], items[place] = items[place], items[before[-1]]
            says[group] = items

    _change(child, "order-plan", put, by=by, at=at)


def order_of(says: Document, group: str) -> Document:
    """Return in which order the items of a list stand."""
    return {group: [each[ITEMS[group][1]] for each in says.get(group) or []]}


def kin(item: Document) -> tuple[str | None, str | None]:
    """Return beside which others a page shows an item."""
    return item.get("family"), item.get("keeps")


def _change(
    child: Child,
    act: str,
    put: Callable[[Version], Any],
    *,
    by: User,
    at: datetime,
    place: Place | None = None,
) -> Any:
    """Change what the draft says, and keep who wrote in it. No duty rests on a draft."""
    check_user_can(by, Permission.RECORD)
    with door.act(act, by=by, at=at, children=[child.pk], renews=False):
        draft = queries.the_draft(child)
        made = put(draft)
        _refuse_faults(draft.document["plan"])
        _keep(draft, by)
    if place is not None:
        store.forget(person=by, place=place)
    return made


def wrote_in(draft: Document, by: User) -> list[str]:
    """Return who wrote in a draft, once this person has: none of them countersigns it."""
    return list(dict.fromkeys([*(draft.get(WRITTEN_BY) or []), by.email]))


def _keep(draft: Version, by: User) -> None:
    draft.document[WRITTEN_BY] = wrote_in(draft.document, by)
    draft.save(update_fields=["document"])


def done_on(draft: Version, goal: str, step: str, *, on: str, by: User) -> None:
    """Keep of a step in a draft that it is done.

    :raises Stale: where it is done already, or there no more.
    """
    held = not_done(draft.document["plan"]).get((goal, step))
    if held is None:
        raise done_already(draft, goal)
    held["done_on"] = on
    saved.note(_found(draft.document["plan"], "goals", goal) or {})
    _keep(draft, by)


def done_already(version: Version | None, goal: str) -> Stale:
    """Return that somebody wrote of a step before this that it is done, or took it off."""
    found = _found(version.document["plan"], "goals", goal) if version else None
    return Stale(version_of(found) if found else "")


def not_done(says: Document) -> dict[tuple[str, str], Document]:
    """Return each step that is not done, by its goal and itself."""
    return {
        (goal["id"], step["id"]): step
        for goal in says.get("goals") or []
        for step in goal.get("steps") or []
        if not step.get("done_on") and not goal.get("ended_on")
    }


def _refuse_faults(says: Document) -> None:
    findings = Findings()
    check(PlanShape, says, "plan", findings)
    if findings.faults:
        raise Refused(*map(str, findings.faults))


def _unused(prefix: str, had: Had, at: datetime) -> str:
    """Return an id that no item of this plan has or had, in any version: nothing that was said of
    one is ever taken to be about another."""
    number = 1
    while (name := f"{prefix}{number}-{at:%y%m%d%H%M}") in had:
        number += 1
    return name
