"""What has happened since a section was answered that its answers may not know of."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from waymark.children.header import Header
from waymark.chronology.sentences import Naming, sentence
from waymark.papers.queries import Part, Read
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.events import KINDS
from waymark.rules.events.moves import RecordChanged


class Since(NamedTuple):
    on: date
    words: str


@carries("CM-004", "CM-014")
def happened_since(read: Read, case: Case, top: Header) -> dict[str, list[Since]]:
    """Return, by section, the events after its last answer that its form says may outdate it."""
    return {part.asked.id: list(dict.fromkeys(_after(part, case, top))) for part in read.parts}


def _after(part: Part, case: Case, top: Header) -> Iterator[Since]:
    if part.last_on is None:
        return
    naming = Naming(top.first_name, top.today)
    told = [each.partition(":") for each in part.asked.outdated_by]
    facts = {fact for _, _, fact in told if fact}
    for event in case.walk(*{KINDS[kind] for kind, _, _ in told}):
        is_another_fact = isinstance(event, RecordChanged) and event.what not in facts
        if event.on > part.last_on and not is_another_fact:
            yield Since(event.on, str(top.near.hide(sentence(event.kind, vars(event), naming))))
