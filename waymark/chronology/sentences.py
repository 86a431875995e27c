"""Each kind of event in one plain sentence.

{field} stands for a fact of the event, in words; {child} for the child's first name. What stands in
[brackets] is said only where all its facts are known; [this|else that].
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from waymark.chronology import requirements
from waymark.chronology.labels import label, plain
from waymark.pages.words import day, inside
from waymark.rules.calendar import days_after
from waymark.rules.events.orders import RequirementChanged
from waymark.rules.facts import build
from waymark.rules.values import DAY

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Naming:
    """How those who stand in a record are called, and what today is."""

    child: str
    today: date
    people: Mapping[str, str] = field(default_factory=dict)  # the child's network, by their ids
    workers: Mapping[str, str] = field(default_factory=dict)  # by e-mail, and what stands before @


def _contact(facts: Facts) -> str:
    if facts["outcome"] == "missed":
        return "Missed: [{method_inside}|a contact][, at {at}]"
    if facts["outcome"] == "attended":
        return "[{method}|Met {child}][, {place}][, {minutes} minutes]"
    return "[{method}|Met {child}][, {place}]: {outcome_inside}"


def _visits(facts: Facts) -> str:
    if facts["where"] == "none":
        return "Nobody visits where {child} lives for now"
    where = "inside" if facts["where"] == "inside" else "outside"
    who = ", two together" if facts.get("who_goes") == "pairs" else ""
    return f"Looked at visits to where {{child}} lives: {where}{who}[, until {{until}}]"


def _judgement(facts: Facts) -> str:
    levels = {
        "safety_and_wellbeing": "safety and wellbeing",
        "serious_harm": "serious harm",
        "reoffending": "offending again",
    }
    said = [f"{words} {{{name}}}" for name, words in levels.items() if facts.get(name)]
    return f"Judgement: {', '.join(said)}" if said else "Judgement"


def _put(facts: Facts) -> str:
    if facts.get("after"):
        return "Wrote down what a decision rests on that could not wait"
    return "Put to a manager to decide: {what_put}"


def _looked_at_ending_early(facts: Facts) -> str:
    return "Looked at ending the order early: {early_end}[, to be looked at again {look_again_on}]"


def _amended(facts: Facts) -> str:
    said = [
        words
        for fact, words in {
            "starts_on": "it now begins {starts_on}",
            "ends_on": "it now ends {ends_on}",
            "custodial_months": "{custodial_months} in custody",
            "requirements": "{requirements}",
        }.items()
        if facts.get(fact)
    ]
    return f"The order was changed: {'; '.join(said)}" if said else "The order was changed"


SENTENCES: dict[str, str | Callable[[Facts], str]] = {
    # contact with the child
    "contact": _contact,
    "contact-level-set": "How often we meet was set: {how_often}[, {a_month} a month]"
    "[, to be looked at again {review_on}]",
    "absence-followed-up": "Asked {child} why[: {reason_missed}][ ({acceptable})]",
    "achievement": "{child} did something well",
    "progress-told": "Others were told how it goes",
    "judged-for-court": "Whether it must go back to court: {for_court}",
    "warning": "Warning given",
    "engagement-panel-held": "Engagement panel held",
    "put-to-manager": _put,
    "sent-back": "What was put to a manager was sent back to be mended[: {by_whom}]",
    "breach-decided": "Decided whether the order goes back: {goes_back}[, {urgent}][ ({by_whom})]",
    "independent-breach-review": "The decision to breach was looked at by somebody else",
    # assessment and plans
    "child-inducted": "Settled in: what is asked was gone through with {child}",
    "order-explained-again": "What is asked was gone through again with {child}",
    "agreement-given": "What was agreed was given to {child}[: {format}]",
    "assessment-completed": "Assessment completed",
    "plan-agreed": "Plan[ {version}] agreed[{with_child}][, to be reviewed {next_review_on}]",
    "plan-amended": "Plan changed[ to {version}][{with_child}]",
    "plan-countersigned": "Plan[ {version}] countersigned",
    "plan-returned": "Plan[ {version}] returned[ by {by_whom}], to be mended",
    "plan-given": "Plan[ {version}] given to [{to_whom}|{child}][: {format}]",
    "direction-given": "A direction was given[ by {by_whom}][, to be followed by {due_on}]",
    "direction-done": "Did what a manager directed",
    "plan-reviewed": "Plan reviewed[{with_child}][: it {outcome}][, next on {next_review_on}]",
    "review-not-needed": "The plan did not need another look",
    "significant-change": "Something changed[: {nature}]",
    "new-charge": "A new charge",
    # risk
    "judgement": _judgement,
    "visit-assessed": _visits,
    "visits-authorised": "Visits to where {child} lives may go ahead until {until}[: {by_whom}]",
    "visits-not-authorised": "The assessment of visits was returned[: {by_whom}]",
    "safety-plan-made": "Agreed what keeps people safe from today[, until {until}]",
    "risk-panel-held": "Risk panel held",
    "weapon-found": "A weapon was found[: {place}]",
    "safeguarding-referral": "Worry passed on[ to {to_agency}]",
    "multi-agency-meeting": "Met with other agencies[: {forum}]",
    "meeting-notes-attached": "Notes of the meeting added",
    # what was said by a child or parent alone, and what came of it
    "self-assessment-given": "[{whose}|Somebody] said what they think[{to_say}]",
    "self-assessment-concern": "[{whose}|Somebody] told us of harm[{only_for}]",
    "concern-looked-at": "What we were told was looked at",
    "child-heard": "{child} said, we did",
    # orders
    "order-amended": _amended,
    "order-ended": "The order ended[: {reason}]",
    "early-revocation-considered": _looked_at_ending_early,
    "progress-panel-decided": "The panel looked at ending the order early: {early_end}"
    "[, to be looked at again {look_again_on}]",
    "early-revocation-refused": "The court did not end the order early",
    "exit-plan-agreed": "Agreed what comes after the order[{with_child}]",
    "suspension-approved": "A break agreed, from {from} to {to}[: {break_reason}][, {less}]"
    "[, {a_month} a month][ ({by_whom})]",
    "break-ended-sooner": "A break is over sooner than agreed, from {over_from}",
    "suspension-refused": "A break was not agreed[ ({by_whom})]",
    "court-application": "Asked the court {asked_for}",
    "decision-day-set": "What happens is decided on {decides_on}[ ({decides})]",
    "panel-varied": "The panel changed the contract",
    "travel-details-recorded": "Where {child} will stay was taken down",
    # care and placement
    "placement-made": "{child} was placed somewhere else[{out_of_area}][{emergency}]",
    "receiving-authority-notified": "The authority where {child} lives was told",
    "police-contact": "Police[: {nature}]",
    "responsible-authority-informed": "Those responsible for {child} were told",
    "incident": "An incident[: {place}][{police_called}]",
    "child-view-recorded": "{child} was asked what happened",
    # custody
    "custody-entered": "[Remanded to custody{remand}|Came into custody]",
    "custody-left": "Left custody[: {reason}]",
    "release-date-set": "To be released {release_on}",
    "custody-visit": "Visited in custody[ by {by_whom}]",
    "custody-visit-requested": "A visit in custody was asked for",
    "resettlement-plan-started": "Planning for release began",
    "release-confirmed": "The release was gone through with {child}",
    "pathway-plan-reviewed": "Pathway plan reviewed",
    # public protection
    "sexual-offence-registered": "Registered with the police[ until {until}]",
    "mappa-criteria-met": "Comes under MAPPA, category {category}",
    "mappa-referred": "Referred to MAPPA, category {category}[, level {level}]",
    "police-notified": "The police were told[ by {by_whom}]",
    "travel-planned": "Travel planned[: {place}][, {leaves_on}][ to {returns_on}]",
    # people who were harmed: never who they are
    "victim-contact-scheme-notified": "The Victim Contact Scheme was told",
    "victim-invitation-decided": "The person harmed: [{decision}|decided whether to invite]",
    "victim-readiness-told": "The person harmed is {ready}[, for: {for_what}]",
    "victim-consent-told": "Written consent of the person harmed: {consent}[, to: {for_what}]",
    "victim-prepared-told": "The person harmed is {prepared} for something that is planned",
    "victim-heard-told": "The victim worker asked the person harmed what came of it[: {helped}]",
    "name-gone": "A name that may stand here no longer was taken out",
    "files-looked-at": "The files were looked at for a name that was taken out: {in_files}",
    # making it right
    "restorative-considered": "What could make it right was talked through: {right}[, {form_of}]",
    "child-readiness-judged": "{child} is {ready} to make it right with somebody",
    "mind-changed": "{child} changed their mind, and it stopped",
    "restorative-activity-planned": "Planned to make something right: {form_of}[, {planned_for}]"
    "[, {hours} hours]",
    "restorative-risk-assessed": "Looked at whether it is safe for everybody: {safe}",
    "restorative-activity-held": "Something was made right[, {hours} hours]",
    "restorative-outcome": "What came of it was heard",
    "work-made": "{child} made something for somebody harmed: {work_made}",
    "work-answered": "The person harmed was asked about what {child} made: {wished}",
    "work-handed-over": "What {child} made was handed to the victim worker",
    "work-given": "What {child} made is with the person harmed: {received}",
    "stood-beside": "{beside} stood beside {child} in an offence",
    "harmed-counted-again": "How many people were harmed was put right: {harmed}",
    # who works with the child, and where the record is
    "worker-allocated": "[{worker} became the worker|{child} was given a worker]",
    "worker-unallocated": "[{worker} stopped being the worker|{child} has no worker][: {reason}]",
    "handover": "Handed over[ from {from_worker}][ to {to_worker}]",
    "co-worker-added": "{worker} works alongside",
    "co-worker-removed": "{worker} no longer works alongside",
    "day-to-day-work-moved": "{host} works with {child} from day to day[: {reason}]",
    "closing-countersigned": "How it ended was looked at[ by {by_whom}]",
    "case-closed": "Closed[: {reason}]",
    "case-reopened": "Opened again[: {reason}]",
    "case-transferred": "Moved to another service[: {to_service}]",
    "case-received": "Came from another service[: {from_service}]",
    "child-registered": "Registered[ from {source}]",
    "child-died": "{child} died",
    "address-changed": "{child} moved[{temporary}]",
    "record-changed": "Written down or changed: {what}",
    "brought-forward": "Came into Waymark[ from: {source}]",
    "withdrawn": "Withdrawn: this should not have been recorded here",
}
RECORDS = {
    "identity": "who the child is",
    "education": "school or work",
    "placements": "where the child is placed",
    "people": "the people around the child",
    "looked_after": "being looked after",
    "care_status": "what children’s services do",
    "bail_conditions": "bail conditions",
}

EARLY_END = {"apply": "it is asked for", "see-it-through": "it is seen through"}
WHAT_IS_PUT = {"breach": "whether the order goes back", "break": "a break in supervision"}
GOES_BACK = {"breach": "yes", "no-breach": "no"}
COULD_NOT_WAIT = {
    "public-protection": "at once, to protect the public",
    "further-offence": "at once, after a further serious offence",
}
ASKED_FOR = {"vary": "to change the order", "revoke": "to end the order early"}
READY = {"yes": "ready", "not-yet": "not ready yet", "no": "not willing"}
SAFE = {"yes": "yes", "not-yet": "not yet"}
RIGHT = {**SAFE, "no": "not right"}
WORKS = {"poem": "a poem", "letter": "a letter", "drawing": "a drawing", "other": "something"}
IN_FILES = {"nothing": "none says it", "cut": "cut", "thrown-away": "thrown away"}
WISHED = {"now": "wished for", "later": "wished for later", "not-at-all": "not wished for"}
PREPARED = {"yes": "prepared", "not-yet": "not prepared yet"}
HELPED = {"yes": "it helped", "partly": "it helped in part", "no": "it did not help"}
RECEIVED = {"received": "received", "glad": "glad of it", "no-answer": "no answer"}
LESS = {"reduce": "with less contact"}
FOR_COURT = {"court": "it must", "exceptional": "circumstances are exceptional"}

Words = Callable[[Any, Naming], str | None]


def _coded(codes: str, put: Callable[[str], str] = str) -> Words:
    return lambda value, _naming: put(label(codes, value))


def _if_so(yes: str, no: str | None = None) -> Words:
    return lambda value, naming: yes.replace("{child}", naming.child) if value else no


def _worker(value: Any, naming: Naming) -> str:
    return naming.workers.get(value) or label("agencies", value)


def _whose(value: Any, naming: Naming, else_: str = "Somebody close") -> str:
    return naming.child if value == "child" else naming.people.get(value) or else_


def _requirements(changes: Any, naming: Naming) -> str:
    typed = (_typed(each) for each in changes)
    return "; ".join(requirements.said(each, naming.today) for each in typed)


def _typed(change: Any) -> RequirementChanged:
    return change if isinstance(change, RequirementChanged) else build(RequirementChanged, change)


def _form(code: str) -> str:
    return inside(label("restorative-forms", code))


def _months(value: Any, naming: Naming) -> str:
    number = _written(value, naming)
    return f"{number} month" if number == "1" else f"{number} months"


def _day_after(value: Any, naming: Naming) -> str:
    return day(days_after(date.fromisoformat(value), 1), naming.today)


def _written(value: Any, naming: Naming) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = str(value)
    if DAY.fullmatch(text):
        return day(date.fromisoformat(text), naming.today)
    return text if " " in text else plain(text)


# What stands in the braces: the fact it is of, and how that is said, where not as it is written.
SAID: dict[str, tuple[str, Words]] = {
    "method": ("method", _coded("contact-methods")),
    "for_court": ("decision", lambda value, _naming: FOR_COURT.get(value, plain(value))),
    "early_end": ("decision", lambda value, _naming: EARLY_END.get(value, plain(value))),
    "what_put": ("what", lambda value, _naming: WHAT_IS_PUT.get(value, plain(value))),
    "goes_back": ("decision", lambda value, _naming: GOES_BACK.get(value, plain(value))),
    "urgent": ("urgent", lambda value, _naming: COULD_NOT_WAIT.get(value, plain(value))),
    "asked_for": (
        "purpose",
        lambda value, _naming: ASKED_FOR.get(value, f"for something: {plain(value)}"),
    ),
    "how_often": ("level", _coded("contact-levels", inside)),
    "method_inside": ("method", _coded("contact-methods", inside)),
    "outcome_inside": ("outcome", _coded("contact-outcomes", inside)),
    "over_from": ("last_on", _day_after),
    "break_reason": ("reason", _coded("break-reasons", inside)),
    "ready": ("ready", lambda value, _naming: READY.get(value, plain(value))),
    "safe": ("safe", lambda value, _naming: SAFE.get(value, plain(value))),
    "right": ("appropriate", lambda value, _naming: RIGHT.get(value, plain(value))),
    "form_of": ("form", _coded("restorative-forms", inside)),
    "for_what": ("to", lambda value, _naming: ", ".join(_form(each) for each in value) or None),
    "prepared": ("prepared", lambda value, _naming: PREPARED.get(value, plain(value))),
    "helped": ("helped", lambda value, _naming: HELPED.get(value, plain(value))),
    "consent": ("given", _if_so("given", "taken back")),
    "in_files": ("found", lambda value, _naming: IN_FILES.get(value, plain(value))),
    "work_made": ("made", lambda value, _naming: WORKS.get(value, plain(value))),
    "wished": ("answer", lambda value, _naming: WISHED.get(value, plain(value))),
    "received": ("how", lambda value, _naming: RECEIVED.get(value, plain(value))),
    "less": ("how", lambda value, _naming: LESS.get(value)),
    "reason_missed": ("reason", _coded("missed-reasons", inside)),
    "to_agency": ("to", _coded("agencies")),
    "acceptable": ("acceptable", _if_so("acceptable", "not acceptable")),
    "with_child": ("child_took_part", _if_so(" with {child}")),
    "out_of_area": ("out_of_area", _if_so(", outside the area")),
    "emergency": ("emergency", _if_so(", in an emergency")),
    "police_called": ("police_called", _if_so(", police called")),
    "remand": ("remand", _if_so("")),
    "temporary": ("temporary", _if_so(" for a while")),
    "by_whom": ("by", _worker),
    "whose": ("whose", _whose),
    "to_whom": ("to_whom", lambda value, naming: _whose(value, naming, "somebody close")),
    "to_say": ("to_say", _if_so(", and would rather say some of it aloud")),
    "only_for": ("only_for", _if_so(", so that only a manager reads it")),
    "worker": ("worker", _worker),
    "from_worker": ("from_worker", _worker),
    "to_worker": ("to_worker", _worker),
    "requirements": ("requirements", _requirements),
    "version": ("plan_version", lambda value, naming: f"version {_written(value, naming)}"),
    "custodial_months": ("custodial_months", _months),
    "what": ("what", lambda value, _naming: RECORDS.get(value, plain(value))),
}
OPTIONAL = re.compile(r"\[([^\[\]|]*)(?:\|([^\[\]]*))?\]")
NAMED = re.compile(r"\{(\w+)\}")


def sentence(kind: str, facts: Facts, naming: Naming) -> str:
    """Say in a plain sentence what happened; a kind that nobody declared is said by its name."""
    template = SENTENCES.get(kind, plain(kind).capitalize())
    if callable(template):
        template = template(facts)

    def optional(found: re.Match[str]) -> str:
        known = all(said(name, facts, naming) is not None for name in NAMED.findall(found[1]))
        return found[1] if known else found[2] or ""

    def words(found: re.Match[str]) -> str:
        return said(found[1], facts, naming) or ""

    return NAMED.sub(words, OPTIONAL.sub(optional, template))


def said(name: str, facts: Facts, naming: Naming) -> str | None:
    """Return a fact in words; None where it is not known, or is a no that nobody says."""
    if name == "child":
        return naming.child
    fact, words = SAID.get(name, (name, _written))
    value = facts.get(fact)
    return None if value in (None, "") else words(value, naming)
