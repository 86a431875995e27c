"""Restorative work happens only when it is safe, prepared and wanted: by the child, and by whoever
was harmed."""

from collections.abc import Iterator
from datetime import date

from waymark.rules.calendar import said
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.events import Event
from waymark.rules.events.restorative import (
    RestorativeActivityHeld,
    RestorativeActivityPlanned,
    RestorativeConsidered,
    RestorativeOutcome,
    RestorativeRiskAssessed,
    WorkHandedOver,
    WorkMade,
)
from waymark.rules.gates.words import At, is_said
from waymark.rules.restorative import (
    AS_A_WORK,
    WITH_SOMEBODY_HARMED,
    activity,
    both_on,
    called_off,
    for_whom,
    is_prepared,
    planned_as,
    waits_of,
    work,
)
from waymark.rules.settings import value_on

PRINCIPLES = ("restoration", "voluntarism", "neutrality", "safety", "accessibility", "respect")
ANEW = "Plan it anew, if they want to again."
COMMUNITY = "Something for the community may prepare for it."
ASK_HER = "Ask the victim worker what the person harmed wants"
WHY = {
    "child": "The child was not ready and willing that day. Stop, talk it over, and write down how "
    "ready the child is before it goes on.",
    "victim": f"{ASK_HER}: nothing says that they were ready for this that day.",
    "consent": "There is no written consent of the person harmed to this. The victim worker asks "
    "for it, and it shows here once it is given.",
    "prepared": "The person harmed was not prepared for it yet that day. The victim worker takes "
    "the time with them, and writes it down.",
}


@carries("CM-348", "CM-351", "CM-354", "CM-370")
def plan_what_is_wanted(case: Case, proposed: Event) -> Iterator[str]:
    """Who has said no is not planned for; who is not ready yet may be prepared."""
    if not isinstance(proposed, RestorativeActivityPlanned):
        return
    if proposed.victim is None:
        if proposed.form in WITH_SOMEBODY_HARMED:
            yield At(
                "Say which of the people harmed it is for: it cannot be without them.", "victim"
            )
        return
    both = both_on(case, proposed.victim, proposed.on)
    if both.child == "no":
        yield At(
            f"The child does not want to. {COMMUNITY} If that has changed, write it down first.",
            "victim",
        )
    if both.declines(proposed.form):
        yield At(f"The person harmed does not want to. {COMMUNITY}", "form")


@carries("CM-340", "CM-381")
def say_what_it_rests_on(case: Case, proposed: Event) -> Iterator[str]:
    del case
    if isinstance(proposed, RestorativeActivityPlanned | RestorativeConsidered) and not is_said(
        proposed.link
    ):
        yield At("Say how it is linked to what happened.", "link")
    if not isinstance(proposed, RestorativeConsidered):
        return
    if proposed.appropriate == "yes" and proposed.form is None:
        yield At("Say which form it takes.", "form")
    if not is_said(proposed.because):
        yield At("Say why it is right, or not right now.", "because")


@carries("CM-348", "CM-351", "CM-353", "NP-308", "NP-309")
def assess_each_one_whole(case: Case, proposed: Event) -> Iterator[str]:
    """What is judged safe says what was looked at, and who was prepared; what is not yet, may lack
    anything."""
    if not isinstance(proposed, RestorativeRiskAssessed) or proposed.safe != "yes":
        return
    if not is_said(proposed.could_harm):
        yield At("Say what could harm somebody, in this very piece of work.", "could_harm")
    if not is_said(proposed.keeps_safe):
        yield At("Say what keeps everybody safe.", "keeps_safe")
    if "needs" not in proposed.settled:
        yield At(
            "Arrange what each needs to take part: of the person harmed, the victim worker knows.",
            "settled",
        )
    if "child" not in proposed.settled:
        yield At(
            "The child is not prepared yet: take the time, and look at it again then.", "settled"
        )
    if for_whom(case, proposed.activity) and not is_prepared(case, proposed.activity, proposed.on):
        yield At(
            "Nothing says that the person harmed is prepared for it. Ask the victim worker, who "
            "writes it down: it shows here then.",
            "activity",
        )


