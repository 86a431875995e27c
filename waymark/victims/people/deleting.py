"""What is due to be deleted, its deletion by a manager, and the certificate that it was."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.audit import recording
from waymark.guidance.harmed import clocks
from waymark.rules.carries import carries
from waymark.rules.harmed.base import Purpose
from waymark.rules.harmed.retention import in_backups_until, is_over, kept_until
from waymark.rules.harmed.victim import Victim as Known
from waymark.victims.people import owing
from waymark.victims.people.known import Rows, as_entry, known, rows_of
from waymark.victims.people.leaving import let_go
from waymark.victims.people.models import Certificate, Happening, Spell, Victim
from waymark.victims.people.telling import tell
from waymark.victims.people.told import forget_people

NOTHING_DUE = (
    "Nothing of theirs is due to be deleted any more. Somebody deleted it, or it is needed."
)
WHO_THEY_ARE = "who-they-are"


class Row(NamedTuple):
    """Something that is due, for which purpose it was kept, and until when."""

    row: Spell | Happening
    purpose: Purpose
    until: date


class DueOf(NamedTuple):
    """What is due of one person; `everything`, where nothing is held for any purpose."""

    person: Victim
    rows: list[Row]
    everything: bool

    @property
    def kinds(self) -> Counter[str]:
        return Counter(each.row.kind for each in self.rows)

    @property
    def by_reason(self) -> dict[tuple[date, Purpose], Counter[str]]:
        """How much of what goes for one reason, the longest due first."""
        found: dict[tuple[date, Purpose], Counter[str]] = {}
        for each in sorted(self.rows, key=lambda row: row.until):
            found.setdefault((each.until, each.purpose), Counter())[each.row.kind] += 1
        return found


@carries("CM-395")
def due_of(people: Sequence[Victim], day: date) -> list[DueOf]:
    """Return whoever has something that is to be deleted on a day. Four queries."""
    rows = rows_of(people)
    are = known(people, rows)
    found = []
    for each in people:
        mine = list(_due(rows[each.pk], are[each.pk], day))
        everything = is_over(are[each.pk], day, clocks()) and len(mine) == rows[each.pk].count
        found.append(DueOf(each, mine, everything))
    return [each for each in found if each.rows or each.everything]


def delete(*, victim: Victim, by: User, at: datetime) -> Certificate:
    """Delete what is due of somebody, and say so in a certificate that names nobody.

    :raises Refused: where nothing is due.
    """
    check_user_can(by, Permission.DELETE_HARMED)
    recording.note(children=[victim.pk], act="delete-what-is-due")
    stands = Victim.objects.select_for_update().filter(pk=victim.pk)
    today = timezone.localdate(at)
    found = due_of(list(stands), today)
    if not found:
        raise Refused(NOTHING_DUE)
    with transaction.atomic():
        certificate = _certify(found[0], by=by, at=at)
        _delete(found[0], at=at)
    if not found[0].everything:
        owing.changed(pk=victim.pk)
        tell(victim, at=at)
    recording.note(certificate=certificate.pk)
    return certificate


def _due(rows: Rows, known: Known, day: date) -> Iterator[Row]:
    for row in (*rows.spells, *rows.happenings):
        taken_back_on = timezone.localdate(row.taken_back_at) if row.taken_back_at else None
        until = kept_until(as_entry(row), known, day, clocks(), taken_back_on=taken_back_on)
        if until and until.day < day:
            yield Row(row, until.purpose, until.day)


def _delete(found: DueOf, *, at: datetime) -> None:
    for table in (Spell, Happening):
        mine = [each.row.pk for each in found.rows if isinstance(each.row, table)]
        table.objects.filter(pk__in=mine).delete()
    if found.everything:
        forget_people(list(found.person.references.all()), at=at)
        let_go(found.person)


def _certify(found: DueOf, *, by: User, at: datetime) -> Certificate:
    whole = {WHO_THEY_ARE: 1} if found.everything else {}
    purposes = {each.purpose for each in found.rows} | ({"shown"} if whole else set())
    return Certificate.objects.create(
        service_id=found.person.service_id,
        kinds={**found.kinds, **whole},
        purposes=sorted(purposes),
        by=by,
        at=at,
        in_backups_until=in_backups_until(timezone.localdate(at), clocks()),
    )
