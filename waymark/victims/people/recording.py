"""Writing down what holds of somebody who was harmed, and what happened with them."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from django.utils.timezone import localdate

from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.audit import recording
from waymark.drafts import store
from waymark.drafts.store import Place
from waymark.guidance.harmed import clocks
from waymark.pages.words import inside
from waymark.rules.carries import carries
from waymark.rules.facts import Shape, build, check
from waymark.rules.findings import Findings
from waymark.rules.harmed.against import Stands, against, gives_way
from waymark.rules.harmed.base import HAPPENINGS, SPELLS, Kept
from waymark.rules.harmed.base import Happening as Happened
from waymark.rules.harmed.happenings import NoLonger
from waymark.victims.people import owing
from waymark.victims.people.answers import answers
from waymark.victims.people.known import as_spell, known, rows_of
from waymark.victims.people.models import NOT_DECIDED, Happening, Spell, Victim
from waymark.victims.people.telling import tell
from waymark.victims.people.words import words_of

A_DAY = timedelta(days=1)
ENDED_AT_ONCE = "It ended on the day on which it began."
GAVE_WAY = "They say the opposite now."
MEANWHILE = "Somebody put this right meanwhile. Look again at what stands there."
DECIDED_WITH = "decided_with"
APART = {"from", "to", "on", DECIDED_WITH}  # columns of the row
Facts = Mapping[str, Any]
Entry = TypeVar("Entry", Spell, Happening)


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
    return _write(spell_row(victim, kind, facts, by, at), facts, place)


def say_what_happened(
    *, victim: Victim, kind: str, facts: Facts, place: Place, by: User, at: datetime
) -> Happening:
    """Write down what happened with somebody.

    :raises Lacks:
    """
    _begin(victim, f"happened {kind}", by)
    return _write(happening_row(victim, kind, facts, by, at), facts, place)


def holds_no_more(*, spell: Spell, said: str, on: date, by: User, at: datetime) -> None:
    """End what holds at once: it held until the day before. That it ended stands in what happened.

    What began on that very day never was.
    """
    _begin(spell.victim, f"no longer {spell.kind}", by)
    standing = Spell.objects.standing().select_for_update(no_key=True)
    stands = standing.filter(pk=spell.pk).first()
    if stands is None or (stands.ends and stands.ends < on):
        return  # somebody said so already
    end(stands, said, on, by, at)
    tell(spell.victim, at=at)


def end(stands: Spell, said: str, on: date, by: User, at: datetime) -> None:
    was_to = stands.ends
    if stands.begins >= on:
        _take_back(stands, said or ENDED_AT_ONCE, by, at)
    else:
        stands.ends = on - A_DAY
        stands.save(update_fields=["ends"])
    facts = {"on": on.isoformat(), "what": stands.kind, "spell": stands.pk}
    facts |= {"was_to": was_to.isoformat()} if was_to else {}
    facts |= {"said": said} if said else {}
    happening_row(stands.victim, NoLonger.kind, facts, by, at).save()


@carries("CM-388")
def put_right(
    *, entry: Spell | Happening, facts: Facts, why: str, place: Place, by: User, at: datetime
) -> Spell | Happening:
    """Write anew what was written down by mistake, which stays to be seen and counts nowhere.

    :raises Lacks:
    :raises Refused: where somebody took it back already.
    """
    victim, kind = entry.victim, entry.kind
    _begin(victim, f"put-right {kind}", by)
    row = spell_row if isinstance(entry, Spell) else happening_row
    return _write(row(victim, kind, facts, by, at), facts, place, wrong=entry, why=why)


def _write(
    made: Entry,
    facts: Facts,
    place: Place,
    *,
    wrong: Spell | Happening | None = None,
    why: str = "",
) -> Entry:
    """Save what is written down, instead of what was a mistake; end what gives way to it, and tell
    casework.

    :raises Lacks: where what stands speaks against it.
    """
    victim, by, at, new = made.victim, made.by, made.recorded_at, _as_entry(made.kind, facts)
    assert by, "somebody writes it down"
    _refuse_what_stands_against(victim, new, at, without=wrong)
    if wrong:
        _take_back(wrong, why, by, at)
    end_what_gives_way(victim, new, by, at)
    made.save()
    tell(victim, at=at, mistake=wrong)
    store.forget(person=by, place=place)
    return made


@carries("CM-388")
def never_was(*, entry: Spell | Happening, why: str, by: User, at: datetime) -> None:
    """Say that something never held, or never happened. What it had ended holds again.

    :raises Refused: where somebody took it back already.
    """
    _begin(entry.victim, f"never-was {entry.kind}", by)
    _take_back(entry, why, by, at)
    if entry.kind == NoLonger.kind:
        _holds_again(entry)
    tell(entry.victim, at=at, mistake=entry)


@carries("CM-398")
def decided_with_me(*, entry: Spell | Happening, was: bool, by: User, at: datetime) -> None:
    """Confirm that something was decided with this manager, and so let it count; or, where it was
    not, take it back.

    :raises Refused: where somebody put it right meanwhile, or it waits for her no more.
    """
    check_user_can(by, Permission.DELETE_HARMED)
    if not was:
        return never_was(entry=entry, why=NOT_DECIDED, by=by, at=at)
    _begin(entry.victim, f"confirmed {entry.kind}", by)
    waits = type(entry).objects.waiting_for(by).filter(pk=entry.pk)
    if not waits.update(confirmed_at=at):
        raise Refused(MEANWHILE)
    tell(entry.victim, at=at)
    return None


def _take_back(entry: Spell | Happening, why: str, by: User, at: datetime) -> None:
    stands = type(entry).objects.standing().filter(pk=entry.pk)
    if not stands.update(taken_back_at=at, taken_back_by=by, taken_back_why=why):
        raise Refused(MEANWHILE)


def _holds_again(ended: Happening) -> None:
    """Let hold again what was said to hold no more, unless it was itself a mistake."""
    spell = Spell.objects.filter(pk=ended.document.get("spell"), victim=ended.victim)
    spell.filter(begins__lt=ended.on).update(ends=ended.document.get("was_to"))
    began_that_day = spell.filter(begins__gte=ended.on)
    began_that_day.update(taken_back_at=None, taken_back_by=None, taken_back_why="")


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
        **_written(facts, by, at),
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
        **_written(facts, by, at),
    )


def _written(facts: Facts, by: User, at: datetime) -> dict[str, Any]:
    """Return of a row what is said in it, who wrote it and when, and with whom it was decided:
    whoever decides as she writes has said so."""
    whom = facts.get(DECIDED_WITH)
    return {
        "document": {name: said for name, said in facts.items() if name not in APART},
        "by": by,
        "recorded_at": at,
        "decided_with_id": whom,
        "confirmed_at": at if whom == by.pk else None,
    }


def _refuse_what_stands_against(
    victim: Victim, new: Kept | Happened, at: datetime, *, without: Spell | Happening | None
) -> None:
    """Refuse what stands of somebody already speaks against, but for what is put right."""
    rows = rows_of([victim])
    if without:
        rows[victim.pk] = rows[victim.pk].without(without)
    stands = Stands(known([victim], rows)[victim.pk], localdate(at), clocks())
    if faults := [*against(new, stands)]:
        raise Lacks([(field, f"{said}.") for field, said in faults])


def end_what_gives_way(victim: Victim, new: Kept | Happened, by: User, at: datetime) -> None:
    begins = new.from_ if isinstance(new, Kept) else new.on
    for each in Spell.objects.standing().filter(victim=victim).order_by("pk"):
        if begins and gives_way(as_spell(each), new):
            which = (answers(each.kind, "allows") or {}).get(each.document.get("allows"))
            end(each, f"{which}: {inside(GAVE_WAY)}" if which else GAVE_WAY, begins, by, at)


def _as_entry(kind: str, facts: Facts) -> Kept | Happened:
    return build({**SPELLS, **HAPPENINGS}[kind], facts)


def _begin(victim: Victim, act: str, by: User) -> None:
    """Hold somebody until the transaction ends: whoever writes at the same time waits for her who
    was first.

    :raises Refused: where they are not there any more.
    """
    check_user_can(by, Permission.RECORD_HARMED)
    recording.note(children=[victim.pk], act=act)
    if not owing.changed(pk=victim.pk):
        raise Refused(owing.NOT_THERE)


def _check(shape: type[Shape], facts: Facts) -> None:
    findings = Findings()
    check(shape, dict(facts), "", findings)
    if findings.faults:
        kind = str(getattr(shape, "kind", ""))
        raise Lacks([(each.path, _said(kind, each.path, each.problem)) for each in findings.faults])


def _said(kind: str, path: str, problem: str) -> str:
    """Return a fault as it is asked for: a sentence of the declaration's, or what is the matter."""
    return problem if problem[0].isupper() else f"{words_of(kind, path).label} This {problem}."