@carries("CM-344", "NP-209", "NP-301", "NP-312")
def keep_the_six_principles(case: Case, proposed: Event) -> Iterator[str]:
    del case
    if not isinstance(proposed, RestorativeRiskAssessed) or proposed.safe != "yes":
        return
    if any(each not in proposed.principles for each in PRINCIPLES):
        yield At(
            "Not all six principles hold yet. Change what is planned until they do, or say that it "
            "is not safe yet.",
            "principles",
        )
    if "harmless" not in proposed.settled:
        yield At(
            "Where anything in it would punish, harm or shame, plan something else.", "settled"
        )


@carries("NP-305", "NP-306", "CM-352")
def come_freely_and_not_alone(case: Case, proposed: Event) -> Iterator[str]:
    del case
    if not isinstance(proposed, RestorativeRiskAssessed) or proposed.safe != "yes":
        return
    if "understands" not in proposed.settled:
        yield At(
            "Go through with the child why it is done and what happens, and whether the child wants"
            " to: nobody comes who does not know, or must.",
            "settled",
        )
    if "everybody" not in proposed.settled:
        yield At(
            "Go through it with everybody else who takes part too: why they are there, and what is "
            "asked of them.",
            "settled",
        )
    if "parents" not in proposed.settled and not is_said(proposed.without_parents):
        yield At(
            "Take the parents or carers along, or say why it is without them.", "without_parents"
        )


@carries("NP-295", "NP-310")
def led_by_somebody_who_can(case: Case, proposed: Event) -> Iterator[str]:
    del case
    if not isinstance(proposed, RestorativeRiskAssessed) or proposed.safe != "yes":
        return
    if "knows" not in proposed.settled:
        yield At(
            "Whoever leads it reads the child’s history first, and gets to know the child.",
            "settled",
        )
    if proposed.led_by is None and not proposed.facilitator:
        yield At("Say who leads it.", "led_by", "facilitator")
    if proposed.trained_on is None:
        yield At(
            "Say when whoever leads it was trained for it. Nobody leads it untrained.", "trained_on"
        )
    elif proposed.trained_until is not None and proposed.trained_until < proposed.on:
        yield At(
            f"The training of whoever leads it ran out {said(proposed.trained_until)}. Choose "
            "somebody whose training is in date, or have a new one written down first.",
            "led_by",
            "trained_until",
        )


@carries("NP-304")
def bring_an_interpreter(case: Case, proposed: Event) -> Iterator[str]:
    needed = case.child.interpreter and case.child.interpreter.needed
    if not isinstance(proposed, RestorativeRiskAssessed) or proposed.safe != "yes":
        return
    if needed and "interpreter" not in proposed.settled:
        yield At(
            "The child needs an interpreter: one is booked, and comes, before it is safe.",
            "settled",
        )


@carries("CM-348", "CM-353", "CM-370", "CM-383", "NP-106")
def begin_when_both_are_ready(case: Case, proposed: Event) -> Iterator[str]:
    if not isinstance(proposed, RestorativeActivityHeld):
        return
    if planned := planned_as(case, proposed.activity):
        yield from (
            At(WHY[each.lacks], "activity") for each in waits_of(case, planned, proposed.on)
        )


@carries("NP-302")
def let_each_be_heard(case: Case, proposed: Event) -> Iterator[str]:
    """What is done with or for somebody harmed lets both raise what they wish to of the harm."""
    if not isinstance(proposed, RestorativeActivityHeld) or proposed.corrects:
        return
    if for_whom(case, proposed.activity) and not is_said(proposed.raised):
        yield At(
            "Say what each wanted to say about the harm, and whether they could. If somebody could "
            "not, say so, and when they can.",
            "raised",
        )


@carries("CM-348", "CM-354", "NP-309")
def begin_when_it_is_safe(case: Case, proposed: Event) -> Iterator[str]:
    """Whatever is done, or made and handed over, was looked at for its own risks."""
    match proposed:
        case RestorativeActivityHeld():
            about: tuple[str | None, ...] = (proposed.activity,)
        case WorkHandedOver() if isinstance(made := case.event(proposed.work), WorkMade):
            about = (made.id, made.activity)
        case _:
            return
    for planned in filter(None, (planned_as(case, each) for each in about)):
        mind = called_off(case, planned)
        if mind is not None and mind.on <= proposed.on:
            yield At(f"The child changed their mind {said(mind.on)}. {ANEW}", "activity", "work")
    told = (each for each in case.all(RestorativeRiskAssessed) if each.activity in about)
    last = [each for each in told if each.on <= proposed.on][-1:]
    if not last:
        yield At(
            "Look at the risks of this very piece of work first, and at what keeps all safe.",
            "activity",
            "work",
        )
    elif last[0].safe != "yes":
        yield At(
            f"It was judged not safe yet, {said(last[0].on)}. Look at its risks again first.",
            "activity",
            "work",
        )


