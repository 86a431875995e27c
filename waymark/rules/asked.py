"""What of the forms the program itself rests on: questions and sections that a service's own form
must have too, by the same ids. The loader refuses a form without one, and says what needs it.

    reviewed.said(asked.REVIEW_CHILD_PRESENT)
"""

from typing import NamedTuple


class RestsOn(NamedTuple):
    form: str
    id: str  # of a question or a section
    why: str  # what would be lost without it
    answers: tuple[str, ...] = ()  # the codes of answers that are told apart


RESTED_ON: list[RestsOn] = []


def _of(form: str, name: str, why: str, *answers: str) -> str:
    RESTED_ON.append(RestsOn(form, name, why, answers))
    return name


STRENGTHS = _of("assessment", "strengths", "a plan's goals rest on the strengths in it")
SAFETY = _of("assessment", "safety", "harm that somebody spoke of alone is read beside it")
HEALTH = _of("assessment", "health", "harm that somebody spoke of alone is read beside it")

REVIEW_CHILD = _of("review", "review-child", "a review says there what it lacks of the child")
REVIEW_OTHERS = _of("review", "review-others", "a review says there what it lacks of agencies")
REVIEW_CHANGED = _of("review", "review-changed", "a review says there what it lacks of safety")
REVIEW_THEN = _of("review", "review-then", "a review says there that an early end is to be decided")
REVIEW_CHILD_PRESENT = _of(
    "review", "review-child-present", "a review is made with the child", *("all", "child")
)
REVIEW_CHILD_ABSENT = _of("review", "review-child-absent", "a review without the child says why")
REVIEW_CHILD_WORKS = _of("review", "review-child-works", "the record keeps what the child said")
REVIEW_CHILD_PROUD = _of(
    "review", "review-child-proud", "a review shows what the child is proud of"
)
REVIEW_FAMILY = _of("review", "review-family", "a review shows what the family says")
REVIEW_AGENCIES = _of("review", "review-agencies", "a review hears the agencies")
REVIEW_SAFETY = _of("review", "review-changed-safety", "a review looks at the child's safety")
REVIEW_HARM = _of("review", "review-changed-harm", "a review looks at harm to others")
REVIEW_CARE = _of("review", "review-changed-care", "a review says what being looked after means")
REVIEW_PROGRESS = _of("review", "review-progress-made", "the record keeps what the review found")
REVIEW_EARLY = _of(
    *("review", "review-early", "a review decides about an early end"),
    *("no", "ask", "panel", "not-possible"),
)
REVIEW_EARLY_WHY = _of(
    "review", "review-early-why", "the record keeps why an order ends early or not"
)
REVIEW_ADJUSTS = tuple(
    _of("review", name, "what changes in the plan begins with it")
    for name in ("review-adjust-desist", "review-adjust-safety", "review-adjust-harm")
)

END_SUPPORT = _of("closing", "end-support", "an ending says there what it lacks")
END_AGREED = _of(
    *("closing", "end-agreed", "an ending is agreed with the child"),
    *("yes", "partly", "not-asked"),
)
END_TRANSFER = _of("closing", "end-transfer", "an ending says there what is not handed over")
END_TRANSFER_DONE = _of("closing", "end-transfer-done", "what is handed over is ticked one by one")
END_TRANSFER_OPEN = _of("closing", "end-transfer-open", "what is not handed over has a reason")
END_WHO_TO_CALL = _of("closing", "end-who-to-call", "the record keeps whom the child can call")
END_ACHIEVED = _of("closing", "end-child-achieved", "an ending shows what the child achieved")
