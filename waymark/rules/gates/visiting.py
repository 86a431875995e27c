"""What must be thought of before somebody visits where the child lives."""

from collections.abc import Iterator
from datetime import date

from waymark.rules.calendar import said
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.events import Event
from waymark.rules.events.visiting import VisitAssessed, VisitsAuthorised, VisitsNotAuthorised
from waymark.rules.gates.words import is_said
from waymark.rules.visiting import NOWHERE, change, visits

IN_PAIRS = "visit-in-pairs"  # of the list `alerts`
ADVICE = "public-health"  # of the list `hazards`


@carries("CM-166", "CM-167", "CM-168", "CM-169", "CM-170", "CM-173")
def assess_a_visit_whole(case: Case, proposed: Event) -> Iterator[str]:
    if not isinstance(proposed, VisitAssessed) or proposed.where == NOWHERE:
        return
    if not proposed.purposes:
        yield "Say what the visits are for."
    if proposed.who_goes is None:
        yield "Say whether one goes alone or two together."
    elif proposed.who_goes == "alone" and _is_visited_in_pairs(case, proposed.on):
        yield "An alert says that nobody visits alone: two go together, or end the alert first."
    if not is_said(proposed.pattern):
        yield "Say how often and when, so that a manager knows what she authorises."
    if not is_said(proposed.keeps_safe):
        yield "Say what keeps the child, the family and whoever goes safe."
    if ADVICE in proposed.hazards and not is_said(proposed.hazards_told):
        yield "Say what public health advises about visiting there."
    if proposed.where == "outside" and not is_said(proposed.outside):
        yield "Say where outside, and how the talk with the child is kept private there."


@carries("CM-170", "CM-171")
def authorise_what_was_assessed(case: Case, proposed: Event) -> Iterator[str]:
    if isinstance(proposed, VisitsNotAuthorised) and not is_said(proposed.note):
        yield "Say what is to be mended."
    if not isinstance(proposed, VisitsAuthorised):
        return
    if proposed.assessment is None:
        yield from _on_the_spot(proposed)
        return
    stand = visits(case)
    if stand.assessed is None or stand.assessed.id != proposed.assessment:
        yield "Visits were assessed anew since: read the last assessment."
    elif stand.changed is not None:
        yield (
            f"On {said(stand.changed.on)} {change(stand.changed)}: the visits are to be assessed "
            "anew first."
        )


def _on_the_spot(proposed: VisitsAuthorised) -> Iterator[str]:
    if proposed.until != proposed.on:
        yield "Without an assessment a visit is authorised for today alone."
    if not is_said(proposed.note):
        yield "Say what you know of the risk there, and what keeps her safe."


def _is_visited_in_pairs(case: Case, day: date) -> bool:
    return any(each.kind == IN_PAIRS and each.holds_on(day) for each in case.child.alerts)
