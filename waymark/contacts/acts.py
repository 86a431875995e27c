"""Recording what happened, and taking back what was recorded too quickly.

Each act is told where its words were typed: the draft goes with the act, in one transaction.
"""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.http import Http404

from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.assessments.fits import review_begun
from waymark.children.access import IsOwnWork
from waymark.children.acts import facts as about_the_child
from waymark.children.facts import Fact
from waymark.children.models import Child
from waymark.children.typed_names import without_names
from waymark.chronology import acts as chronology
from waymark.chronology import corrections, door
from waymark.chronology.casefile import Document
from waymark.chronology.models import Event, Seal, Words
from waymark.chronology.queries import standing
from waymark.contacts import shared_words, words
from waymark.drafts import store
from waymark.drafts.store import Place

A_MINUTE = timedelta(minutes=1)
# What of a contact belongs to the one child alone whose record it is written in.
ONE_CHILDS = (
    "present",
    "child_said",
    "family_said",
    "seen_alone",
    "appointment",
    "reasons",
    "goals",
    "agency",
)
OF_A_GROUP = "group-"  # so begins a reference of the diary that is the same in each child's record
SHARED_TEXTS = ("note", "next_time", "place")
UNDONE = "Undone within a minute of saving."


def record_contact(
    *, child: Child, others: Iterable[Child], facts: Document, by: User, at: datetime, place: Place
) -> Event:
    """Record one contact, in the record of each child who was seen together.

    Nothing of one child goes into another's record: neither a name, nor who of whose family came.

    :raises Refused: where the words name a child whose record they do not belong in, or tell what
        is protected of one of the children.
    """
    together = [child, *others]
    texts = [str(facts.get(name) or "") for name in SHARED_TEXTS]
    shared_words.refuse_names(texts, together)
    shared = {name: value for name, value in facts.items() if name not in ONE_CHILDS}
    if len(together) > 1:
        shared["together"] = secrets.token_hex(6)
    _refuse_others_children(together[1:], at=at)
    shared_words.refuse_protected(texts, together)
    own = {name: value for name, value in facts.items() if name in ONE_CHILDS}
    if str(facts.get("appointment") or "").startswith(OF_A_GROUP):
        shared["appointment"] = own.pop("appointment")
    return _record(together, shared, {child.pk: own}, by=by, at=at, place=place)


def record_event(
    *,
    child: Child,
    facts: Document,
    by: User,
    at: datetime,
    place: Place,
    plan_fits: str | None = None,
) -> Event:
    """Record one event.

    :param plan_fits: where it may make the plan out of date, why it does not; empty where the plan
        is to be looked at again: the review is begun with it.
    """
    if plan_fits is None:
        return _record([child], facts, {}, by=by, at=at, place=place)
    with door.act(f"record-{facts['kind']}", by=by, at=at, children=[child.pk]) as act:
        made = _record([child], facts, {}, by=by, at=at, place=place)
        act.check(child.pk)
        if plan_fits:
            stands = {"kind": "review-not-needed", "on": facts["on"], "of": made.reference}
            act.record(child.pk, {**stands, "reason": plan_fits})
        else:
            review_begun(act, child, made.reference)
    return made


def correct(
    *, event: Event, began_from: str, facts: Document, by: User, at: datetime, place: Place
) -> Event:
    """Record what should have been recorded.

    :raises Refused: where it was withdrawn.
    :raises Stale: where somebody else has corrected it since the form was opened.
    """
    check_user_can(by, Permission.CORRECT)
    refuse_what_is_a_managers(event.kind, by=by)
    refuse_withdrawn(event)
    made = chronology.correct(event=event, began_from=began_from, facts=facts, by=by, at=at)
    store.forget(person=by, place=place)
    return made


def refuse_what_is_a_managers(kind: str, *, by: User) -> None:
    """:raises PermissionDenied: where somebody may neither write it down nor put it right."""
    if not words.is_hers(kind, by):
        raise PermissionDenied(words.A_MANAGERS)


def refuse_withdrawn(event: Event) -> None:
    if corrections.standing(event).kind == corrections.WITHDRAWN:
        raise Refused("This was withdrawn already. Record what happened anew.")


