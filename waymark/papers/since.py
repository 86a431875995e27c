"""What has happened since a section was answered that its answers may not know of."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import F, QuerySet

from waymark.children.facts import version
from waymark.children.header import Header
from waymark.chronology.models import Event
from waymark.chronology.sentences import Naming, sentence
from waymark.papers.queries import Part, Read
from waymark.papers.told import KIND as TOLD_OF_HARM
from waymark.papers.told import ToldOfHarm, told_of_harm
from waymark.prepared import ID, TEXTS, Among, Told, prepared
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.events import KINDS
from waymark.rules.events.moves import RecordChanged


class Since(NamedTuple):
    on: date
    words: str


class Beside(NamedTuple):
    """What the answers of a section may not know of: what was told of harm stands first."""

    harm: list[ToldOfHarm]
    since: list[Since]

    @property
    def version(self) -> str:
        """Return what tells what is told of harm here from what will be: a button says what it was
        shown with."""
        return version({"told": [each.event for each in self.harm]})


@carries("CM-004", "CM-014")
def happened_since(read: Read, case: Case, top: Header) -> dict[str, Beside]:
    """Return, by section, what was recorded after its last answer that its form says may outdate
    it. One query; two, where somebody told of harm."""
    moments = _moments_of(read)
    harm = told_of_harm(read, case, moments, top)
    return {
        part.asked.id: Beside(
            harm[part.asked.id], list(dict.fromkeys(_after(part, case, moments, top)))
        )
        for part in read.parts
    }


def _after(part: Part, case: Case, moments: Mapping[str, datetime], top: Header) -> Iterator[Since]:
    naming = Naming(top.first_name, top.today)
    told = [each.partition(":") for each in part.asked.outdated_by if each != TOLD_OF_HARM]
    facts = {fact for _, _, fact in told if fact}
    for event in case.walk(*{KINDS[kind] for kind, _, _ in told}):
        is_another_fact = isinstance(event, RecordChanged) and event.what not in facts
        if not is_another_fact and part.is_older_than(event.written_on, moments.get(event.id)):
            yield Since(event.on, str(top.near.hide(sentence(event.kind, vars(event), naming))))


def _moments_of(read: Read) -> dict[str, datetime]:
    """Return when what may outdate the answers was recorded, or put right last, by event."""
    kinds = {each.partition(":")[0] for part in read.parts for each in part.asked.outdated_by}
    found = _moments(child=read.paper.child_id, kinds=sorted(kinds)) if kinds else []
    return {corrects or reference: at for reference, corrects, at in found}


@prepared(child=ID, kinds=TEXTS)
def _moments(*, child: Told, kinds: Told) -> QuerySet[Event]:
    rows = Event.objects.filter(Among(F("kind"), kinds), child=child, recorded_at__isnull=False)
    return rows.order_by("position").values_list("reference", "corrects", "recorded_at")
