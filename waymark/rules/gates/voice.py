"""What was said by a child is answered: something changed, or could not and why."""

from collections.abc import Iterator

from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.events import Event
from waymark.rules.events.voice import ChildHeard


@carries("CM-132")
def say_what_came_of_it(case: Case, proposed: Event) -> Iterator[str]:
    del case
    if not isinstance(proposed, ChildHeard):
        return
    if not (proposed.said or "").strip():
        yield "Say what the child said, in the child’s own words as far as you can."
    if not (proposed.changed or "").strip() and not (proposed.could_not_because or "").strip():
        yield (
            "Say what changed because the child said it, or what could not change and why: the "
            "child reads it."
        )
