"""What each thing that is owed to somebody who was harmed rests on: since when, by when, why."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple, TypeVar

from waymark.rules.calendar import said, working_days_after
from waymark.rules.carries import carries
from waymark.rules.harmed.base import Happening
from waymark.rules.harmed.clocks import Clocks
from waymark.rules.harmed.happenings import (
    ComplaintAcknowledged,
    ComplaintAnswered,
    ComplaintReceived,
    ContactSchemeNotified,
    DetailsAsked,
    DetailsChased,
    DetailsReceived,
    FeedbackAsked,
    InvitationDecided,
    OmbudsmanTold,
    ProgressAsked,
    ProgressTold,
    RestorativeNotAppropriate,
    RestorativeOffered,
    SupportAsked,
    SupportTold,
    ViewAsked,
    ViewTold,
    WorkOffered,
)
from waymark.rules.harmed.spells import Basis, Entitlement, Need, Wish
from waymark.rules.harmed.taking_part import (
    A_WORK,
    hoped_for,
    hopes_with,
    not_offered,
    wishes_for,
)
from waymark.rules.harmed.victim import Activity, Link, Victim
from waymark.rules.settings import value_on

A = TypeVar("A", bound=Happening)
NOTIFY_WITHIN = 1  # working day: CM-377


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
    which: str = ""  # said beside the title, of what is owed several times


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
    if received and not asked.victim.reached_on:
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


@carries("CM-378")
def offer_what_is_restorative(asked: Asked) -> Iterator[Told]:
    """Everybody harmed is entitled to be offered it: whoever is to be invited, and whoever wishes
    for it, whatever was decided before; what is planned sooner is what is offered then."""
    planned = not_offered(asked.victim, asked.day)
    for child, told in called_for(asked):
        if not any(each.child == child and is_sooner(each, told) for each in planned):
            yield told


def is_sooner(planned: Activity, told: Told) -> bool:
    """Tell whether it is to be before an offer of anything is due."""
    return bool(planned.planned_for and told.due_on and planned.planned_for <= told.due_on)


def called_for(asked: Asked) -> Iterator[tuple[int, Told]]:
    """Yield of which child something is to be offered them, be anything planned or not."""
    for link in _each_order(asked.victim):
        unfit = asked.victim.for_child(RestorativeNotAppropriate, link.child)
        for since, why, answered in _calls_for_an_offer(asked, link):
            by = working_days_after(since, value_on(asked.clocks.told, since))
            if not answered and not any(each.on >= since and not each.forms for each in unfit):
                yield link.child, Told(link.order, since, by, why)
                break


def _calls_for_an_offer(asked: Asked, link: Link) -> Iterator[tuple[date, str, bool]]:
    """Yield since when and why it is to be offered, and whether it was."""
    offered = asked.victim.for_child(RestorativeOffered, link.child)
    decided = asked.victim.for_child(InvitationDecided, link.child)
    if decided and decided[-1].decision == "invite":
        on = decided[-1].on
        yield on, f"On {said(on)} it was decided to invite them.", bool(offered)
    for wish in asked.victim.now(Wish, asked.day):
        if wish.about == "restorative":
            on = wish.from_ or link.known_on
            why = f"Since {said(on)} they wish for it, and everybody harmed may be offered it."
            yield on, why, any(each.on >= on for each in offered)


@carries("CM-382")
def tell_how_the_child_stands(asked: Asked) -> Iterator[Told]:
    """Whoever was asked to something restorative, and did not decline it, may be hoping for it."""
    for child, on in dict(sorted(_noes(asked))).items():
        told = asked.victim.for_child(ProgressTold, child)
        if not any(one.on >= on for one in told):
            yield Told(
                str(child),
                on,
                working_days_after(on, value_on(asked.clocks.told, on)),
                f"On {said(on)} the child said no to it, or no longer wants it.",
            )


def _noes(asked: Asked) -> Iterator[tuple[int, date]]:
    """Yield which child said no to what they may be hoping for, and when: to what was made for
    them, to one thing that was planned, or to all."""
    for work in asked.victim.works:
        if work.called_off_on and wishes_for(asked.victim, work):
            yield work.child, work.called_off_on
    for planned in asked.victim.activities:
        if planned.called_off_on and hoped_for(asked.victim, planned, asked.day):
            yield planned.child, planned.called_off_on
    for each in asked.victim.stands:
        if each.ready == "no" and hopes_with(asked.victim, each.child, asked.day):
            yield each.child, each.on


MADE = {"poem": "a poem", "letter": "a letter", "drawing": "a drawing", "other": "something"}


@carries("CM-354")
def offer_what_was_made(asked: Asked) -> Iterator[Told]:
    """A “later” stands until they say more: nobody is asked again who did not wish for it, nor
    whoever said no to all that a child makes."""
    for each in asked.victim.works:
        declined = asked.victim.answers_with(each.child, asked.day).get(A_WORK) == "declined"
        is_said = declined or asked.victim.said_of(each, WorkOffered)
        if asked.victim.is_still_theirs(each) and not is_said:
            why = f"The child made {MADE[each.made]}. Ask whether they would like to have it."
            yield Told(each.work, each.on, None, why)


@carries("CM-354")
def give_what_was_made(asked: Asked) -> Iterator[Told]:
    """A no holds back what was handed over already: the child's, or their own since."""
    for each in asked.victim.works:
        is_wanted = wishes_for(asked.victim, each) and asked.victim.is_still_theirs(each)
        if each.handed_on and is_wanted:
            why = f"You were handed {MADE[each.made]} that the child made, and they wish for it."
            yield Told(each.work, each.handed_on, None, why)


