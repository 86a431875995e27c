"""People who were harmed as the rules see them, from the rows that are kept of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.utils.timezone import localdate

from waymark import guidance
from waymark.letters.places import keys_of
from waymark.rules.closeness import At
from waymark.rules.facts import build
from waymark.rules.harmed import victim as rules
from waymark.rules.harmed.base import HAPPENINGS, SPELLS, Happening, Kept
from waymark.rules.harmed.close import Hers, Near, close
from waymark.rules.harmed.spells import GoesTo, NamedInFile, Reach
from waymark.rules.letters import ActivityStands, Place
from waymark.victims.people import models

A_DAY = timedelta(days=1)
HARMED = "people-harmed"
TOLD = (
    *(HARMED, "order-made", "day-of-decision", "child-readiness", "work-made", "child-is-at"),
    ActivityStands.kind,
)
COURT_ORDER = "court order"
BOOKED: Place = "building"  # whatever the place is otherwise
Documents = Mapping[int, Mapping[str, list[dict[str, Any]]]]  # by child, by kind of letter


class Rows(NamedTuple):
    """What is kept of one person, the earliest first."""

    spells: list[models.Spell]
    happenings: list[models.Happening]

    @property
    def all(self) -> list[models.Spell | models.Happening]:
        return [*self.spells, *self.happenings]

    def without(self, entry: models.Spell | models.Happening) -> "Rows":
        return Rows(
            [each for each in self.spells if each != entry],
            [each for each in self.happenings if each != entry],
        )

    @property
    def standing(self) -> "Rows":
        """Without what was taken back."""
        return Rows(
            [each for each in self.spells if each.taken_back_at is None],
            [each for each in self.happenings if each.taken_back_at is None],
        )


def rows_of(people: Sequence[models.Victim]) -> dict[int, Rows]:
    """Return what is kept of each person, by the number of the row. Two queries."""
    rows = {each.pk: Rows([], []) for each in people}
    for spell in models.Spell.objects.filter(victim__in=people).order_by("begins", "pk"):
        rows[spell.victim_id].spells.append(spell)
    for happening in models.Happening.objects.filter(victim__in=people).order_by("on", "pk"):
        rows[happening.victim_id].happenings.append(happening)
    return rows


def known(
    people: Sequence[models.Victim], kept: Mapping[int, Rows] | None = None
) -> dict[int, rules.Victim]:
    """Return each person as the rules see them, by the number of the row. Two queries.

    :param kept: what `rows_of` gave of them; else it is asked for, by two queries more.
    """
    rows = kept or rows_of(people)
    references = models.Reference.objects.filter(victim__in=people).order_by("pk")
    by_victim = defaultdict(list)
    for each in references:
        by_victim[each.victim_id].append(each)
    told = _told({each.child for each in references})
    standing = {pk: each.standing for pk, each in rows.items()}
    return {
        each.pk: rules.Victim(
            tuple(_links(by_victim[each.pk], told)),
            tuple(map(as_spell, standing[each.pk].spells)),
            tuple(map(as_happening, standing[each.pk].happenings)),
            each.is_potential,
            tuple(_works(by_victim[each.pk], told)),
            tuple(_stands(by_victim[each.pk], told)),
            tuple(close(_near(by_victim[each.pk], told), hers(standing[each.pk]))),
            _taken_out_on(by_victim[each.pk], told),
            tuple(_named_by_mistake(rows[each.pk])),
            tuple(_activities(by_victim[each.pk], told)),
            each.age,
        )
        for each in people
    }


def as_spell(row: models.Spell) -> Kept:
    ends = row.ends.isoformat() if row.ends else None
    own = {"from": row.begins.isoformat(), "to": ends, "waits": row.waits}
    return build(SPELLS[row.kind], {**row.document, **own})


def as_entry(row: models.Spell | models.Happening) -> Kept | Happening:
    return as_spell(row) if isinstance(row, models.Spell) else as_happening(row)


def as_happening(row: models.Happening) -> Happening:
    own = {"on": row.on.isoformat(), "waits": row.waits}
    return build(HAPPENINGS[row.kind], {**row.document, **own})


def _told(children: Iterable[int]) -> Documents:
    found: defaultdict[int, dict[str, list[dict[str, Any]]]] = defaultdict(dict)
    rows = models.Told.objects.filter(child__in=children, kind__in=TOLD).order_by("pk")
    for row in rows:
        told = {**row.document, "told_on": localdate(row.told_at)}
        found[row.child].setdefault(row.kind, []).append(told)
    return found


def _named_by_mistake(rows: Rows) -> Iterator[tuple[int, date]]:
    for each in rows.spells:
        if each.kind == NamedInFile.kind and each.taken_back_at and not each.waits:
            yield int(each.document["child"]), localdate(each.taken_back_at) - A_DAY


def _links(references: Iterable[models.Reference], told: Documents) -> Iterator[rules.Link]:
    for each in references:
        letters = told.get(each.child, {})
        orders = {one["order"]: one for one in letters.get("order-made", ())}
        for offence in letters.get(HARMED, ()):
            if each.reference in offence.get("victims", ()):
                order = orders.get(offence["order"], {})
                yield _link(each, offence, order, letters.get("day-of-decision", ()))


def _taken_out_on(references: Iterable[models.Reference], told: Documents) -> date | None:
    """Return when casework spoke last of whom the children harmed who are known to this person."""
    letters = (one for each in references for one in told.get(each.child, {}).get(HARMED, ()))
    return max((each["told_on"] for each in letters), default=None)


def _works(references: Iterable[models.Reference], told: Documents) -> Iterator[rules.Work]:
    for each in references:
        for letter in told.get(each.child, {}).get("work-made", ()):
            if letter["victim"] == each.reference and not letter.get("no_longer"):
                yield rules.Work(
                    child=each.child,
                    ref=each.reference,
                    work=letter["work"],
                    made=letter["made"],
                    on=date.fromisoformat(letter["on"]),
                    handed_on=_day(letter.get("handed_on")),
                    called_off_on=_day(letter.get("called_off_on")),
                )


def _activities(
    references: Iterable[models.Reference], told: Documents
) -> Iterator[rules.Activity]:
    for each in references:
        for letter in told.get(each.child, {}).get(ActivityStands.kind, ()):
            if letter["victim"] == each.reference and not letter.get("no_longer"):
                yield rules.Activity(
                    child=each.child,
                    ref=each.reference,
                    activity=letter["activity"],
                    form=letter["form"],
                    on=date.fromisoformat(letter["on"]),
                    planned_for=_day(letter.get("planned_for")),
                    done_on=tuple(map(date.fromisoformat, letter.get("done_on", ()))),
                    called_off_on=_day(letter.get("called_off_on")),
                )


def _stands(references: Iterable[models.Reference], told: Documents) -> Iterator[rules.Stand]:
    for each in references:
        for letter in told.get(each.child, {}).get("child-readiness", ()):
            if letter["victim"] == each.reference and not letter.get("no_longer"):
                yield rules.Stand(
                    child=each.child,
                    ready=letter["ready"],
                    on=date.fromisoformat(letter["on"]),
                )


def _near(references: Iterable[models.Reference], told: Documents) -> Iterator[Near]:
    """Yield where the children are who harmed somebody; where whose offence is not known any more
    is nobody's business."""
    for each in references:
        letters = told.get(each.child, {})
        if any(each.reference in one.get("victims", ()) for one in letters.get(HARMED, ())):
            for one in letters.get("child-is-at", ()):
                at = At(one["place"], one["key"], one["begins"], one.get("ends"))
                yield Near(each.child, at, one["told_on"])


