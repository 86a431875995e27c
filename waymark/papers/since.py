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


class Since(NamedTuple):
    on: date
    words: str


@carries("CM-004", "CM-014")
def happened_since(read: Read, case: Case, top: Header) -> dict[str, list[Since]]:
    """Return, by section, the events after its last answer that its form says may outdate it."""
    return {part.asked.id: list(_after(part, case, top)) for part in read.parts}


def _after(part: Part, case: Case, top: Header) -> Iterator[Since]:
    last = _last_answered(part)
    if last is None:
        return
    naming = Naming(top.first_name, top.today)
    for event in case.walk(*(KINDS[kind] for kind in part.asked.outdated_by)):
        if event.on > last:
            yield Since(event.on, str(top.near.hide(sentence(event.kind, vars(event), naming))))


def _last_answered(part: Part) -> date | None:
    days = [each["on"] for each in part.answers.values() if each.get("on")]
    answered = [date.fromisoformat(each) for each in days]
    return max([*answered, *([part.checked_on] if part.checked_on else [])], default=None)
