"""What waits for somebody beside what is owed: to decide, look at, agree to; and her duty day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.postgres.fields.array import ArrayLenTransform
from django.db.models import (
    Count,
    Func,
    IntegerField,
    JSONField,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, JSONObject

from waymark.accounts.models import Role, User
from waymark.accounts.permissions import Permission, who_may
from waymark.audit import recording
from waymark.children.access import MANAGERS, IsOwnWork
from waymark.children.kept import KeptWorkers
from waymark.children.models import DutyDay, Opening
from waymark.children.models.access import Reason
from waymark.children.registrations import to_decide
from waymark.chronology.door import today
from waymark.chronology.models import Seal
from waymark.diary import instead
from waymark.diary.instead import KeptTimes
from waymark.drafts import store
from waymark.frame.addresses import address_of
from waymark.jobs import pulse
from waymark.jobs.models import Pulse
from waymark.letters import faring
from waymark.pages.words import ago, several
from waymark.papers import held
from waymark.plans import endings
from waymark.plans.queries import waiting
from waymark.portal import held_back
from waymark.portal.queries import ToldOfRestricted, concerns, locked, unread
from waymark.prepared import DAY, ID, MOMENT, Told, prepared
from waymark.reminders.models import Wish
from waymark.reminders.queries import NO_ACCOUNT, not_set_up, to_be_rung, to_ring

Notice = tuple[str, str]  # what is said, and where it leads


@dataclass(frozen=True)
class Waiting:
    not_sent: list[str]  # why nothing reaches anybody: to managers and the duty desk
    notices: list[Notice]


def waiting_for(*, by: User, at: datetime) -> Waiting:
    """Return what waits for this person. One query, one more where somebody is to be rung, and two
    where a file of hers waits to be cut, or a copy to be made anew; three where somebody else has
    to come to a child."""
    told = {"by": by.pk, "service": by.service_id, "at": at, "on": today(at)}
    told["since"] = at - held.TOLD_FOR
    are_letters = bool(settings.VICTIMS_DOOR)
    (found,) = _counted(role=Role(by.role), without=not_set_up(), are_letters=are_letters, **told)
    last, without = datetime.fromisoformat(found.pop("pulse")), found.pop("without", 0)
    letters = found.pop("letters", {})
    rings = to_ring(by=by, at=at) if found.pop("ring") else []
    rings += instead.notices(by=by, at=at) if found.pop("kept_times") else []
    rings += held.notices(by=by, at=at) if found.pop("held") else []
    rings += held_back.notices(by=by, at=at) if found.pop("held_back") else []
    if by.role in MANAGERS:
        found["of_nobody"] = letters.get("of_nobody", 0)
    said = [(SAID[name](many), address_of(LEADS_TO[name])) for name, many in found.items() if many]
    if by.role not in MANAGERS and not found["duty"]:
        return Waiting([], [*rings, *said])
    still = [f"{STILL} {faring.since(last, at)}"] if pulse.is_still(last, at) else []
    not_sent = [*still, *([NO_ACCOUNT] if without else []), *faring.said(letters, at)]
    return Waiting(not_sent, [*rings, *said])


def notices(*, by: User, at: datetime) -> list[Notice]:
    return waiting_for(by=by, at=at).notices


def unsaved(*, by: User, at: datetime) -> list[Notice]:
    """Return what this person typed and did not save, and where it stands. One query."""
    drafts = store.unsaved(person=by.pk, first=store.since(at))
    recording.note(children=[draft.child_id for draft in drafts])
    return [
        (f"{draft.child.first_name}: kept {ago(draft.local_day, today(at))}", draft.address)
        for draft in drafts
    ]


@prepared(by=ID, service=ID, at=MOMENT, on=DAY, since=MOMENT)
def _counted(
    *, by: Told, role: Role, without: tuple[str, ...], are_letters: bool, since: Told, **told: Told
) -> QuerySet:
    many = {name: _many(rows) for name, rows in _kinds(role, by, **told)}
    many["held"] = _many(held.of_somebody(by, since))
    many["held_back"] = _many(held_back.of_somebody(by=by, at=told["at"], on=told["on"]))
    many["refused"] = _many(Seal.objects.filter(asked_by=by, refused_at__gt=since))
    many["pulse"] = Subquery(Pulse.objects.values("at"))
    many["kept_times"] = _length(KeptTimes(told["at"]))
    many["ring"] = _many(to_be_rung(by, told["at"], told["on"]))
    if without:
        many["without"] = _many(Wish.objects.filter(service=told["service"], how__in=without))
    if are_letters:
        many["letters"] = Func(function="letters_told", output_field=JSONField())
    if role in MANAGERS:
        many["kept"] = _length(KeptWorkers())
    many["restricted"] = ArrayLenTransform(ToldOfRestricted(told["on"]))
    return User.objects.filter(pk=by).values_list(JSONObject(**many), flat=True)


def _kinds(
    role: Role, by: Told, service: Told, at: Told, on: Told
) -> Iterator[tuple[str, QuerySet]]:
    yield "concerns", concerns(at=at, on=on)
    yield "unread", unread(by=by, role=role, at=at, on=on)
    yield "locked", locked(by=by, at=at, on=on)
    yield "duty", DutyDay.objects.filter(user=by, day=on)
    if role in MANAGERS:
        yield "registrations", to_decide(by=by, service=service)
    if role in who_may(Permission.COUNTERSIGN):
        yield "plans", waiting(by=by, at=at)
        yield "endings", endings.waiting(by=by, at=at)
    if role in who_may(Permission.APPROVE_SEALING):
        asked = Seal.objects.unanswered().filter(IsOwnWork("child", at))
        yield "seals", asked.exclude(asked_by=by)
    if role in who_may(Permission.REVIEW_EMERGENCIES):
        yield (
            "emergencies",
            Opening.objects.filter(reason=Reason.EMERGENCY, looker=by, looked_at=None),
        )


STILL = "Reminders and alarms are not being sent since"
SAID = {
    "concerns": lambda many: (
        f"Somebody told us of harm{f', {many} times' if many > 1 else ''}: look at it today"
    ),
    "restricted": lambda _many: "Harm was told of a restricted child: ask whether it was seen",
    "kept": lambda many: f"{several(many, 'child needs', 'children need')} another worker",
    "unread": lambda many: f"{several(many, 'form was', 'forms were')} handed in and not read yet",
    "locked": lambda many: f"{several(many, 'link was', 'links were')} closed by wrong words",
    "duty": lambda _many: "You answer for the duty desk today",
    "registrations": lambda many: (
        f"{several(many, 'registration waits', 'registrations wait')} for you"
    ),
    "plans": lambda many: f"{several(many, 'plan waits', 'plans wait')} to be countersigned by you",
    "endings": lambda many: (
        f"{several(many, 'ending waits', 'endings wait')} to be countersigned by you"
    ),
    "seals": lambda many: (
        f"{several(many, 'request to seal words waits', 'requests to seal words wait')} for you"
    ),
    "refused": lambda many: (
        f"{several(many, 'request', 'requests')} of yours to seal words: the answer is no, and why"
    ),
    "of_nobody": lambda many: (
        f"{several(many, 'message', 'messages')} from victim workers about no record here"
    ),
    "emergencies": lambda many: (
        f"{several(many, 'record was', 'records were')} opened in an emergency: look at why"
    ),
}
LEADS_TO = {
    "concerns": "concerns",
    "restricted": "concerns",
    "kept": "team",
    "unread": "concerns",
    "locked": "concerns",
    "duty": "find-child",
    "registrations": "registrations",
    "plans": "plans-waiting",
    "endings": "plans-waiting",
    "seals": "seals",
    "refused": "seals",
    "of_nobody": "letters-of-nobody",
    "emergencies": "emergencies",
}


def _length(listed: Func) -> Func:
    return Func(listed, function="jsonb_array_length", output_field=IntegerField())


def _many(rows: QuerySet) -> Coalesce:
    """Return how many rows there are, as part of another query."""
    counted = rows.order_by().annotate(all=Value(1)).values("all").annotate(many=Count("pk"))
    return Coalesce(Subquery(counted.values("many"), output_field=IntegerField()), 0)
