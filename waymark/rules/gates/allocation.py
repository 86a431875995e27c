"""Handing a child over to another worker. Nothing is asked of a child who has died."""

from collections.abc import Iterator

from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.events import Event
from waymark.rules.events.moves import ChildDied, Handover


@carries("CM-118")
def introduce_the_new_worker(case: Case, proposed: Event) -> Iterator[str]:
    if not isinstance(proposed, Handover) or case.all(ChildDied):
        return
    if not (proposed.introduced or proposed.not_yet_because):
        yield (
            "Say how the new worker is introduced to the child, or why that is not settled yet: "
            "some children find it hard to trust somebody new."
        )


@carries("EP-145")
def spare_the_child_repeating(case: Case, proposed: Event) -> Iterator[str]:
    if not isinstance(proposed, Handover) or case.all(ChildDied):
        return
    if not (proposed.need_not_repeat or proposed.not_yet_because):
        yield (
            "Say what the child has told already and need not tell again, or why that is not "
            "written down yet."
        )