def withdraw(
    *, event: Event, began_from: str, reason: str, by: User, at: datetime, place: Place
) -> Event:
    """Say that an event should never have been recorded.

    :raises Stale: where somebody else has corrected it since the form was opened.
    """
    check_user_can(by, Permission.CORRECT)
    refuse_what_is_a_managers(event.kind, by=by)
    made = chronology.withdraw(
        event=event,
        began_from=began_from,
        reason=reason,
        by=by,
        at=at,
        with_it=_why_the_plan_fits(event),
    )
    store.forget(person=by, place=place)
    return made


def _why_the_plan_fits(event: Event) -> list[Event]:
    """Return why no review was needed after an event. Without it there was nothing to look at
    again; a correction leaves the question, and so the answer. Two queries."""
    first = corrections.chain(event)[0].reference
    return list(standing(event.child_id, "review-not-needed").filter(document__of=first))


def undo(*, event: Event, by: User, at: datetime) -> None:
    """Withdraw what was saved less than a minute ago, in every record that it was saved in.

    :raises Stale: where somebody has corrected one of them meanwhile.
    """
    if not may_be_undone(event, by=by, at=at):
        raise Refused("It was saved more than a minute ago. Withdraw it, and say why.")
    same = [event]
    together = event.document.get("together")
    if together:
        same = list(Event.objects.filter(document__together=together, by=by, kind=event.kind))
    resting = [why for each in same for why in _why_the_plan_fits(each)]
    chronology.withdraw_together(events=[*same, *resting], reason=UNDONE, by=by, at=at)


def may_be_undone(event: Event, *, by: User, at: datetime) -> bool:
    recent = event.recorded_at is not None and at - event.recorded_at < A_MINUTE
    return recent and event.by_id == by.pk and event.kind in words.MAY_BE_WITHDRAWN


def ask_to_seal(*, words: Words, reason: str, by: User, at: datetime, place: Place) -> Seal:
    check_user_can(by, Permission.PROPOSE_SEALING)
    reason = without_names(reason, child=words.child, by=by, at=at)
    made = chronology.ask_to_seal(words=words, reason=reason, by=by, at=at)
    store.forget(person=by, place=place)
    return made


def refuse_to_seal(*, seal: Seal, reason: str, by: User, at: datetime, place: Place) -> None:
    check_user_can(by, Permission.APPROVE_SEALING)
    reason = without_names(reason, child=seal.child, by=by, at=at)
    chronology.refuse_to_seal(seal=seal, reason=reason, by=by, at=at)
    store.forget(person=by, place=place)


def change_child(
    *, child: Child, began_from: str, facts: Document, by: User, at: datetime, place: Place
) -> None:
    """Write down who the child is.

    :raises Stale: where somebody else has changed it since the form was opened.
    """
    about_the_child.change_identity(child=child, began_from=began_from, facts=facts, by=by, at=at)
    store.forget(person=by, place=place)


def keep_fact(
    *,
    child: Child,
    fact: Fact,
    began_from: str,
    facts: Document,
    by: User,
    at: datetime,
    place: Place,
) -> None:
    """Write down something about how the child lives, or about somebody around the child.

    :raises Stale: where it stands, and somebody else has changed it since the form was opened.
    """
    if fact.stands:
        about_the_child.change_fact(
            child=child, fact=fact, began_from=began_from, facts=facts, by=by, at=at
        )
    else:
        about_the_child.add_fact(child=child, fact=fact, facts=facts, by=by, at=at)
    store.forget(person=by, place=place)


def _record(
    children: list[Child],
    facts: Document,
    each: dict[int, Document],
    *,
    by: User,
    at: datetime,
    place: Place,
) -> Event:
    check_user_can(by, Permission.RECORD)
    made = chronology.record(
        children=[child.pk for child in children], facts=facts, each=each, by=by, at=at
    )
    store.forget(person=by, place=place)
    return made[children[0].pk]


def _refuse_others_children(others: list[Child], *, at: datetime) -> None:
    wanted = {child.pk for child in others}
    own = Child.objects.filter(IsOwnWork("pk", at), pk__in=wanted)
    if wanted and own.count() != len(wanted):
        raise Http404
