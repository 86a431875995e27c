"""What is owed to somebody who was harmed of each thing that casework planned with them."""

from collections.abc import Iterator
from datetime import date

from waymark.rules.calendar import days_after, said, working_days_after
from waymark.rules.carries import carries
from waymark.rules.harmed.finders import Asked, Told, called_for, is_sooner
from waymark.rules.harmed.happenings import OutcomeAsked, Prepared, RestorativeAnswered
from waymark.rules.harmed.spells import Need, Preference
from waymark.rules.harmed.taking_part import (
    A_WORK,
    is_to_come,
    is_written,
    not_offered,
    prepared,
    took_no_part,
    took_part_with,
)
from waymark.rules.harmed.telling import COVERS
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


@carries("CM-378")
def offer_what_is_planned(asked: Asked) -> Iterator[Told]:
    """Casework may plan before anybody asked them. One offer is owed of a child: this one, where
    none is owed sooner."""
    called = list(called_for(asked))
    for each in not_offered(asked.victim, asked.day):
        if all(child != each.child or is_sooner(each, told) for child, told in called):
            yield _before(each, f"{_planned(each)}, and nobody offered it to them yet.")


@carries("CM-383")
def have_their_consent(asked: Asked) -> Iterator[Told]:
    """Casework waits for it, before anything is done with them: owed of what they said yes to, and
    of what is planned, before its day."""
    for child in sorted({link.child for link in asked.victim.links}):
        given = asked.victim.consents_with(child, asked.day)
        covered = {form for each in given for form in COVERS.get(each.allows, ())}
        yes = _said_yes(asked, child, covered)
        planned = [e for e in _to_come(asked) if e.child == child and e.form not in covered]
        planned.sort(key=lambda each: each.planned_for or date.max)
        since = [each.on for each in planned] + [each.on for each in yes]
        if since:
            why = [f"{_planned(each)}." for each in planned[:1]]
            why += [f"They said yes on {said(each.on)}." for each in yes]
            why.append("Nothing is done before they consent in writing.")
            by = _day_before(planned[0]) if planned else None
            yield Told(str(child), min(since), by, " ".join(why))


def _said_yes(asked: Asked, child: int, covered: set[str]) -> list[RestorativeAnswered]:
    """Return their last yes to something that they did not consent to, and that is not done."""
    done = took_part_with(asked.victim, child)
    wants = asked.victim.answers_with(child, asked.day)
    for each in asked.victim.for_child(RestorativeAnswered, child)[::-1]:
        stands = [form for form in each.forms or wants if wants[form] == "accepted"]
        if each.answer != "accepted" or not stands or not asked.victim.is_wanted(child):
            continue
        lacks = not covered.issuperset(stands) if each.forms else not covered
        if lacks and not any(part.on >= each.on for part in done):
            return [each]
    return []


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
    """What they need to take part, as their needs say, and who comes with a child:
    to a letter nobody comes."""
    for each in _to_come(asked):
        talks = asked.victim.said_about(each, Prepared)
        lacks = []
        if not any(talk.arranged for talk in talks):
            lacks = list(_needs(asked))
        is_alone = each.form != A_WORK and not any(talk.comes_with for talk in talks)
        if asked.victim.age == "child" and is_alone:
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
    return Told(activity.of, activity.on, _day_before(activity), why)


def _day_before(activity: Activity) -> date | None:
    return days_after(activity.planned_for, -1) if activity.planned_for else None


def _after(asked: Asked, activity: Activity, why: str) -> Told:
    last: date = activity.done_on[-1]
    by = working_days_after(last, value_on(asked.clocks.told, last))
    return Told(activity.of, last, by, why)
