"""What a new version changes, and which earlier answers hold for it all the same."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from waymark.chronology.casefile import Document
from waymark.guidance.forms import form
from waymark.plans.looking_back import as_it_stands
from waymark.plans.models import Version
from waymark.plans.queries import says
from waymark.rules.case import Case
from waymark.rules.comparing import Change, changes

QUESTIONS = "finalising"
ANSWERS, KEPT_FROM, WITH_THE_REST = "answers", "kept_from", "with_the_rest"
YES, NOT_YET = "yes", "not-yet"
# The lists of a plan whose change asks a section anew; any change asks the others.
TOUCHED_BY = {
    "plan-found": {"goals", "compulsory", "left", "whole"},
    "plan-child-fit": {"goals"},
    "plan-week": {"goals"},
    "plan-safe": {"controls", "contingencies", "other_plans"},
}
LOOKED_AT = "look-"


def question_about(provision: str, group: str, item: str | None, what: str) -> str:
    """Return what the answer to one thing worth another look is known by."""
    return f"{LOOKED_AT}{provision}-{group}-{item or ''}-{what.replace(' ', '-')}"


def changes_of(draft: Version, case: Case) -> list[Change] | None:
    """Return what a draft changes of the version before it, why aside; nothing where it is the
    first. One query."""
    before = Version.objects.filter(plan=draft.plan_id, number=draft.number - 1).first()
    if before is None:
        return None
    plain = partial(replace, changed_because=None)
    return changes(plain(as_it_stands(before, case)), plain(says(draft)))


def carried(last: Version) -> list[Document]:
    """Return what was answered up to an agreement, as the next version begins with it."""
    return [{KEPT_FROM: last.number, **each} for each in last.document.get(ANSWERS) or []]


def that_hold(draft: Version, found: list[Change] | None) -> list[Document]:
    """Return the answers that hold: those given anew, and earlier ones that nothing touched.

    :param found: what the draft changes, as `changes_of` says it.
    """
    held = draft.document.get(ANSWERS) or []
    touches = _touching([each for each in found or [] if not _is_only_done(each)])
    return [each for each in held if KEPT_FROM not in each or not touches(each["question"])]


def _is_only_done(change: Change) -> bool:
    """Tell whether a goal is as it was, but that some of its steps are done: as was planned."""
    if change.how != "changed" or {each.name for each in change.fields} != {"steps"}:
        return False
    (steps,) = change.fields
    was, is_ = ([replace(each, done_on=None) for each in side] for side in (steps.was, steps.is_))
    return was == is_


def _touching(found: list[Change]) -> Callable[[str], bool]:
    groups = {each.group for each in found}
    items = {f"-{each.group}-{each.key}-" for each in found}
    sections = {each.id: section.id for section, each in form(QUESTIONS).questions}

    def touches(question: str) -> bool:
        if question.startswith(LOOKED_AT):
            return any(item in question for item in items)
        return bool(groups & TOUCHED_BY.get(sections.get(question, ""), groups))

    return touches
