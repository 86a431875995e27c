"""What of the forms the program itself rests on: questions and sections that a service's own form
must have too, by the same ids. The loader refuses a form without one, and says what needs it.

    reviewed.said(asked.REVIEW_CHILD_PRESENT)
"""

from functools import partial
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


_assessment, _finalising, _review, _closing, _induction = (
    partial(_of, form) for form in ("assessment", "finalising", "review", "closing", "induction")
)
_breach, _break, _early, _restorative = (
    partial(_of, form) for form in ("breach", "break", "early-end", "restorative")
)

STRENGTHS = _assessment("strengths", "a plan's goals rest on the strengths in it")
CARING = _assessment("home-caring-means", "a plan shows beside the child's week what it must fit")
FREE_DAYS = _assessment("identity-faith-fits", "a plan shows beside the child's week what is free")
SAFETY = _assessment("safety", "harm that somebody spoke of alone is read beside it")
HEALTH = _assessment("health", "harm that somebody spoke of alone is read beside it")

PLAN_WITH_CHILD = _finalising("plan-with-child", "a yes is held against who made the plan")
PLAN_WORDS = _finalising("plan-words", "a yes is held against the words of the plan")
PLAN_FOUR = _finalising("plan-four", "a yes is held against the goals of the plan")

REVIEW_CHILD = _review("review-child", "a review says there what it lacks of the child")
REVIEW_OTHERS = _review("review-others", "a review says there what it lacks of agencies")
REVIEW_CHANGED = _review("review-changed", "a review says there what it lacks of safety")
REVIEW_THEN = _review("review-then", "a review says there that an early end is to be decided")
REVIEW_CHILD_PRESENT = _review(
    "review-child-present", "a review is made with the child", "all", "child"
)
REVIEW_CHILD_ABSENT = _review("review-child-absent", "a review without the child says why")
REVIEW_CHILD_WORKS = _review("review-child-works", "the record keeps what the child said")
REVIEW_CHILD_PROUD = _review("review-child-proud", "a review shows what the child is proud of")
REVIEW_FAMILY = _review("review-family", "a review shows what the family says")
REVIEW_AGENCIES = _review("review-agencies", "a review hears the agencies")
REVIEW_SAFETY = _review("review-changed-safety", "a review looks at the child's safety")
REVIEW_HARM = _review("review-changed-harm", "a review looks at harm to others")
REVIEW_CARE = _review("review-changed-care", "a review says what being looked after means")
REVIEW_PROGRESS = _review("review-progress-made", "the record keeps what the review found")
REVIEW_EARLY = _review(
    "review-early", "a review decides about an early end", "no", "ask", "panel", "not-possible"
)
REVIEW_EARLY_WHY = _review("review-early-why", "the record keeps why an order ends early or not")
REVIEW_ADJUSTS = tuple(
    _review(name, "what changes in the plan begins with it")
    for name in ("review-adjust-desist", "review-adjust-safety", "review-adjust-harm")
)

END_SUPPORT = _closing("end-support", "an ending says there what it lacks")
END_REFERRALS = _closing("end-referrals", "an ending knows whether help goes on", "none")
END_ACCEPTED = _closing("end-accepted", "help that goes on is accepted, or that is said")
END_RUNNING = _closing(
    "end-running", "help that goes on runs, or that is said", "yes", "partly", "no"
)
END_RUNNING_WHY = _closing(
    "end-running-why", "help that does not run yet has somebody to see to it"
)
END_AGREED = _closing(
    "end-agreed", "an ending is agreed with the child", "yes", "partly", "not-asked"
)
END_TRANSFER = _closing("end-transfer", "an ending says there what is not handed over")
END_TRANSFER_DONE = _closing("end-transfer-done", "what is handed over is ticked one by one")
END_TRANSFER_OPEN = _closing("end-transfer-open", "what is not handed over has a reason")
END_WHO_TO_CALL = _closing("end-who-to-call", "the record keeps whom the child can call")
END_LAST_SAID = _closing("end-last-said", "a yes is held against what the child handed in")
END_ACHIEVED = _closing("end-child-achieved", "an ending shows what the child achieved")

INDUCT_ASKED = _induction("induct-asked", "what is said of each order is read aloud there")
INDUCT_WORDS = _induction("induct-words", "what the child said last time stands there")
INDUCT_OWN_WORDS = _induction("induct-own-words", "the record keeps what the child said back")
INDUCT_COULD_NOT = _induction("induct-could-not", "the record keeps why the child could not yet")
INDUCT_TIME = _induction("induct-time", "whoever books reads it", "help", "not-yet")
INDUCT_WHERE = _induction("induct-where", "whoever books reads it", "help", "not-yet")
INDUCT_WAY_NEEDS = _induction(
    "induct-way-needs", "whoever books reads it", "fare", "company", "lift", "map"
)
INDUCT_SAFE = _induction("induct-safe", "whoever books reads it", "partly", "no")
INDUCT_SAFE_ELSE = _induction("induct-safe-else", "whoever books reads where instead")
INDUCT_HARD = _induction("induct-hard", "whoever books reads it")
INDUCT_AWAY = _induction("induct-away", "a break says what was said of a holiday at the start")
INDUCT_SUPPORT = _induction(
    *("induct-support", "an agreement says how we help"),
    *("message", "call", "along", "paper", "same-time"),
)
INDUCT_PHONE = _induction("induct-phone-has", "whoever books reads it", "shared", "none")
INDUCT_PHONE_WHOSE = _induction("induct-phone-whose", "whoever books reads it")
INDUCT_PHONE_READS = _induction("induct-phone-reads", "whoever books reads it")
INDUCT_ONLINE = _induction("induct-online", "whoever books reads it", "help", "not-yet")
INDUCT_BLEND = _induction(
    "induct-blend-how", "an agreement says how we meet", "in-person", "mixture", "remote"
)
INDUCT_PLACES = _induction("induct-blend-places", "an agreement says where we meet")
INDUCT_TALK_WHO = _induction("induct-talk-who", "an agreement says whom the child can talk to")
INDUCT_TALK_NUMBER = _induction("induct-talk-number", "an agreement says on which number")
INDUCT_CHILD_DOES = _induction("induct-child-does", "an agreement says what the child does")
INDUCT_WE_DO = _induction("induct-we-do", "an agreement says what we do")

