"""What is owed to one person who was harmed, on a day.

Whoever asked to be left alone is owed only what law asks: that the Victim Contact Scheme knows,
that a decision is taken (nobody needs to ask them for it), that what is shared or named is let
go, and an answer to what they asked or complained of themselves. Nothing else stands on a list,
where it could lead somebody to ring them.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple, TypeVar

from waymark.rules.calendar import days_after, said, working_days_after
from waymark.rules.carries import carries
from waymark.rules.harmed.base import Happening
from waymark.rules.harmed.clocks import DEFAULTS, Clocks
from waymark.rules.harmed.happenings import (
    ComplaintAcknowledged,
    ComplaintAnswered,
    ComplaintReceived,
    Contacted,
    ContactSchemeNotified,
    DetailsAsked,
    DetailsChased,
    DetailsReceived,
    FeedbackAsked,
    InvitationDecided,
    OmbudsmanTold,
    ProgressAsked,
    ProgressTold,
    Shared,
    ShareEnded,
    SupportAsked,
    SupportTold,
    ViewAsked,
)
from waymark.rules.harmed.victim import Link, Victim
from waymark.rules.settings import value_on

A = TypeVar("A", bound=Happening)
NOTIFY_WITHIN = 1  # working day: CM-377


class Due(NamedTuple):
    """Something that is not done yet. Whoever made `why` put no name and no word of theirs in."""

    name: str
    title: str
    of: str  # which one, where there may be several
    opens_on: date
    due_on: date | None
    why: str
    does: str  # the kind of happening that does it
    provisions: tuple[str, ...]
    unverified: bool = False  # the due day is by a number that nobody checked


class Asked(NamedTuple):
    victim: Victim
    day: date
    clocks: Clocks


class Told(NamedTuple):
    """What one finder says; the rest is said by the table."""

    of: str
    opens_on: date
    due_on: date | None
    why: str


def owed(victim: Victim, day: date, clocks: Clocks = DEFAULTS) -> list[Due]:
    """Return what is to be done, the most urgent first; what has no due day comes last."""
    asked = Asked(victim, day, clocks)
    alone, potential = victim.is_left_alone(day), victim.is_potential(day)
    found = [
        Due(
            each.name,
            each.title,
            told.of,
            told.opens_on,
            told.due_on,
            told.why,
            each.does,
            getattr(each.find, "provisions", ()),
            each.unverified,
        )
        for each in OWED
        if not (alone and each.asks_them) and not (potential and each.of_the_code)
        for told in each.find(asked)
        if told.opens_on <= day
    ]
    return sorted(found, key=lambda due: (due.due_on or date.max, due.opens_on, due.name))


def ask_the_police(asked: Asked) -> Iterator[Told]:
    victim = asked.victim
    if not victim.ever(DetailsAsked) and not victim.ever(DetailsReceived):
        begins = min(link.known_on for link in victim.links)
        yield Told("", begins, begins, "Nobody asked the police yet how they can be reached.")


def chase_the_police(asked: Asked) -> Iterator[Told]:
    victim = asked.victim
    days = [each.on for kind in (DetailsAsked, DetailsChased) for each in victim.ever(kind)]
    if days and not victim.ever(DetailsReceived):
        since = max(days)
        again = working_days_after(since, value_on(asked.clocks.chase, since))
        yield Told("", again, again, f"The police were last asked on {said(since)}.")


def contact_first(asked: Asked) -> Iterator[Told]:
    received = asked.victim.ever(DetailsReceived)
    if received and not any(each.reached for each in asked.victim.ever(Contacted)):
        since = received[0].on
        by = working_days_after(since, value_on(asked.clocks.first_contact, since))
        yield Told(
            "", since, by, f"Their details came on {said(since)}, and nobody reached them yet."
        )


@carries("CM-380")
def decide_the_invitation(asked: Asked) -> Iterator[Told]:
    for link in _each_order(asked.victim):
        decided = asked.victim.for_child(InvitationDecided, link.child)
        if any(each.decision != "not-yet" for each in decided):
            continue
        before = link.decided_on if link.decided_on and link.decided_on > asked.day else None
        when = f"before it is decided on {said(before)} what happens" if before else "in every case"
        yield Told(
            link.order,
            link.known_on,
            link.decided_on,
            f"It has to be decided {when} whether to invite them to something restorative.",
        )


def ask_their_view(asked: Asked) -> Iterator[Told]:
    for link in _each_order(asked.victim):
        comes = link.decided_on is not None and link.decided_on >= asked.day
        if comes and not asked.victim.for_child(ViewAsked, link.child):
            yield Told(
                link.order,
                link.known_on,
                link.decided_on,
                f"What happens with the child is decided on {said(link.decided_on or asked.day)}.",
            )


@carries("CM-377")
def notify_the_scheme(asked: Asked) -> Iterator[Told]:
    done = {each.order for each in asked.victim.ever(ContactSchemeNotified)}
    for link in _each_order(asked.victim):
        if link.grave and link.order not in done:
            yield Told(
                link.order,
                link.made_on,
                working_days_after(link.made_on, NOTIFY_WITHIN),
                f"The order of {said(link.made_on)} is one after which the Victim Contact Scheme "
                "is told of each victim within one working day.",
            )


@carries("CM-375")
def tell_of_progress(asked: Asked) -> Iterator[Told]:
    yield from _asked_and_not_told(asked, ProgressAsked, ProgressTold, "how the case goes")


@carries("CM-376")
def tell_of_support(asked: Asked) -> Iterator[Told]:
    yield from _asked_and_not_told(asked, SupportAsked, SupportTold, "who else can support them")


def _asked_and_not_told(
    asked: Asked, question: type[Happening], answer: type[Happening], what: str
) -> Iterator[Told]:
    waits = _first_unanswered(asked.victim, question, answer)
    if waits:
        by = working_days_after(waits.on, value_on(asked.clocks.told, waits.on))
        yield Told("", waits.on, by, f"They asked on {said(waits.on)} {what}.")


@carries("CM-387", "CM-389")
def ask_for_feedback(asked: Asked) -> Iterator[Told]:
    ends = [link.ends_on for link in asked.victim.links]
    reached = any(each.reached for each in asked.victim.ever(Contacted))
    last = max((each for each in ends if each), default=None)
    if last and None not in ends and reached and not asked.victim.ever(FeedbackAsked):
        by = working_days_after(last, value_on(asked.clocks.feedback, last))
        yield Told(
            "", last, by, f"The last order ended on {said(last)}: ask how it was, and if satisfied."
        )


@carries("CM-391")
def acknowledge_the_complaint(asked: Asked) -> Iterator[Told]:
    waits = _first_unanswered(asked.victim, ComplaintReceived, ComplaintAcknowledged)
    if waits:
        by = working_days_after(waits.on, value_on(asked.clocks.acknowledge, waits.on))
        yield Told(
            "",
            waits.on,
            by,
            f"They complained on {said(waits.on)}: tell them how it is answered, and by when.",
        )


@carries("CM-390")
def answer_the_complaint(asked: Asked) -> Iterator[Told]:
    waits = _first_unanswered(asked.victim, ComplaintReceived, ComplaintAnswered)
    if waits:
        told = [each for each in asked.victim.ever(ComplaintAcknowledged) if each.on >= waits.on]
        by = told[-1].answer_by if told else None
        yield Told("", waits.on, by, f"They complained on {said(waits.on)}.")


@carries("CM-392")
def tell_of_the_ombudsman(asked: Asked) -> Iterator[Told]:
    waits = _first_unanswered(asked.victim, ComplaintAnswered, OmbudsmanTold)
    if waits:
        yield Told(
            "",
            waits.on,
            waits.on,
            "Whoever is not content with our answer may go to the Parliamentary Ombudsman, and "
            "has to know how.",
        )


def look_at_the_name_again(asked: Asked) -> Iterator[Told]:
    for spell in asked.victim.named_in_files():
        review = asked.victim.looked_at_on(spell)
        if spell.holds_on(asked.day) and review:
            yield Told(
                str(int(spell.child)),
                days_after(review, -value_on(asked.clocks.look_ahead, review)),
                review,
                f"Their name stands on a child’s file until {said(review)}: decide with a manager "
                "whether it has to any longer.",
            )


@carries("CM-404")
def ask_for_what_was_shared(asked: Asked) -> Iterator[Told]:
    ended = asked.victim.ever(ShareEnded)
    for shared in asked.victim.ever(Shared):
        over = any(each.with_ == shared.with_ and each.on >= shared.on for each in ended)
        if shared.ask_again_on and not over:
            yield Told(
                f"{shared.with_}:{shared.on}",
                shared.ask_again_on,
                shared.ask_again_on,
                f"Their details were shared on {said(shared.on)} to protect people: ask whether "
                "they are still needed, and have them let go if not.",
            )


def _each_order(victim: Victim) -> Iterator[Link]:
    """Yield one link for each order: an order may have several offences."""
    yield from {link.order: link for link in reversed(victim.links)}.values()


def _first_unanswered(
    victim: Victim, question: type[Happening], answer: type[Happening]
) -> Happening | None:
    """Return the first question after the last answer; what was answered that day is answered."""
    last = max((each.on for each in victim.ever(answer)), default=date.min)
    return next((each for each in victim.ever(question) if each.on > last), None)


class Item(NamedTuple):
    name: str
    title: str
    does: str
    find: Callable[[Asked], Iterator[Told]]
    asks_them: bool = True  # done with them, so not for whoever is left alone
    of_the_code: bool = True  # owed to somebody who was harmed, not to who may be
    unverified: bool = False


OWED = (
    Item("ask-police", "Ask the police for their details", "details-asked", ask_the_police),
    Item(
        "chase-police",
        "Ask the police again",
        "details-chased",
        chase_the_police,
        unverified=True,
    ),
    Item("first-contact", "Contact them", "contacted", contact_first, unverified=True),
    Item(
        "decide-invitation",
        "Decide whether to invite them",
        "invitation-decided",
        decide_the_invitation,
        asks_them=False,
    ),
    Item("ask-view", "Ask what they think before it is decided", "view-asked", ask_their_view),
    Item(
        "notify-scheme",
        "Tell the Victim Contact Scheme",
        "contact-scheme-notified",
        notify_the_scheme,
        asks_them=False,
    ),
    Item(
        "tell-progress",
        "Tell them how the case goes",
        "progress-told",
        tell_of_progress,
        asks_them=False,
        unverified=True,
    ),
    Item(
        "tell-support",
        "Tell them who else can support them",
        "support-told",
        tell_of_support,
        asks_them=False,
        unverified=True,
    ),
    Item("ask-feedback", "Ask how it was", "feedback-asked", ask_for_feedback, unverified=True),
    Item(
        "acknowledge-complaint",
        "Acknowledge the complaint",
        "complaint-acknowledged",
        acknowledge_the_complaint,
        asks_them=False,
        of_the_code=False,
        unverified=True,
    ),
    Item(
        "answer-complaint",
        "Answer the complaint",
        "complaint-answered",
        answer_the_complaint,
        asks_them=False,
        of_the_code=False,
    ),
    Item(
        "tell-ombudsman",
        "Tell them of the Ombudsman",
        "ombudsman-told",
        tell_of_the_ombudsman,
        asks_them=False,
        of_the_code=False,
    ),
    Item(
        "review-named",
        "Look again at their name on the child’s file",
        "file-name-decided",
        look_at_the_name_again,
        asks_them=False,
        of_the_code=False,
    ),
    Item(
        "ask-shared",
        "Ask whether what was shared is still needed",
        "share-ended",
        ask_for_what_was_shared,
        asks_them=False,
        of_the_code=False,
    ),
)
