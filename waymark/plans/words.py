"""What the parts of a plan and their fields are called: one table. {name} is the child's."""

from collections.abc import Collection
from typing import NamedTuple

from waymark.chronology.labels import plain
from waymark.rules import calendar

FAMILIES = {
    "own": "What {name} wants",
    "not-offend": "Staying out of trouble",
    "keep-safe": "Keeping {name} safe",
    "keep-others-safe": "Keeping others safe",
    "repair": "Putting things right and moving on",
}
AGREEMENT = {
    "agrees": "{name} agrees",
    "disagrees": "{name} does not agree",
    "could-not-answer": "{name} could not answer",
}
WEEKDAYS = {each: each.capitalize() for each in calendar.WEEKDAYS}
KEEPS = {"child": "{name}", "others": "Other people", "both": "{name} and other people"}
STATES = {
    "draft": "a draft",
    "agreed": "agreed, not countersigned yet",
    "countersigned": "agreed and countersigned",
    "returned": "agreed, and returned by a manager",
}

EARLY_END = {
    "apply": "Ask the court to end it early",
    "not-yet": "Not yet",
    "see-it-through": "See it through: that is better for the child",
}


class Group(NamedTuple):
    """A list of the plan: its heading, what one of it is called, and what an empty one lacks."""

    title: str
    one: str
    what_for: str = ""


GROUPS = {
    "goals": Group("Goals", "a goal", "What {name} wants, and the steps that lead there."),
    "controls": Group(
        "What keeps everybody safe",
        "something that keeps people safe",
        "Who does what so that {name} and others are safe meanwhile.",
    ),
    "contingencies": Group(
        "What if", "a what-if", "What each agency does if the risk goes up, or down."
    ),
    "family": Group(
        "The family", "something for the family", "What parents, brothers and sisters need."
    ),
    "other_plans": Group(
        "Other plans", "another agency’s plan", "How this plan fits with the others {name} has."
    ),
    "compulsory": Group("What the court requires, and why", "why something is compulsory"),
    "left": Group("Left for now", "why something is left"),
    "whole": Group("Whom to call, and when we look again", "the whole plan"),
}


class Words(NamedTuple):
    label: str
    help: str = ""


FIELDS = {
    "goals.words": Words("What does {name} want?", "In {name}’s own words, as far as you can."),
    "goals.family": Words("What is it about?"),
    "goals.because": Words("Why does it matter?", "Tick what it rests on: nothing is typed twice."),
    "goals.success": Words("How will {name} know that it worked?"),
    "goals.agency": Words("Which agency leads?"),
    "goals.child": Words("What does {name} say to this goal?"),
    "goals.child_because": Words("Why, where {name} does not agree or could not answer?"),
    "goals.ended_on": Words("Ended on"),
    "goals.ended_because": Words("What became of it?"),
    "steps.what": Words("What is done?"),
    "steps.who": Words("Who does it?"),
    "steps.by": Words("By when?"),
    "steps.times_a_week": Words("How often a week?"),
    "steps.weekdays": Words("On which days?", "Where they are fixed."),
    "steps.agency": Words("For which agency?"),
    "steps.requirement": Words("Does the court require it?"),
    "steps.done_on": Words("Done on"),
    "controls.keeps": Words("Who is kept safe by it?"),
    "controls.what": Words("What is done?"),
    "controls.who": Words("Who does it?"),
    "controls.agency": Words("For which agency?"),
    "contingencies.agency": Words("Which agency?"),
    "contingencies.who": Words("Who there?"),
    "contingencies.if_up": Words("What do they do if the risk goes up?"),
    "contingencies.if_down": Words("What do they do if it goes down?"),
    "family.whose": Words("Whose need is it?", "Such as mum, or a younger brother."),
    "family.need": Words("What do they need?"),
    "family.what": Words("What is done about it, and by whom?"),
    "other_plans.agency": Words("Which agency’s plan?"),
    "other_plans.name": Words("What is it called?"),
    "other_plans.fits": Words("How does this plan fit with it?"),
    "other_plans.source": Words(
        "Which file is it?", "One that is attached to an assessment of {name}."
    ),
    "compulsory.why": Words(
        "Why is it required, and how is it made {name}’s own?",
        "In words that {name} understands: what has to be done, why, and what {name} may choose.",
    ),
    "left.because": Words("Why is nothing planned for it now?"),
    "whole.orders": Words("Which orders is this plan for?"),
    "whole.call_name": Words("Whom can {name} call when something in the plan is hard?"),
    "whole.call_number": Words("On which number?"),
    "whole.changed_because": Words("What changed, and why?"),
    "whole.next_review_on": Words(
        "When do you look at it together again?", "At the latest in three months."
    ),
}


def on_days(weekdays: Collection[str]) -> str:
    """Say on which days of the week something happens: Mondays and Thursdays."""
    *rest, last = [f"{WEEKDAYS[each]}s" for each in WEEKDAYS if each in weekdays]
    return f"{', '.join(rest)} and {last}" if rest else last


def named(words: str, name: str) -> str:
    return words.replace("{name}", name)


def label(field: str, name: str) -> str:
    return named(FIELDS[field].label, name)


def asked_as(group: str, name: str, first_name: str) -> str:
    """Return what a field of a form asks, by its name there: `words`, or `s0_what` of a step."""
    line, _, rest = name.partition("_")
    of_a_step = line[:1] == "s" and line[1:].isdecimal()
    found = FIELDS.get(f"steps.{rest}" if of_a_step else f"{group}.{name}")
    return named(found.label, first_name) if found else plain(rest if of_a_step else name)


def help_text(field: str, name: str) -> str:
    return named(FIELDS[field].help, name)
