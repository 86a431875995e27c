"""Who might gain from a group: what the plan's steps say."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from waymark.children.ages import age_on
from waymark.children.models import Child
from waymark.plans.items import not_done
from waymark.plans.models import Version
from waymark.rules.carries import carries

GROUP = "group"


@dataclass(frozen=True)
class Suggested:
    child: Child
    age: int
    is_planned: bool  # a step of the agreed plan that is not done speaks of it


@carries("CM-154", "CM-156")
def suggested(children: Iterable[Child], words: str, on: date) -> list[Suggested]:
    """Return these children, those first whose agreed plan speaks of these words, or of a group.
    With words, the others are only those who are called so. One query."""
    rows = {each.pk: each for each in children}
    agreed = Version.objects.filter(child__in=rows, agreed_at__isnull=False)
    newest = {each.child_id: each for each in agreed.order_by("agreed_at", "pk")}
    asked = words.casefold()
    found = [
        Suggested(
            child, age_on(child.date_of_birth, on), _speaks_of(newest.get(pk), asked or GROUP)
        )
        for pk, child in rows.items()
        if not asked or asked in child.full_name.casefold() or _speaks_of(newest.get(pk), asked)
    ]
    return sorted(found, key=lambda each: (not each.is_planned, each.child.sort_name))


def _speaks_of(version: Version | None, asked: str) -> bool:
    steps = not_done(version.document.get("plan") or {}) if version else {}
    return any(asked in str(each.get("what") or "").casefold() for each in steps.values())