@carries("CM-386")
def identify_the_entitlement(asked: Asked) -> Iterator[Told]:
    said = asked.victim.now(Entitlement, asked.day)
    begins = min(link.known_on for link in asked.victim.links)
    if asked.victim.age == "child" and not any(each.weight for each in said):
        yield Told("", begins, None, "They are under 18, which by itself entitles them to more.")
    elif not said:
        yield Told("", begins, None, "Nobody said yet whether the Code entitles them to more.")


@carries("NP-056")
def ask_what_they_need(asked: Asked) -> Iterator[Told]:
    reached = asked.victim.reached_on
    if reached and not asked.victim.now(Need, asked.day):
        yield Told(
            "",
            reached[0],
            None,
            "Nobody wrote down yet what they need to take part: special educational needs too.",
        )


@carries("CM-411")
def say_the_basis(asked: Asked) -> Iterator[Told]:
    if not asked.victim.now(Basis, asked.day):
        begins = min(link.known_on for link in asked.victim.links)
        yield Told("", begins, None, "Nobody said yet on which lawful basis this record is held.")


@carries("NP-044", "NP-120", "NP-235")
def ask_their_view(asked: Asked) -> Iterator[Told]:
    """Before each decision anew: what they thought before the last one is no answer to this."""
    for link in _each_order(asked.victim):
        if link.decided_on is None or link.decided_on < asked.day:
            continue
        since = link.decided_before or date.min
        views = asked.victim.for_child(ViewAsked, link.child)
        if not any(each.order in (None, link.order) and each.on > since for each in views):
            opens = max(link.known_on, since)
            why = f"What happens with the child is decided on {said(link.decided_on)}."
            yield Told(link.order, opens, link.decided_on, why)


@carries("NP-044")
def tell_their_view(asked: Asked) -> Iterator[Told]:
    """What they said is taken into account by those alone who hear it before they decide."""
    for link in _each_order(asked.victim):
        if link.decided_on is None or link.decided_on < asked.day:
            continue
        since = link.decided_before or date.min
        told = asked.victim.for_child(ViewTold, link.child)
        views = asked.victim.for_child(ViewAsked, link.child)
        of_this = [each for each in views if each.order in (None, link.order) and each.on > since]
        for view in of_this[-1:]:
            is_told = any(each.order == link.order and each.on >= view.on for each in told)
            if view.given and not is_told:
                why = f"They said what they think. It is decided on {said(link.decided_on)}."
                yield Told(link.order, view.on, link.decided_on, why)


@carries("CM-377")
def notify_the_scheme(asked: Asked) -> Iterator[Told]:
    for link in _each_order(asked.victim):
        told = asked.victim.for_child(ContactSchemeNotified, link.child)
        if link.grave and not any(each.order == link.order for each in told):
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
    reached = asked.victim.reached_on
    last = max((each for each in ends if each), default=None)
    if last and None not in ends and reached and not asked.victim.ever(FeedbackAsked):
        by = working_days_after(last, value_on(asked.clocks.feedback, last))
        yield Told(
            "", last, by, f"The last order ended on {said(last)}: ask how it was, and if satisfied."
        )


@carries("CM-391")
def acknowledge_the_complaint(asked: Asked) -> Iterator[Told]:
    waits = asked.victim.unmatched(ComplaintReceived, ComplaintAcknowledged)
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
    waits = asked.victim.unmatched(ComplaintReceived, ComplaintAnswered)
    if waits:
        told = [each for each in asked.victim.ever(ComplaintAcknowledged) if each.on >= waits.on]
        is_told = asked.victim.unmatched(ComplaintReceived, ComplaintAcknowledged) is not waits
        by = told[-1].answer_by if told and is_told else None
        yield Told("", waits.on, by, f"They complained on {said(waits.on)}.")


@carries("CM-392")
def tell_of_the_ombudsman(asked: Asked) -> Iterator[Told]:
    waits = asked.victim.unmatched(ComplaintAnswered, OmbudsmanTold)
    if waits:
        yield Told(
            "",
            waits.on,
            waits.on,
            "Whoever is not content with our answer may go to the Parliamentary Ombudsman, and "
            "has to know how.",
        )


def _each_order(victim: Victim) -> Iterator[Link]:
    """Yield one link for each order: it may have several offences, and two children's files may
    call theirs alike."""
    yield from {(link.child, link.order): link for link in reversed(victim.links)}.values()


def _first_unanswered(
    victim: Victim, question: type[Happening], answer: type[Happening]
) -> Happening | None:
    """Return the first question after the last answer; what was answered that day is answered."""
    last = max((each.on for each in victim.ever(answer)), default=date.min)
    return next((each for each in victim.ever(question) if each.on > last), None)