def hers(rows: Rows) -> Iterator[Hers]:
    """Yield the places that spells tell of, each under its keys: a school as a building too, which
    is what it is to whoever books it, as an address is anyway."""
    for row in rows.spells:
        if row.kind not in (GoesTo.kind, Reach.kind):
            continue
        keys: list[str] = []
        match spell := as_spell(row):
            case GoesTo():
                keys = keys_of(BOOKED, spell.called or "")
                keys += keys_of("school", spell.called or "") if spell.place == "school" else []
            case Reach(by="address"):
                keys = keys_of(BOOKED, spell.at or "")
        yield from (Hers(key, spell, localdate(row.recorded_at)) for key in keys)


def _link(
    reference: models.Reference,
    offence: Mapping[str, Any],
    order: Mapping[str, Any],
    decisions: Iterable[Mapping[str, Any]],
) -> rules.Link:
    of_it = [each for each in decisions if each.get("order") in (None, offence["order"])]
    days = [each["on"] for each in of_it if not each.get("no_longer")]
    before = [each["before"] for each in of_it if each.get("before")]
    return rules.Link(
        child=reference.child,
        ref=reference.reference,
        order=offence["order"],
        known_on=date.fromisoformat(offence["on"]),
        made_on=date.fromisoformat(order.get("made_on") or offence["on"]),
        ends_on=_day(order.get("ends_on")),
        stage=_stage(order.get("order_kind", "")),
        grave=bool(order.get("grave")),
        decided_on=_day(max(days, default=None)),
        decided_before=_day(max(before, default=None)),
        is_known=reference.known,
    )


def _stage(order_kind: str) -> rules.Stage:
    of_court = {
        each.code for each in guidance.code_list("order-kinds").codes if each.group == COURT_ORDER
    }
    return "statutory" if order_kind in of_court else "pre-court"


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
