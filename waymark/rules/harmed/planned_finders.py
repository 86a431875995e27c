"""What is owed to somebody who was harmed of each thing that casework planned with them."""

from collections.abc import Iterator
from datetime import date

from waymark.rules.calendar import days_after, said, working_days_after
from waymark.rules.carries import carries
from waymark.rules.harmed.finders import Asked, Told
from waymark.rules.harmed.happenings import OutcomeAsked, Prepared
from waymark.rules.harmed.spells import Need, Preference
from waymark.rules.harmed.taking_part import A_WORK, is_to_come, is_written, prepared, took_no_part
from waymark.rules.harmed.victim import Activity
from waymark.rules.settings import value_on

CALLED = {  # as a sentence calls each form of the list `restorative-forms`
    "letter": "a letter",
    "shuttle": "messages carried to and fro",
    "meeting": "a meeting",
    "conference": "a conference",
    "panel": "coming to the panel",
    "direct-reparation": "something done for them, with them",
    "indirect-reparation": "something done for them, without meeting",
    "community": "something done for others",
    "talk": "a talk about what happened",
    "everyday": "day to day where the child lives",
    "home-mediation": "mediation where the child lives",
    "community-resolution": "settled informally, with the police",
}


@carries("CM-353", "NP-308")
def prepare_them(asked: Asked) -> Iterator[Told]:
    """Preparing takes time, and as many talks as it takes: until they say that they are prepared,
    and before the day."""
    for each in _to_come(asked):
        last = prepared(asked.victim, each, asked.day)
        if last is None or last.prepared != "yes":
            so_far = f" Last talked about {said(last.on)}: not yet." if last else ""
            yield _before(each, f"{_planned(each)}, and they are not prepared for it yet.{so_far}")


@carries("CM-351", "CM-352", "NP-306")
def arrange_what_they_need(asked: Asked) -> Iterator[Told]:
    """What they need to take part, as their needs say, and who comes with a child."""
    for each in _to_come(asked):
        talks = asked.victim.said_about(each, Prepared)
        lacks = []
        if not any(talk.arranged for talk in talks):
            lacks = list(_needs(asked))
        if asked.victim.age == "child" and not any(talk.comes_with for talk in talks):
            lacks.append("somebody who comes with them, as they are a child")
        if lacks:
            yield _before(each, f"{_planned(each)}. That day they need {', '.join(lacks)}.")


def _needs(asked: Asked) -> Iterator[str]:
    if any(each.interpreter for each in asked.victim.now(Preference, asked.day)):
        yield "an interpreter"
    if any(each.weight for each in asked.victim.now(Need, asked.day)):
        yield "what stands under “What they need”"


@carries("CM-388", "CM-349")
def write_that_they_took_part(asked: Asked) -> Iterator[Told]:
    for each in _done(asked):
        if not is_written(asked.victim, each):
            yield _after(
                asked,
                each,
                f"Casework says that it was done: {CALLED[each.form]}, {_days(each)}. Say whether "
                "they took part.",
            )


@carries("CM-387")
def ask_what_came_of_it(asked: Asked) -> Iterator[Told]:
    """Of both it is asked: of the child in casework, of them here."""
    for each in _done(asked):
        was_asked = asked.victim.said_about(each, OutcomeAsked)
        if not was_asked and not took_no_part(asked.victim, each):
            done = f"Casework says that it was done: {CALLED[each.form]}, {_days(each)}."
            yield _after(asked, each, f"{done} Ask what came of it for them.")


def _to_come(asked: Asked) -> Iterator[Activity]:
    yield from (e for e in asked.victim.activities if is_to_come(asked.victim, e, asked.day))


def _done(asked: Asked) -> Iterator[Activity]:
    """Yield what was done; how a work was received is asked as it is given."""
    yield from (e for e in asked.victim.activities if e.done_on and e.form != A_WORK)


def _planned(activity: Activity) -> str:
    when = f" for {said(activity.planned_for)}" if activity.planned_for else ""
    return f"Planned{when}: {CALLED[activity.form]}"


def _days(activity: Activity) -> str:
    return ", ".join(map(said, activity.done_on))


def _before(activity: Activity, why: str) -> Told:
    by = days_after(activity.planned_for, -1) if activity.planned_for else None
    return Told(activity.of, activity.on, by, why)


def _after(asked: Asked, activity: Activity, why: str) -> Told:
    last: date = activity.done_on[-1]
    by = working_days_after(last, value_on(asked.clocks.told, last))
    return Told(activity.of, last, by, why)
