"""The `plans` of a case file. The rules do not read them, so they come only with the words."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from waymark.chronology.casefile import Document, Lists
from waymark.plans.models import Plan, Version


class PlansPart:
    rows = ()

    def read(self, children: list[int], lists: Lists, *, words: bool) -> Mapping[int, Document]:
        """Return each child's plans. Two queries; none without words."""
        del lists
        if not words:
            return {}
        versions: defaultdict[int, list[Document]] = defaultdict(list)
        rows = Version.objects.filter(child__in=children).order_by("number")
        for plan, document in rows.values_list("plan_id", "document"):
            versions[plan].append(document)
        found: defaultdict[int, list[Document]] = defaultdict(list)
        for plan in Plan.objects.filter(child__in=children).order_by("child", "position"):
            told = {"versions": versions[plan.pk]} if versions[plan.pk] else {}
            found[plan.child_id].append({**plan.document, **told})
        return {child: {"plans": plans} for child, plans in found.items()}

    def write(self, child: Any, document: Document) -> None:
        for position, raw in enumerate(document.get("plans") or []):
            if raw is None:
                continue
            plan = plan_row(child, position, raw)
            plan.save(force_insert=True)
            Version.objects.bulk_create(
                version_row(plan, each) for each in raw.get("versions") or [] if each is not None
            )


def plan_row(child: Any, position: int, raw: Document) -> Plan:
    """Return the unsaved row of one plan."""
    return Plan(
        child=child,
        service_id=child.service_id,
        position=position,
        reference=raw["id"],
        document={name: value for name, value in raw.items() if name != "versions"},
    )


def version_row(plan: Plan, raw: Document) -> Version:
    """Return the unsaved row of one version."""
    return Version(
        plan=plan,
        child_id=plan.child_id,
        service_id=plan.service_id,
        number=int(raw["number"]),
        state=raw["state"],
        event=raw.get("event") or "",
        document=raw,
    )