def hurt_since(case: Case, name: str, day: date) -> Event | None:
    """Return what said last by a day that a thing hurt somebody, where nobody looked at its risks
    since."""
    kinds = (RestorativeRiskAssessed, RestorativeActivityHeld, RestorativeOutcome)
    for each in reversed(case.walk(*kinds, about=name)):
        if each.on > day:
            continue
        if isinstance(each, RestorativeRiskAssessed):
            return None
        if isinstance(each, RestorativeActivityHeld | RestorativeOutcome) and each.hurt:
            return each
    return None


@carries("CM-344")
def go_on_where_nobody_was_hurt(case: Case, proposed: Event) -> Iterator[str]:
    """What turned out to punish, harm or shame somebody does not go on as it was."""
    if not isinstance(proposed, RestorativeActivityHeld) or proposed.corrects:
        return
    if hurt := hurt_since(case, proposed.activity, proposed.on):
        yield At(
            f"It punished, hurt or shamed somebody {said(hurt.on)}. Change what did, and look at "
            "its risks again first.",
            "activity",
        )


@carries("CM-348", "CM-354", "CM-383")
def hand_over_what_is_wished(case: Case, proposed: Event) -> Iterator[str]:
    """A child's work goes to somebody harmed as a letter does: where both want it that day."""
    if not isinstance(proposed, WorkHandedOver):
        return
    made = case.event(proposed.work)
    if not isinstance(made, WorkMade):
        return
    both = both_on(case, made.victim, proposed.on)
    answered = work(case, made).answered
    if answered is None or answered.answer != "now":
        yield At(f"{ASK_HER}: nothing says that they would like this now.", "work")
    if both.child != "yes":
        yield At(
            "The child is not ready and willing: talk it over, and write down how ready they are.",
            "work",
        )
    if not both.wants(AS_A_WORK):
        yield At(f"{ASK_HER}: nothing says that they are ready for it.", "work")
    if not both.consents(AS_A_WORK):
        yield At(
            "There is no written consent of the person harmed. The victim worker asks for it.",
            "work",
        )


def ask_whether_the_hours_are_meant(case: Case, proposed: Event) -> Iterator[str]:
    """Hours that an order counts are seldom so many on one day, or more than are left."""
    if not isinstance(proposed, RestorativeActivityHeld) or proposed.corrects or not proposed.hours:
        return
    held = case.all(RestorativeActivityHeld)
    on_the_day = proposed.hours + sum(e.hours or 0 for e in held if e.on == proposed.on)
    most = value_on(case.settings.made_right_a_day, proposed.on)
    asks = []
    if on_the_day > most:
        asks.append(f"{on_the_day:g} hours on {said(proposed.on)} are more than {most}.")
    planned = planned_as(case, proposed.activity)
    if planned is not None and planned.hours:
        left = max(planned.hours - activity(case, planned).worked, 0)
        if proposed.hours > left:
            asks.append(f"Of the {planned.hours:g} hours that are planned, {left:g} are left.")
    if asks:
        asks.append("Give the hours of that day alone, or tick this if they are meant.")
        yield " ".join(asks)


def ask_whether_the_order_is_theirs(case: Case, proposed: Event) -> Iterator[str]:
    """Of several people another may be chosen, and the first one's order stays: hours would count
    for it. It may be meant: what is done for one may be a part of another's order."""
    if not isinstance(proposed, RestorativeActivityPlanned) or proposed.victim is None:
        return
    order = next((each for each in case.orders if each.id == proposed.order), None)
    if order is not None and order.victims and proposed.victim not in order.victims:
        yield (
            "Whoever it is with was not harmed by what this order is for. Choose another order, "
            "or tick this if it is meant."
        )