BREACH_BEYOND = _breach("breach-beyond", "a breach says there what it lacks of care")
BREACH_WHICH = _breach(
    *("breach-beyond-which", "being looked after is weighed before anything is enforced"),
    *("looked-after", "none"),
)
BREACH_WEIGHS = _breach("breach-beyond-weighs", "the report says what the child cannot change")
BREACH_CHILD = _breach("breach-child-says", "the report says what the child says")
BREACH_FAMILY = _breach("breach-family-says", "the report says what the family says")
BREACH_TRIED = _breach("breach-tried-what", "the report says what was tried")
BREACH_WORKED = _breach("breach-worked", "the report says what worked")
BREACH_NOT_WORKED = _breach("breach-not-worked", "the report says what did not work")
BREACH_LIVING = _breach("breach-living", "the report says how the child lives")
BREACH_TRUSTED = _breach("breach-trusted", "the report says who is close to the child")
BREACH_CAPACITY = _breach("breach-capacity", "the report says what the child can follow")
BREACH_WHY = _breach("breach-reason-why", "the report says why it comes back")
BREACH_CUSTODY = _breach("breach-custody", "the report says what custody would mean")
BREACH_ENGAGED = _breach("breach-engaged", "the report begins with it")
BREACH_PROGRESS = _breach("breach-progress", "the report says how far the child is")
BREACH_SUPPORTS = _breach("breach-supports", "the report says what could help")
BREACH_ALTER = _breach("breach-alter", "the report says what to alter")

BREAK_REASON = _break("break-reason", "a holiday is told apart", "holiday")
BREAK_ADDRESS = _break("break-address", "an address that is not confirmed is told of", "not-yet")
BREAK_ABROAD = _break("break-abroad", "copies are asked for where it is abroad")
BREAK_COPIES = _break("break-copies", "copies that are not held are told of", "not-yet")
BREAK_BOOKED = _break("break-booked", "what was said of it at the start stands beside it")
BREAK_DAYS = _break("break-days", "a break says there which days do not fit")
BREAK_FROM = _break("break-from", "a break is agreed for days")
BREAK_TO = _break("break-to", "a break is agreed for days")
BREAK_HOW = _break("break-how", "contact stops or is less", "stop", "reduce")
BREAK_A_MONTH = _break("break-a-month", "contact that is less is owed less often")
BREAK_TIME = _break("break-time", "how long the order has run stands beside it")
BREAK_ENGAGEMENT = _break("break-engagement", "how often the child came stands beside it")
BREAK_CONTACTS = _break("break-contacts", "what would be missed stands beside it")
BREAK_RISK = _break("break-risk", "what was judged stands beside it")
BREAK_OFFENCE = _break("break-offence", "what the order was made for stands beside it")

EARLY_CHILD_DONE = _early("early-child-done", "a report says it in the child's words")
EARLY_CHILD_SAYS = _early("early-child-says", "the child is heard before anybody decides")
EARLY_FAMILY_SAYS = _early("early-family-says", "a report says what the family thinks")
LEVELS = ("met", "nearly", "not")
EARLY_PLAN = _early("early-plan", "what the record shows stands beside it", *LEVELS)
EARLY_PROGRESS = _early("early-progress", "what the record shows stands beside it", *LEVELS)
EARLY_LASTS = _early("early-lasts", "what the record shows stands beside it", *LEVELS)
EARLY_SHOWN = {
    name: _early(f"{name}-shown", "a report says what shows it")
    for name in (EARLY_PLAN, EARLY_PROGRESS, EARLY_LASTS)
}
EARLY_WHY = {
    name: _early(f"{name}-why", "a report says why it is judged better than the record shows")
    for name in EARLY_SHOWN
}
EARLY_AFTER = _early("early-after-who", "a report says what goes on")
EARLY_HARD = _early("early-after-hard", "a report says whom the child turns to")
EARLY_ENGAGED = _early("early-report-engaged", "a report says how the child worked with us")
EARLY_ACHIEVED = _early("early-report-progress", "a report says what the child achieved")

RESTORE_LINK = _restorative("restore-link", "the record keeps how it is linked to what happened")
RESTORE_GOOD_AT = _restorative("restore-good-at", "a plan begins with what the child is good at")
RESTORE_THINKS = _restorative("restore-thinks", "how ready the child is begins with it")
RESTORE_EMPATHY = _restorative("restore-empathy", "how ready the child is begins with it")
RESTORE_IMPACT = _restorative("restore-impact", "what is looked at for its risks begins with it")
RESTORE_CHILD_WANTS = _restorative("restore-child-wants", "the record keeps what the child wants")
