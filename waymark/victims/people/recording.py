"""Writing down what holds of somebody who was harmed, and what happened with them."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.audit import recording
from waymark.drafts import store
from waymark.drafts.store import Place
from waymark.rules.facts import Shape, check
from waymark.rules.findings import Findings
from waymark.rules.harmed.base import HAPPENINGS, SPELLS
from waymark.rules.harmed.happenings import NoLonger
from waymark.victims.people import owing
from waymark.victims.people.models import Happening, Spell, Victim
from waymark.victims.people.telling import tell
from waymark.victims.people.words import words_of

A_DAY = timedelta(days=1)
Facts = Mapping[str, Any]


class Lacks(Refused):
    """Something has still to be said: of which field, and how it is asked for."""

    def __init__(self, faults: list[tuple[str, str]]) -> None:
        super().__init__(*(said for _, said in faults))
        self.faults = faults


def say_what_holds(
    *, victim: Victim, kind: str, facts: Facts, place: Place, by: User, at: datetime
) -> Spell:
    """Write down what holds of somebody from a day on.

    :raises Lacks:
    """
    _begin(victim, f"holds {kind}", by)
    made = spell_row(victim, kind, facts, by, at)
    made.save()
    tell(victim, at=at)
    store.forget(person=by, place=place)
    return made


def say_what_happened(
    *, victim: Victim, kind: str, facts: Facts, place: Place, by: User, at: datetime
) -> Happening:
    """Write down what happened with somebody.

    :raises Lacks:
    """
    _begin(victim, f"happened {kind}", by)
    made = happening_row(victim, kind, facts, by, at)
    made.save()
    tell(victim, at=at)
    store.forget(person=by, place=place)
    return made


def holds_no_more(*, spell: Spell, said: str, on: date, by: User, at: datetime) -> None:
    """End what holds at once: it held until the day before. That it ended stands in what happened.

    What began on that very day never was, and goes.
    """
    _begin(spell.victim, f"no longer {spell.kind}", by)
    stands = Spell.objects.select_for_update(no_key=True).filter(pk=spell.pk).first()
    if stands is None or (stands.ends and stands.ends < on):
        return  # somebody said so already
    if stands.begins >= on:
        stands.delete()
    else:
        stands.ends = on - A_DAY
        stands.save(update_fields=["ends"])
    facts = {"on": on.isoformat(), "what": spell.kind} | ({"said": said} if said else {})
    happening_row(spell.victim, NoLonger.kind, facts, by, at).save()
    tell(spell.victim, at=at)


def spell_row(victim: Victim, kind: str, facts: Facts, by: User, at: datetime) -> Spell:
    """Return the row of what holds of somebody, which nobody has saved yet.

    :raises Lacks:
    """
    _check(SPELLS[kind], facts)
    return Spell(
        victim=victim,
        service_id=victim.service_id,
        kind=kind,
        begins=facts["from"],
        ends=facts.get("to"),
        document={name: value for name, value in facts.items() if name not in ("from", "to")},
        by=by,
        recorded_at=at,
    )


def happening_row(victim: Victim, kind: str, facts: Facts, by: User, at: datetime) -> Happening:
    """Return the row of what happened with somebody, which nobody has saved yet.

    :raises Lacks:
    """
    _check(HAPPENINGS[kind], facts)
    return Happening(
        victim=victim,
        service_id=victim.service_id,
        kind=kind,
        on=facts["on"],
        document={name: value for name, value in facts.items() if name != "on"},
        by=by,
        recorded_at=at,
    )


def _begin(victim: Victim, act: str, by: User) -> None:
    check_user_can(by, Permission.RECORD_HARMED)
    recording.note(children=[victim.pk], act=act)
    owing.changed(pk=victim.pk)


def _check(shape: type[Shape], facts: Facts) -> None:
    findings = Findings()
    check(shape, dict(facts), "", findings)
    if findings.faults:
        kind = str(getattr(shape, "kind", ""))
        raise Lacks([(each.path, _said(kind, each.path, each.problem)) for each in findings.faults])


def _said(kind: str, path: str, problem: str) -> str:
    """Return a fault as it is asked for: a sentence of the declaration's, or what is the matter."""
    return problem if problem[0].isupper() else f"{words_of(kind, path).label} This {problem}."
