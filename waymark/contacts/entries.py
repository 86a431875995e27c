"""One event as its page shows it: in plain words, with what it did and what became of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.shortcuts import get_object_or_404

from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, user_can
from waymark.assessments.fits import begun_because_of
from waymark.children.models import Child
from waymark.children.shown import Hiding
from waymark.chronology import corrections, requirements
from waymark.chronology.casefile import Document
from waymark.chronology.door import today
from waymark.chronology.models import Event, Words
from waymark.contacts import acts, queries, words
from waymark.contacts.queries import Record
from waymark.guidance import label
from waymark.pages.words import about, by_when, clock, day, several
from waymark.papers.models import Paper
from waymark.rules.duty import Duty
from waymark.rules.effect import effect
from waymark.rules.events import KINDS
from waymark.rules.events.orders import RequirementChanged
from waymark.rules.facts import build
from waymark.rules.reviews import CHANGES
from waymark.rules.values import Many, Number, Reference

# Who was harmed is on no page, not even as the reference that stands for them.
NOT_SHOWN = {
    "id",
    "kind",
    "on",
    "recorded_on",
    "corrects",
    "together",
    "sitting",
    "appointment",
    "victim",
    "copy",
    # These stand on the page of what was said.
    "paper",
    "to_say",
    "heard",
}
ASKS = {kind for kind, shape in KINDS.items() if shape in CHANGES} | {"judgement"}
THE_CHILD = "child"
NO_DAY = "no day set"
CLOSE = 1  # day: written the day after is not yet late


@dataclass(frozen=True)
class Text:
    """One piece of free text, or the gap where it was."""

    label: str
    text: str
    words: int
    is_sealed: bool = False
    is_asked_for: bool = False


class Did(NamedTuple):
    """One duty that the event opened, or finished."""

    title: str
    why: str
    by_when: str


class Withdrawal(NamedTuple):
    """That the event counts for nothing any more."""

    reason: str
    by: str
    on: date


@dataclass(frozen=True)
class Entry:
    event: Event
    name: str
    by: str
    written: str
    written_late: str
    facts: list[tuple[str, str]]
    texts: list[Text]
    corrected: Event | None
    corrects: Event | None
    opened: list[Did]
    done: list[Did]
    review: Paper | None  # that was begun with it and is under way
    withdrawn: Withdrawal | None
    may_correct: bool
    may_record_anew: bool
    may_withdraw: bool
    may_undo: bool
    may_ask_to_seal: bool


def entry(*, child: Child, event: int, by: User, at: datetime) -> Entry:
    """Read one event of a child. Fourteen queries at most, however long the record is.

    :raises Http404: where this child has no such event.
    """
    row = get_object_or_404(Event.objects.select_related("by"), pk=event, child=child)
    chain = corrections.chain(row)
    on = today(at)
    record = queries.record_of(child, on)
    hide = Hiding.of(record.document["child"])
    corrected = chain[-1] if chain[-1].pk != row.pk else None
    may_change = (
        user_can(by, Permission.CORRECT) and corrected is None and words.is_hers(row.kind, by)
    )
    did = effect(record.document, row.reference, on, child)
    return Entry(
        event=row,
        name=words.name(row.kind, child.first_name),
        by=row.by.name if row.by else _named(row.document),
        written=f"{day(row.recorded_on, on)}"
        + (f" at {clock(row.recorded_at)}" if row.recorded_at else ""),
        written_late=written_late(row),
        facts=[(name, hide(said)) for name, said in _facts(row.document, record)],
        texts=[_text(each, row.kind, child.first_name, hide) for each in queries.texts(row)],
        corrected=corrected,
        corrects=next((one for one in chain if one.reference == row.corrects), None),
        opened=[_did(duty, child.first_name, on) for duty in did.opened],
        done=[_did(duty, child.first_name, on) for duty in did.done],
        review=begun_because_of(child, chain[0].reference) if row.kind in ASKS else None,
        withdrawn=_withdrawal(chain[-1], hide),
        may_correct=may_change and row.kind in words.MAY_BE_CORRECTED,
        may_record_anew=_may_record_anew(row.kind, chain[-1], by),
        may_withdraw=may_change and row.kind in words.MAY_BE_WITHDRAWN,
        may_undo=corrected is None and acts.may_be_undone(row, by=by, at=at),
        may_ask_to_seal=user_can(by, Permission.PROPOSE_SEALING),
    )


def written_late(event: Event) -> str:
    """Say how long after it happened an event was written down."""
    late = (event.recorded_on - event.on).days
    return f"written {several(late, 'day')} later" if late > CLOSE else ""


def _did(duty: Duty, first_name: str, today: date) -> Did:
    title = about(duty.title, first_name)
    due = duty.due_on or duty.expected_by
    return Did(title, about(duty.why, first_name), by_when(due, today) if due else NO_DAY)


def _may_record_anew(kind: str, last: Event, by: User) -> bool:
    may = user_can(by, Permission.RECORD)
    return may and last.kind == corrections.WITHDRAWN and kind in words.MAY_BE_CORRECTED


def _withdrawal(last: Event, hide: Hiding) -> Withdrawal | None:
    if last.kind != corrections.WITHDRAWN:
        return None
    reason = " ".join(hide(each.text or "") for each in queries.texts(last))
    return Withdrawal(reason, last.by.name if last.by else "", last.recorded_on)


def _named(document: Document) -> str:
    """Return who did it as an imported event tells it: a login, or an agency."""
    return str(document.get("by") or "").replace("-", " ").capitalize()


def _facts(document: Document, record: Record) -> Iterator[tuple[str, str]]:
    shape = KINDS.get(document["kind"])
    for name, declared in (shape.fields if shape else {}).items():
        value = document.get(name)
        if name not in NOT_SHOWN and value not in (None, "", [], False):
            said = in_words(document["kind"], name, declared.value, value, record)
            yield words.label(document["kind"], name, record.first_name), said


def in_words(kind: str, name: str, shape: Any, value: Any, record: Record) -> str:
    """Return one fact as people read it."""
    if isinstance(value, dict):
        return requirements.said(build(RequirementChanged, value), record.today)
    if isinstance(shape, Many):
        told = [in_words(kind, name, shape.of, one, record) for one in value if one]
        return ("; " if name == "requirements" else ", ").join(told)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(shape, Reference):
        told = record.orders if shape.noun == "order" else record.events(tuple(words.KINDS))
        return dict(told).get(value, "Something that was withdrawn")
    if called := _called(name, value, record):
        return called
    answers = words.of(words.ANSWERS, kind, name) or {}
    if str(value) in answers:
        return answers[str(value)]
    if listed := words.of(words.LISTS, kind, name):
        return _label(listed, value)
    if isinstance(shape, Number):
        return f"{value:g} {words.of(words.UNITS, kind, name) or ''}".rstrip()
    return _day_or_text(value, record)


def _called(name: str, value: Any, record: Record) -> str:
    """Return what somebody, a goal or an offence is called whose id a fact says; else nothing."""
    if name == "goals":
        return record.goals.get(value, "A goal of a plan that is not in Waymark")
    if name == "offence":
        return dict(record.offences).get(value, "An offence that is not in Waymark")
    if name in {"to_whom", "whose"} and value == THE_CHILD:
        return record.first_name
    if name in {*words.PEOPLE, "to_whom", "whose"}:
        return record.people.get(value, queries.SOMEBODY)
    return ""


def _label(listed: str, code: str) -> str:
    try:
        return label(listed, code)
    except LookupError:
        return code


def _day_or_text(value: Any, record: Record) -> str:
    try:
        return day(date.fromisoformat(value), record.today)
    except ValueError:
        return str(value)


def _text(each: Words, kind: str, first_name: str, hide: Hiding) -> Text:
    seal = getattr(each, "seal", None)
    return Text(
        label=words.label(kind, each.field, first_name),
        text=hide(each.text or ""),
        words=each.pk,
        is_sealed=each.text is None,
        is_asked_for=seal is not None and each.text is not None,
    )
