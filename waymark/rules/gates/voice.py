"""What was said by a child is answered: something changed, or could not and why. What managers
alone read, a manager looks at."""

from collections.abc import Iterator

from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.events import Event
from waymark.rules.events.plans import ChildInducted, OrderExplainedAgain
from waymark.rules.events.voice import ChildHeard, ConcernLookedAt, SelfAssessmentConcern


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


@carries("CM-415", "CM-419")
def say_it_back(case: Case, proposed: Event) -> Iterator[str]:
    """Whoever was told is asked what they heard: no tick can say that a child understood."""
    del case
    if not isinstance(proposed, ChildInducted | OrderExplainedAgain):
        return
    told = (proposed.child_said, proposed.not_yet_because)
    if not any((each or "").strip() for each in told):
        yield (
            "Ask the child to say back what is asked, and write down their own words; or why they "
            "could not yet."
        )


@carries("CM-053", "CM-130")
def look_as_a_manager(case: Case, proposed: Event) -> Iterator[str]:
    """Stand in the way of whoever is no manager: it may be her whom it is about."""
    if not isinstance(proposed, ConcernLookedAt):
        return
    told = case.all(SelfAssessmentConcern)
    if any(each.only_for and each.id in proposed.told for each in told):
        yield (
            "This was told so that only a manager reads it, so only a manager records what was "
            "done. Ask a manager to talk with the child today."
        )
