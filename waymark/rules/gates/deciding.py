"""What a manager decided on stands as long as her decision does."""

from collections.abc import Iterator

from waymark.rules.calendar import said
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.deciding import put_forward
from waymark.rules.events import Event
from waymark.rules.events.deciding import PutToManager, SentBack
from waymark.rules.events.engagement import IndependentBreachReview
from waymark.rules.events.moves import Withdrawn


@carries("CM-454", "CM-462")
def keep_what_was_decided_on(case: Case, proposed: Event) -> Iterator[str]:
    """Without it nobody could read what a decision rests on, nor who prepared it, and so may not
    review it. What was written after a decision may be written anew until it is reviewed."""
    if not isinstance(proposed, Withdrawn) or not proposed.corrects:
        return
    gone = case.event(proposed.corrects)
    if not isinstance(gone, PutToManager):
        return
    put = next(each for each in put_forward(case, gone.what) if each.event.id == gone.id)
    if put.answer is None or isinstance(put.answer, SentBack):
        return
    if put.was_decided_before and not case.about(IndependentBreachReview, put.answer.id):
        return
    yield (
        f"A manager decided on it, {said(put.answer.on)}, and the decision rests on it. Where the "
        "decision is wrong, whoever made it takes that back first."
    )
