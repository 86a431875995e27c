"""Two people who are one: what holds of each, and what happened, is kept under one of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from waymark.accounts.answers import Refused, Stale
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.audit import recording
from waymark.guidance.harmed import clocks
from waymark.rules.harmed.against import Stands, was_not_to_be_asked
from waymark.rules.harmed.happenings import NoLonger
from waymark.rules.harmed.spells import Consent
from waymark.victims.people import owing
from waymark.victims.people.acts import version
from waymark.victims.people.keeping import keep_apart
from waymark.victims.people.known import as_entry, as_spell, known, rows_of
from waymark.victims.people.leaving import let_go
from waymark.victims.people.models import Happening, Reference, Spell, Victim
from waymark.victims.people.recording import GAVE_WAY, end, end_what_gives_way
from waymark.victims.people.telling import tell

FACTS = {"age": "an adult or a child", "sex": "sex", "ethnicity": "ethnicity"}
LEFT_ALONE = "They had asked to be left alone, and that held."
TWO_RECORDS = "record of their own"


@dataclass(frozen=True)
class Pair:
    """Who stays, and whose row goes."""

    stays: Victim
    goes: Victim

    @property
    def version(self) -> str:
        return f"{version(self.stays)} {version(self.goes)}"

    def faults(self) -> list[str]:
        """Return why the two cannot be one person as they are written down."""
        both = (self.stays, self.goes)
        asked = {**FACTS, "also_child": TWO_RECORDS}
        differ = [
            f"Of the two it is said differently: {words}. Write down first what is right."
            for name, words in asked.items()
            if len({getattr(each, name) for each in both} - {"", None}) > 1
        ]
        own = {each.also_child for each in both} - {None}
        if Reference.objects.filter(victim__in=both, child__in=own).exists():
            differ.append("A child cannot have harmed themselves: look at the record of their own.")
        return differ


def are_one_person(
    *, stays: Victim, goes: Victim, began_from: str, by: User, at: datetime
) -> Victim:
    """Make one person of two, in whichever children's files they stand.

    :raises Stale: where who they are was written down anew since `began_from`.
    :raises Refused: where the two cannot be one person.
    """
    check_user_can(by, Permission.RECORD_HARMED)
    numbers = sorted({stays.pk, goes.pk})
    recording.note(children=numbers, act="one-person", stays=stays.pk, goes=goes.pk)
    owing.take_turn()
    rows = Victim.objects.select_for_update().filter(pk__in=numbers).order_by("pk")
    stand = {each.pk: each for each in rows}
    if len(stand) < len((stays, goes)):
        raise Refused("Choose two people. Somebody may have made one of these two already.")
    pair = Pair(stand[stays.pk], stand[goes.pk])
    if pair.version != began_from:
        raise Stale(pair.version)
    if faults := pair.faults():
        raise Refused(*faults)
    with transaction.atomic():
        _let_give_way(pair, by, at)
        _take_over(pair, at)
    keep_apart(service=pair.stays.service_id, at=at)
    tell(pair.stays, at=at)
    return pair.stays


def _let_give_way(pair: Pair, by: User, at: datetime) -> None:
    """End of each entry what the other speaks against, as if all were written down of one: who
    asked there to be left alone, or took the same consent back, consents here no more, and while
    that holds did not consent at all."""
    rows = rows_of([pair.stays, pair.goes])
    for ours, theirs in ((pair.stays, pair.goes), (pair.goes, pair.stays)):
        said = rows[theirs.pk].standing
        for each in (*said.spells, *said.happenings):
            end_what_gives_way(ours, as_entry(each), by, at)
        consents = {each.pk: each for each in rows[theirs.pk].spells if each.kind == Consent.kind}
        for each in said.happenings:
            if each.kind == NoLonger.kind and (over := consents.get(each.document["spell"])):
                _end_alike(ours, over, each, by, at)
    for ours, theirs in ((pair.stays, pair.goes), (pair.goes, pair.stays)):
        stands = Stands(known([theirs])[theirs.pk], localdate(at), clocks())
        for row in Spell.objects.standing().filter(victim=ours).order_by("pk"):
            if was_not_to_be_asked(as_spell(row), stands):
                end(row, LEFT_ALONE, row.begins, by, at)


def _end_alike(ours: Victim, over: Spell, ended: Happening, by: User, at: datetime) -> None:
    """End a consent that is to the same, with the same child, and held when that was taken back."""
    alike = Spell.objects.standing().filter(victim=ours, kind=Consent.kind, begins__lte=ended.on)
    for each in alike.filter(Q(ends=None) | Q(ends__gte=ended.on)):
        if all(each.document.get(of) == over.document.get(of) for of in ("allows", "child")):
            end(each, GAVE_WAY, ended.on, by, at)


def _take_over(pair: Pair, at: datetime) -> None:
    stays, goes = pair.stays, pair.goes
    others = [goes.name, *stays.other_names, *goes.other_names]
    for name in ("name", *FACTS, "also_child"):
        setattr(stays, name, getattr(stays, name) or getattr(goes, name))
    stays.other_names = [each for each in dict.fromkeys(others) if each not in ("", stays.name)]
    stays.nicknames = list(dict.fromkeys([*stays.nicknames, *goes.nicknames]))
    stays.is_potential = stays.is_potential and goes.is_potential
    stays.changed_at, stays.reckoned_on = at, None
    _write_once(pair)
    for kind in (Reference, Spell):
        kind.objects.filter(victim=goes).update(victim=stays)
    moved = list(Happening.objects.filter(victim=goes).order_by("pk"))
    for each in moved:  # nobody may change what happened: it is written anew, as it stood
        each.pk, each.victim = None, stays
    Happening.objects.bulk_create(moved)
    let_go(goes)
    stays.save()


def _write_once(pair: Pair) -> None:
    """Of what both entries say alike, let the one stand that was written first. What was taken back
    stays, and what an end names, which may be taken back too."""
    rows = rows_of([pair.stays, pair.goes])
    ours, theirs = (rows[each.pk].standing for each in (pair.stays, pair.goes))
    happened = [*ours.happenings, *theirs.happenings]
    named = {each.document["spell"] for each in happened if each.kind == NoLonger.kind}
    spells = [[each for each in rows.spells if each.pk not in named] for rows in (ours, theirs)]
    again = [*_alike(*spells), *_alike(ours.happenings, theirs.happenings)]
    for each in again:
        each.delete()
    recording.note(written_once=len(again))


def _alike(
    ours: Sequence[Spell | Happening], theirs: Sequence[Spell | Happening]
) -> Iterator[Spell | Happening]:
    """Yield of each two that say the same the later written."""
    left = [(as_entry(each), each) for each in ours]
    for row in theirs:
        entry = as_entry(row)
        same = next((each for each in left if each[0] == entry), None)
        if same:
            left.remove(same)
            yield max(same[1], row, key=lambda each: each.recorded_at)
