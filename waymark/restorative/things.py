"""What was planned or made to make something right, as pages show it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from waymark.contacts import words
from waymark.pages.words import day
from waymark.papers.models import Source
from waymark.restorative.required import Hours
from waymark.restorative.venues import Venue
from waymark.rules.restorative import AS_A_WORK, Activity, Both, State, Wait
from waymark.rules.restorative import Work as Way

DONE = "done"
HURT = "stopped, to be looked at"
NOT_SAFE = "not safe yet"
STATES: dict[State, str] = {
    "planned": "planned",
    "assessed": "safe to begin",
    "held": DONE,
    "called-off": "stopped",
}
WAITS = {  # what a thing waits for, and what to do
    "child": ("{name}", "Ask {name} first, if nobody has, and write down how ready {name} is."),
    "victim": (
        "the person harmed",
        "Nobody has told that the person harmed is ready for this. Ask the victim worker.",
    ),
    "consent": (
        "written consent",
        "The written consent of the person harmed to this is not here. The victim worker asks.",
    ),
    "prepared": (
        "the person harmed",
        "The person harmed is not prepared yet. The victim worker takes the time with them.",
    ),
    "until": ("the victim worker", ""),
}
FIRST = "Change what did, and look at its risks again, before it goes on."
OF_BOTH = ("child_said", "child_not_asked", "victim_said", "victim_not_asked")


@dataclass(frozen=True)
class Work:
    """One thing that was planned, with what was written of it."""

    activity: Activity
    event: int
    form: str
    said: Mapping[str, str]  # by field, of the plan
    outcomes: list[Mapping[str, str]]
    praise: list[str]
    raised: list[str]
    all_the_same: list[str]  # why, though the person harmed asked for time
    hours: Hours
    waits: list[Wait]  # for what, before it may begin
    name: str  # of the child
    today: date
    is_over: bool  # either wants it no more
    made: list["Thing"]
    led_by: str
    venue: Venue | None
    told: list[str]  # by the victims' side, of this alone
    hurt: str  # that it hurt somebody, in words, where nobody looked at its risks since

    @property
    def rows(self) -> list[tuple[date, float]]:
        return [(each.on, each.hours) for each in self.activity.held if each.hours]

    @property
    def state(self) -> str:
        """Return how far it is, in words; hours that are still to come are under way, unless what
        was done of them hurt somebody, or is not safe."""
        state = self.activity.state
        if self.is_going_on and (self.hurt or not self.is_safe):
            return HURT if self.hurt else NOT_SAFE
        if state == "held" and self.hours.worked < self.hours.asked:
            return "under way"
        if state == "assessed" and self.waits:
            return waits_in_words(self.waits[0], self.name, self.today)
        return STATES[state]

    @property
    def when(self) -> str:
        """Return the day on which it was done, else that for which it is planned; and for which it
        had been planned, where it was done on another."""
        planned = self.activity.planned.planned_for
        done = self.activity.done_on if self.activity.was_done else []
        for_when = day(planned, self.today) if planned else ""
        if not done:
            return for_when
        was_done = f"{'last ' * (len(done) > 1)}done {day(done[-1], self.today)}"
        as_planned = planned is None or planned in done
        return was_done if as_planned else f"{was_done}, planned for {for_when}"

    @property
    def ended(self) -> str:
        """Return since when the child wants it no more, and how it was said."""
        if not (said := self.activity.called_off):
            return ""
        how = " by a tap on their own copy" if said.themselves else ""
        return f"{self.name} said no to it{how}, {day(said.on, self.today)}."

    @property
    def unheard(self) -> list[str]:
        """Return whom nobody has heard yet on what came of it, in words."""
        done = self.activity.was_done
        return [WAITS[each][0].format(name=self.name) for each in self.activity.unheard if done]

    @property
    def is_to_do(self) -> bool:
        """Tell whether it is safe, and still to be done or to be gone on with."""
        state = self.activity.state
        return state == "assessed" or (state == "held" and not self.activity.is_a_work)

    @property
    def is_going_on(self) -> bool:
        """Tell whether it is to be done still, or is not done with: hours are worked in days."""
        return not (self.is_over or self.is_done)

    @property
    def is_done(self) -> bool:
        """Tell whether it is done with, be it since all the hours are worked that an order asks by
        it."""
        is_worked = bool(self.rows) and self.hours.worked >= self.hours.asked > 0
        return self.activity.is_done or is_worked

    @property
    def is_safe(self) -> bool:
        """Tell whether nobody said of it last that it is not."""
        return self.activity.assessed is None or self.activity.assessed.safe == "yes"

    @property
    def may_go_on(self) -> bool:
        """Tell whether more of it may be done, though nothing asks for it: messages go to and
        fro."""
        return self.is_done and not (self.is_over or self.activity.is_a_work)

    @property
    def why_not(self) -> list[str]:
        """Return why it may not begin, or go on, today."""
        waits = [each.told or WAITS[each.lacks][1].format(name=self.name) for each in self.waits]
        return [f"{self.hurt}. {FIRST}", *waits] if self.hurt else waits

    @property
    def is_open(self) -> bool:
        """Tell whether it may begin, or go on, today."""
        return self.is_safe and not (self.waits or self.hurt)


@dataclass(frozen=True)
class Thing:
    """What the child made for somebody harmed, and how far it is on its way."""

    way: Way
    event: int
    says: str
    picture: Source | None
    both: Both

    @property
    def name(self) -> str:
        return words.ANSWERS["work-made.made"][self.way.made.made]

    @property
    def state(self) -> str:
        if self.way.given:
            return words.ANSWERS["work-given.how"][self.way.given.how]
        if self.way.handed_over:
            return "With the victim worker"
        if self.way.answered:
            return words.ANSWERS["work-answered.answer"][self.way.answered.answer]
        return "Not wished for" if self.both.declines(AS_A_WORK) else "Not answered yet"

    @property
    def is_here(self) -> bool:
        return not self.way.handed_over

    @property
    def is_safe(self) -> bool:
        return bool(self.way.assessed and self.way.assessed.safe == "yes")

    @property
    def is_to_look_at(self) -> bool:
        """Tell whether nobody found it safe yet; not of a no, nor of what is planned as a whole."""
        return not (self.both.declines(AS_A_WORK) or self.is_safe or self.way.planned)

    @property
    def may_go(self) -> bool:
        """Tell whether both wish for it, it was looked at for its risks, and is still here."""
        is_wished = bool(self.way.answered and self.way.answered.answer == "now")
        return is_wished and self.both.agree_on(AS_A_WORK) and self.is_safe and self.is_here


def waits_in_words(wait: Wait, name: str, today: date) -> str:
    if wait.until:
        return f"waits until {day(wait.until, today)}"
    return f"waits for {WAITS[wait.lacks][0].format(name=name)}"
