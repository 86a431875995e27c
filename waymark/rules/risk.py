"""A child whose level is high or very high is brought to a risk panel, and again while it is; what
keeps people safe until a day is looked at again by then."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from waymark.rules.calendar import months_after, said, working_days_after
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.duty import Owed
from waymark.rules.events import Event
from waymark.rules.events.plans import PlanAgreed, PlanAmended, PlanReturned, PlanReviewed
from waymark.rules.events.risk import Judgement, Level, RiskPanelHeld, SafetyPlanMade
from waymark.rules.settings import value_on


@dataclass(frozen=True, slots=True)
class Levels:
    serious_harm: Level = "low"
    safety_and_wellbeing: Level = "low"

    def after(self, judgement: Judgement) -> "Levels":
        return Levels(
            judgement.serious_harm or self.serious_harm,
            judgement.safety_and_wellbeing or self.safety_and_wellbeing,
        )

    @property
    def very_high(self) -> bool:
        return "very-high" in (self.serious_harm, self.safety_and_wellbeing)

    @property
    def high(self) -> bool:
        return self.very_high or "high" in (self.serious_harm, self.safety_and_wellbeing)


def levels_now(case: Case) -> Levels:
    """Return the levels as they were judged last."""
    levels = Levels()
    for judgement in case.all(Judgement):
        levels = levels.after(judgement)
    return levels


@carries("CM-540", "CM-555", "CM-580")
def hold_risk_panel(case: Case) -> Iterator[Owed]:
    """A spell runs while either level is high; in it one panel is always pending."""
    levels, number, pending = Levels(), 1, None
    for event in case.walk(Judgement, RiskPanelHeld):
        if isinstance(event, Judgement):
            before, levels = levels, levels.after(event)
            if pending is not None and not levels.high:
                yield pending._replace(closes_on=event.on)
                pending, number = None, number + 1
            elif levels.high and (pending is None or (levels.very_high and not before.very_high)):
                pending = _first_panel(case, number, event.on, very_high=levels.very_high)
        elif pending is not None:
            yield pending._replace(done_on=event.on)
            number += 1
            pending = _next_panel(case, number, event.on)
    if pending is not None:
        yield pending


def _first_panel(case: Case, number: int, judged_on: date, *, very_high: bool) -> Owed:
    asked = "risk_panel_very_high" if very_high else "risk_panel"
    within = value_on(getattr(case.settings, asked), judged_on)
    level = "very high" if very_high else "high"
    return Owed(
        str(number),
        judged_on,
        judged_on,
        f"A risk was judged to be {level} on {said(judged_on)}, and a panel is to share it within "
        f"{within} working days.",
        due_on=working_days_after(judged_on, within),
        numbers=(asked,),
    )


def _next_panel(case: Case, number: int, held_on: date) -> Owed:
    months = value_on(case.settings.risk_panel_again, held_on)
    return Owed(
        str(number),
        held_on,
        held_on,
        f"The last panel was held on {said(held_on)} and no judgement since has "
        f"lowered the risk, so the next is within {months} months.",
        due_on=months_after(held_on, months),
        numbers=("risk_panel_again",),
    )


# Whom what keeps people safe from today keeps safe.
KEPT = {"child": {"child"}, "others": {"others"}, "both": {"child", "others"}}


@carries("EP-117")
def look_at_safety_plan(case: Case) -> Iterator[Owed]:
    """What holds until a day is looked at again by then: in a plan that no manager returned or in
    a review, or written down anew for all whom it keeps safe."""
    told = [
        each
        for each in case.walk(SafetyPlanMade, PlanAgreed, PlanAmended, PlanReviewed)
        if isinstance(each, SafetyPlanMade) or not case.about(PlanReturned, each.id)
    ]
    for place, made in enumerate(told):
        if isinstance(made, SafetyPlanMade) and made.until is not None:
            yield Owed(
                made.id,
                made.on,
                made.on,
                f"What was agreed on {said(made.on)} keeps people safe until {said(made.until)}: "
                "a plan takes its place by then, or it is agreed anew.",
                due_on=made.until,
                done_on=_looked_at_again_on(made, told[place + 1 :]),
            )


def _looked_at_again_on(made: SafetyPlanMade, later: list[Event]) -> date | None:
    still = KEPT[made.keeps]
    for event in later:
        still = still - KEPT[event.keeps] if isinstance(event, SafetyPlanMade) else set()
        if not still:
            return event.on
    return None
