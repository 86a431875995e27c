"""What each kind of event, and each field of it, is called: one table for every form and page.

A field's words are those of `kind.field` where there are any, else those of `field`.
"""

from typing import NamedTuple

from waymark.pages.levels import IMMINENCE, LIKELIHOOD, OF_OFFENDING
from waymark.pages.levels import NAMES as LEVELS
from waymark.pages.words import about
from waymark.plans.words import EARLY_END


class Kind(NamedTuple):
    subject: str
    name: str
    # Made by an act of its own, never on a form of its own.
    by_an_act: bool = False
    # That it happened is all there is to say; of any other kind the form asks for a fact or a note.
    says_it_all: bool = False


class Words(NamedTuple):
    label: str
    help: str = ""
    # A case file from elsewhere may lack it; whoever records here must say it.
    must: bool = False


SEEN = "Seeing the child"
ENGAGEMENT = "When it gets hard"
PLAN = "Assessment and plan"
ORDER = "The order"
VOICE = "What the child says"
RISK = "Safety and risk"
CUSTODY = "Custody and release"
CARE = "Where the child lives"
MAPPA = "Public protection"
VICTIMS = "People who were harmed"
CASE = "The case"

KINDS = {
    "contact": Kind(SEEN, "A contact"),
    "absence-followed-up": Kind(SEEN, "Why a contact was missed"),
    "significant-change": Kind(SEEN, "Something important changed"),
    "new-charge": Kind(SEEN, "A new charge"),
    "warning": Kind(ENGAGEMENT, "A warning"),
    "engagement-panel-held": Kind(ENGAGEMENT, "An engagement panel"),
    "breach-decided": Kind(ENGAGEMENT, "A decision on breach"),
    "independent-breach-review": Kind(ENGAGEMENT, "The review of a breach decision"),
    "child-inducted": Kind(PLAN, "The child was settled in"),
    "assessment-completed": Kind(PLAN, "An assessment made elsewhere"),
    "plan-given": Kind(PLAN, "The plan was given", by_an_act=True),
    "plan-agreed": Kind(PLAN, "A plan was agreed", by_an_act=True),
    "plan-countersigned": Kind(PLAN, "A plan was checked and countersigned", by_an_act=True),
    "plan-reviewed": Kind(PLAN, "The plan was reviewed", by_an_act=True),
    "plan-amended": Kind(PLAN, "The plan was changed", by_an_act=True),
    "review-not-needed": Kind(PLAN, "The plan still fits after a change"),
    "exit-plan-agreed": Kind(PLAN, "What comes after was agreed", by_an_act=True),
    "early-revocation-considered": Kind(ORDER, "Ending the order early was considered"),
    "early-revocation-refused": Kind(ORDER, "The court did not end the order early"),
    "suspension-approved": Kind(ORDER, "A break in reporting was agreed"),
    "court-application": Kind(ORDER, "An application to court"),
    "panel-varied": Kind(ORDER, "The panel changed the contract"),
    "travel-details-recorded": Kind(ORDER, "Where the child will stay was taken down"),
    "order-amended": Kind(ORDER, "The order was changed", by_an_act=True),
    "order-ended": Kind(ORDER, "The order ended", by_an_act=True),
    "judgement": Kind(RISK, "A judgement of risk", by_an_act=True),
    "safety-plan-made": Kind(RISK, "What keeps people safe from today"),
    "risk-panel-held": Kind(RISK, "A risk panel"),
    "weapon-found": Kind(RISK, "A weapon was found"),
    "safeguarding-referral": Kind(RISK, "A worry was passed to children’s services"),
    "multi-agency-meeting": Kind(RISK, "A meeting of several agencies"),
    "meeting-notes-attached": Kind(RISK, "A meeting’s notes were added"),
    "self-assessment-given": Kind(VOICE, "The child said what they think", by_an_act=True),
    "self-assessment-concern": Kind(VOICE, "Somebody told us of harm", by_an_act=True),
    "concern-looked-at": Kind(VOICE, "What you did about what you were told"),
    "child-heard": Kind(VOICE, "The child said, we did"),
    "custody-entered": Kind(CUSTODY, "The child went into custody"),
    "release-date-set": Kind(CUSTODY, "A release date was set"),
    "resettlement-plan-started": Kind(CUSTODY, "Planning for release began"),
    "custody-visit": Kind(CUSTODY, "Children’s services visited in custody"),
    "custody-visit-requested": Kind(CUSTODY, "A visit in custody was asked for"),
    "release-confirmed": Kind(CUSTODY, "The release was gone through with the child"),
    "custody-left": Kind(CUSTODY, "The child left custody", says_it_all=True),
    "pathway-plan-reviewed": Kind(CUSTODY, "The pathway plan was reviewed"),
    "placement-made": Kind(CARE, "The child was placed somewhere"),
    "receiving-authority-notified": Kind(CARE, "The authority there was told"),
    "police-contact": Kind(CARE, "The police met a looked-after child"),
    "responsible-authority-informed": Kind(CARE, "Those responsible for the child were told"),
    "incident": Kind(CARE, "An incident where the child lives"),
    "child-view-recorded": Kind(CARE, "The child was asked what happened"),
    "address-changed": Kind(CARE, "The child moved", says_it_all=True),
    "sexual-offence-registered": Kind(
        MAPPA, "The child was registered with the police", says_it_all=True
    ),
    "mappa-criteria-met": Kind(MAPPA, "The child falls under MAPPA"),
    "mappa-referred": Kind(MAPPA, "The child was referred to MAPPA"),
    "police-notified": Kind(MAPPA, "The police were told"),
    "travel-planned": Kind(MAPPA, "The child plans to travel"),
    "victim-contact-scheme-notified": Kind(VICTIMS, "The victim contact scheme was told"),
    "victim-invitation-decided": Kind(VICTIMS, "Whether to invite somebody who was harmed"),
    "direction-given": Kind(CASE, "A manager gave a direction", by_an_act=True),
    "direction-done": Kind(CASE, "A manager’s direction was followed"),
    "day-to-day-work-moved": Kind(CASE, "Another service works with the child day to day"),
    "child-died": Kind(CASE, "The child died", says_it_all=True),
    "worker-allocated": Kind(CASE, "The child was given a worker", by_an_act=True),
    "worker-unallocated": Kind(CASE, "The child’s worker stopped", by_an_act=True),
    "handover": Kind(CASE, "The child was handed over", by_an_act=True),
    "co-worker-added": Kind(CASE, "Somebody joined the work", by_an_act=True),
    "co-worker-removed": Kind(CASE, "Somebody left the work", by_an_act=True),
    "closing-countersigned": Kind(CASE, "A manager looked at how it ended", by_an_act=True),
    "case-closed": Kind(CASE, "The case was closed", by_an_act=True),
    "case-reopened": Kind(CASE, "The case was opened again", by_an_act=True),
    "case-transferred": Kind(CASE, "The case moved to another service", by_an_act=True),
    "case-received": Kind(CASE, "The case came from another service", by_an_act=True),
    "child-registered": Kind(CASE, "The child was registered", by_an_act=True),
    "record-changed": Kind(CASE, "The record was changed", by_an_act=True),
    "brought-forward": Kind(CASE, "The case was brought into Waymark", by_an_act=True),
    "withdrawn": Kind(CASE, "An entry was withdrawn", by_an_act=True),
}

BY_WHOM = Words("Who did it?")
WHERE = Words("Address", "House and street first, then the town: each on a line of its own.")
DOMAINS = ("serious_harm", "safety_and_wellbeing", "reoffending")
# What is asked of each risk that is judged.
JUDGED = {
    "indicative": Words("What did a first look, or a tool, indicate?"),
    "what": Words("What could happen?"),
    "whom": Words("To whom?", "Say who is at risk without naming anybody who was harmed."),
    "when": Words("When, or in what circumstances?"),
    "likelihood": Words("How likely is it?"),
    "imminence": Words("How soon could it be?"),
}
FIELDS = {
    "on": Words("When was it?"),
    "order": Words("Which order is it about?"),
    "orders": Words("Which orders is it about?"),
    "note": Words("What happened?"),
    "child_said": Words("What did the child say?", "In the child’s own words, as far as you can."),
    "family_said": Words("What did the child or the family say?"),
    "child_took_part": Words("The child had a hand in it"),
    "by": BY_WHOM,
    "present": Words("Who was there?"),
    "reason": Words("Why?"),
    "custody": Words("Which time in custody?"),
    "place": Words("Where?"),
    "worker": Words("Who is the worker?"),
    "source": Words("Where did it come from?"),
    "next_review_on": Words("When will it be reviewed next?"),
    "release_on": Words("When is the child to be released?"),
    "plan": Words("Which plan?"),
    "for": Words("For which break in reporting?"),
    "category": Words("Which category?"),
    "level": Words("At which level?"),
    "victim": Words("Who is it about?", "Waymark holds no name here, on purpose."),
    "decision": Words("What was decided?"),
    "contact.outcome": Words("Did the child come?"),
    "contact.method": Words("How"),
    "contact.at": Words("At what time?"),
    "contact.minutes": Words("How long was it?"),
    "contact.present": Words("Who else was there?"),
    "contact.seen_alone": Words("The child was seen alone for at least a part of it"),
    "contact.reasons": Words("What got in the way?"),
    "contact.appointment": Words("Which appointment was it?"),
    "contact.together": Words("Seen together with others"),
    "contact.goals": Words("Which goals was it for?"),
    "contact.agency": Words("Which agency did the work, if not us?"),
    "contact.next_time": Words("What did you agree for next time?"),
    "absence-followed-up.on": Words("When did you ask?"),
    "absence-followed-up.contact": Words("Which contact was missed?"),
    "absence-followed-up.acceptable": Words("Is the reason acceptable?", must=True),
    "absence-followed-up.reason": Words("What got in the way?"),
    "absence-followed-up.support": Words("What would help the child to come next time?"),
    "warning.contact": Words("Which missed contact led to it?"),
    "warning.note": Words("What did you tell the child?"),
    "engagement-panel-held.note": Words("What did the panel find out, and agree?"),
    "breach-decided.note": Words("Why was that decided?"),
    "breach-decided.by": Words("Who decided?"),
    "independent-breach-review.breach": Words("Which decision was reviewed?"),
    "independent-breach-review.by": Words("Who reviewed it?"),
    "independent-breach-review.note": Words("What did the review find?", must=True),
    "child-inducted.note": Words("What did you go through with the child?"),
    "assessment-completed.tool": Words("With which tool?", "Such as AssetPlus."),
    "plan-amended.reason": Words("What changed, and why?"),
    "plan-countersigned.by": Words("Who checked it?"),
    "plan-countersigned.note": Words("What did the check find?", must=True),
    "plan-given.format": Words("In what form?"),
    "plan-given.to_whom": Words("To whom?"),
    "plan-given.language": Words("In which language?"),
    "plan-given.copy": Words("The copy"),
    "plan-given.understood": Words("Did they understand it?"),
    "plan-given.own_words": Words("Did they find their own words in it?"),
    "plan-given.worried": Words("How worried are they about what is to be done?"),
    "plan-given.received": Words("What did they say about it?"),
    "direction-given.what": Words("What is to be done?"),
    "direction-given.why": Words("Why?"),
    "direction-given.due_on": Words("By when?"),
    "direction-given.by": Words("Who gave it?"),
    "direction-done.direction": Words("Which direction?"),
    "direction-done.note": Words("What was done?", must=True),
    "plan_version": Words("Which version of the plan?"),
    "plan-reviewed.note": Words("What did the review find?"),
    "plan-reviewed.outcome": Words("What becomes of the plan?"),
    "plan-reviewed.because": Words("Why does it stay, or what changes and why?"),
    "plan-reviewed.sooner_because": Words("Why is the next review sooner?"),
    "plan-reviewed.paper": Words("In which paper?"),
    "review-not-needed.of": Words("Which change was it?"),
    "review-not-needed.reason": Words("Why does the plan still fit?", must=True),
    "significant-change.nature": Words("What kind of change?"),
    "new-charge.category": Words("What is the charge?"),
    "exit-plan-agreed.note": Words("Who stays in the child’s life, and what is next?"),
    "exit-plan-agreed.paper": Words("In which paper?"),
    "closing-countersigned.note": Words("What did you find?"),
    "case-closed.left": Words("What was left?"),
    "case-closed.left_because": Words("Why was it left?"),
    "early-revocation-considered.look_again_on": Words("When will you look again?"),
    "early-revocation-considered.note": Words("Why?"),
    "early-revocation-refused.note": Words("What did the court say?"),
    "suspension-approved.from": Words("From which day?"),
    "suspension-approved.to": Words("Until which day?"),
    "suspension-approved.by": Words("Who agreed to it?"),
    "court-application.purpose": Words("What was the court asked for?"),
    "travel-details-recorded.abroad": Words("The child will be abroad"),
    "travel-details-recorded.copies_held": Words("Copies of the travel papers are held"),
    "travel-details-recorded.note": Words(
        "Where are the details kept?", "Not the address itself: that stands with the addresses."
    ),
    "panel-varied.note": Words("What did the panel change?"),
    "order-amended.requirements": Words("What changed in the requirements?"),
    "order-ended.reason": Words("How did it end?"),
    "order-ended.note": Words("Why did it end early?"),
    "order-amended.starts_on": Words("Which day does it start now?"),
    "order-amended.ends_on": Words("Which day does it end now?"),
    "order-amended.custodial_months": Words("How many months of custody now?"),
    "judgement.serious_harm": Words("How likely is serious harm to others?"),
    "judgement.safety_and_wellbeing": Words("How high is the risk to the child’s own safety?"),
    "judgement.reoffending": Words("How likely is another offence?"),
    "judgement.because": Words("Why?"),
    "judgement.paper": Words("In which assessment?"),
    "judgement.plan_fits_because": Words("Why does the plan still fit?"),
    "assessment-completed.paper": Words("Which paper is it?"),
    **{f"judgement.{domain}_{part}": asked for domain in DOMAINS for part, asked in JUDGED.items()},
    "safety-plan-made.keeps": Words("Whom does it keep safe?", must=True),
    "safety-plan-made.what": Words("What keeps them safe, from today?", must=True),
    "safety-plan-made.who": Words("Who does it?"),
    "safety-plan-made.until": Words("Until when, or when will you look again?"),
    "safety-plan-made.child_said": Words("What did the child say about it?"),
    "risk-panel-held.note": Words("What was shared, and agreed?"),
    "weapon-found.note": Words("What happened?"),
    "safeguarding-referral.of": Words("What was the worry about?"),
    "safeguarding-referral.to": Words("To whom was it passed?"),
    "safeguarding-referral.note": Words("What did you tell them?"),
    "whose": Words("Who said it?"),
    "form": Words("What were they asked?"),
    "self-assessment-given.paper": Words("Where do the answers stand?"),
    "self-assessment-given.to_say": Words("What would they rather say aloud?"),
    "self-assessment-concern.question": Words("Which question was it?"),
    "self-assessment-concern.said": Words("What was said?"),
    "concern-looked-at.concern": Words("What were you told?"),
    "concern-looked-at.note": Words(
        "What did you do, and what did you tell the child?",
        "Who was spoken to, and who was told.",
        must=True,
    ),
    "child-heard.said": Words(
        "What did the child say?",
        "In the child’s own words: the child reads this again.",
        must=True,
    ),
    "child-heard.changed": Words(
        "What changed because the child said it?", "In words that the child would use."
    ),
    "child-heard.could_not_because": Words(
        "What could not change, and why?", "In words that the child would use."
    ),
    "child-heard.about": Words("Which time was it?"),
    "multi-agency-meeting.forum": Words("Which meeting was it?"),
    "meeting-notes-attached.meeting": Words("Which meeting’s notes?"),
    "meeting-notes-attached.note": Words("What do the notes say?"),
    "custody-entered.establishment": Words("Where?"),
    "custody-entered.remand": Words("The child is on remand"),
    "resettlement-plan-started.note": Words("What is planned so far?"),
    "release-confirmed.note": Words("What did you go through with the child?"),
    "custody-visit.by": Words("Who visited?"),
    "custody-visit-requested.by": Words("Who asked for it?"),
    "pathway-plan-reviewed.note": Words("What did the review find?"),
    "placement-made.from": Words("From which day?"),
    "placement-made.out_of_area": Words("It is outside the child’s home area"),
    "placement-made.emergency": Words("It was made in an emergency"),
    "placement-made.authority": Words("Into which authority’s area does the child come?"),
    "receiving-authority-notified.placement": Words("Which placement?"),
    "receiving-authority-notified.by": Words("Who told them?"),
    "police-contact.nature": Words("What was it about?"),
    "responsible-authority-informed.contact": Words("Which contact with the police?"),
    "responsible-authority-informed.by": Words("Who told them?"),
    "incident.police_called": Words("Were the police called?"),
    "incident.harm": Words("Was anybody hurt?"),
    "child-view-recorded.incident": Words("Which incident?"),
    "address-changed.temporary": Words("It is only for a while"),
    "sexual-offence-registered.until": Words("Until when?", "Leave it empty if no end is known."),
    "mappa-criteria-met.note": Words("Why?"),
    "police-notified.of": Words("What were they told about?"),
    "police-notified.by": Words("Who told them?", "The child, or a parent whom the court told to."),
    "travel-planned.leaves_on": Words("Which day does the child leave?"),
    "travel-planned.returns_on": Words("Which day does the child come back?"),
    "travel-planned.abroad": Words("It is abroad"),
    "travel-planned.place": Words("Where to?"),
    "victim-contact-scheme-notified.by": Words("Who told them?"),
    "victim-invitation-decided.decision": Words("What was decided?", must=True),
    "case-transferred.to_service": Words("To which service?"),
    "case-received.from_service": Words("From which service?"),
    "child-died.note": Words("What is known?"),
    "record-changed.what": Words("What was changed?"),
    "handover.from_worker": Words("Who was the worker?"),
    "handover.to_worker": Words("Who is the worker now?"),
    "handover.why": Words("Why?"),
    "handover.introduced": Words("How is the new worker introduced to the child?"),
    "handover.need_not_repeat": Words("What need the child not tell again?"),
    "handover.not_yet_because": Words("What is not settled yet, and why?"),
    "day-to-day-work-moved.host": Words("Which service works with the child now?"),
    # How the child lives, and who is around the child: the lists of the case file.
    "from": Words("Since when?"),
    "to": Words("Until when?", "Leave it empty as long as it goes on."),
    "safe_to_use": Words("Is it safe to use?", "“No” hides it until somebody says why they ask."),
    "not_to_be_told_to": Words(
        "Who must not be told?",
        "One person or group on a line. Naming anybody hides it until somebody says why they ask.",
    ),
    "suitable": Words("Does it suit the child?"),
    "accommodation": Words("What kind of place is it?"),
    "addresses.lines": WHERE,
    "addresses.postcode": Words("Postcode"),
    "addresses.lives_with": Words("Who else lives there?"),
    "placements.name": Words("What is the place called?"),
    "placements.lines": WHERE,
    "placements.authority": Words("In which council’s area is it?"),
    "placements.out_of_area": Words("It is outside the child’s home area"),
    "phones.number": Words("Number"),
    "phones.whose": Words("Whose is it?"),
    "phones.who_else_reads_it": Words("Who else reads it or picks it up?"),
    "education.kind": Words("What is it?"),
    "education.name": Words("Where?", "The school, the college, the employer."),
    "education.hours_offered": Words("Hours a week offered"),
    "education.hours_attended": Words("Hours a week attended"),
    "health.kind": Words("What is it?", "Such as asthma, or low mood."),
    "health.note": Words("What should whoever meets the child know about it?"),
    "alerts.kind": Words("What must whoever meets the child know?"),
    "alerts.note": Words("What should they do about it?", "Never name another child here."),
    "looked_after.basis": Words("On what ground?"),
    "care_status.status": Words("What is it?"),
    "people.name": Words("Name"),
    "people.relationship": Words("Who are they to the child?"),
    "people.parental_responsibility": Words("Has parental responsibility"),
    "people.trusted": Words("The child trusts them"),
    "people.lives_with_child": Words("Lives with the child"),
    "people.agency": Words("Which agency?"),
    "people.role": Words("What do they do?", "Such as social worker, form tutor, mentor."),
    "people.note": Words("What else is good to know?"),
}

# The answers that a text may hold, in plain words; a text that is not here is written freely.
PARTLY = {"yes": "Yes", "partly": "Partly", "no": "No"}
ANSWERS: dict[str, dict[str, str]] = {
    "plan-given.understood": PARTLY,
    "plan-given.own_words": PARTLY,
    "plan-given.worried": {"less": "Less", "as-before": "As before", "more": "More"},
    "judgement.serious_harm": LEVELS,
    "judgement.safety_and_wellbeing": LEVELS,
    "judgement.reoffending": OF_OFFENDING,
    **{f"judgement.{domain}_indicative": LEVELS for domain in DOMAINS},
    **{f"judgement.{domain}_likelihood": LIKELIHOOD for domain in DOMAINS},
    **{f"judgement.{domain}_imminence": IMMINENCE for domain in DOMAINS},
    "safety-plan-made.keeps": {
        "child": "The child",
        "others": "Other people",
        "both": "The child and others",
    },
    "breach-decided.decision": {
        "breach": "Take the child back to court",
        "no-breach": "Do not take the child back to court",
    },
    "early-revocation-considered.decision": EARLY_END,
    "plan-reviewed.outcome": {"stays": "The plan stays", "changes": "The plan changes"},
    "suspension-approved.reason": {
        "holiday": "A holiday",
        "health": "The child’s health",
        "other": "Something else",
    },
    "form": {
        "self-assessment-child": "What do you think?",
        "self-assessment-parent": "What do you think? For parents and carers",
        "feedback": "How are we doing?",
    },
    "court-application.purpose": {
        "vary": "To change the order",
        "revoke": "To end the order early",
        "other": "Something else",
    },
    "victim-invitation-decided.decision": {
        "invite": "Invite",
        "no-invitation-asked-not-to-be-contacted": "Do not: asked not to be contacted",
        "no-invitation-not-known-to-the-service": "Do not: not known to the service",
    },
    "mappa-criteria-met.category": {"1": "Category 1", "2": "Category 2", "3": "Category 3"},
    "mappa-referred.category": {"1": "Category 1", "2": "Category 2", "3": "Category 3"},
    "mappa-referred.level": {"1": "Level 1", "2": "Level 2", "3": "Level 3"},
    "looked_after.basis": {
        "care-order": "A care order",
        "section-20": "By agreement (section 20; in Wales section 76)",
        "remand": "On remand",
    },
}
# The code list whose codes a text may hold.
LISTS = {
    "contact.outcome": "contact-outcomes",
    "contact.method": "contact-methods",
    "contact.reasons": "missed-reasons",
    "absence-followed-up.reason": "missed-reasons",
    "new-charge.category": "offence-groups",
    "accommodation": "accommodation",
    "education.kind": "education",
    "alerts.kind": "alerts",
    "care_status.status": "care-status",
    "people.relationship": "relationships",
    "people.agency": "agencies",
    "contact.agency": "agencies",
}
# The kinds of event that a reference may name.
ABOUT: dict[str, tuple[str, ...]] = {
    "receiving-authority-notified.placement": ("placement-made",),
    "responsible-authority-informed.contact": ("police-contact",),
    "child-view-recorded.incident": ("incident",),
    "custody": ("custody-entered",),
    "absence-followed-up.contact": ("contact",),
    "warning.contact": ("contact",),
    "independent-breach-review.breach": ("breach-decided",),
    "police-notified.of": ("sexual-offence-registered", "address-changed", "travel-planned"),
    "for": ("suspension-approved",),
    "plan": ("plan-agreed",),
    "review-not-needed.of": (
        *("significant-change", "placement-made", "custody-entered", "custody-left"),
        *("weapon-found", "new-charge"),
    ),
    "safeguarding-referral.of": ("weapon-found",),
    "concern-looked-at.concern": ("self-assessment-concern",),
    "child-heard.about": ("self-assessment-given",),
    "meeting-notes-attached.meeting": ("multi-agency-meeting",),
    "direction-done.direction": ("direction-given",),
}
# Of the contacts, those that were missed; and of these, those of which no such event tells yet.
MISSED = {"absence-followed-up.contact", "warning.contact"}
ONCE = {"absence-followed-up.contact"}
# What a number counts.
UNITS = {"contact.minutes": "minutes"}


def of(table: dict, kind: str, field: str):  # type: ignore[no-untyped-def,type-arg]
    """Return what a table says of a kind's field, or None."""
    return table.get(f"{kind}.{field}", table.get(field))


def label(kind: str, field: str, first_name: str = "the child") -> str:
    return about(of(FIELDS, kind, field).label, first_name)


def must(kind: str, field: str) -> bool:
    return of(FIELDS, kind, field).must


def help_text(kind: str, field: str, first_name: str = "the child") -> str:
    return about(of(FIELDS, kind, field).help, first_name)


def name(kind: str, first_name: str = "the child") -> str:
    """Return what a kind is called; one that nobody declared is called by itself."""
    known = KINDS.get(kind)
    return about(known.name if known else kind.replace("-", " ").capitalize(), first_name)


OFFERED = frozenset(kind for kind, known in KINDS.items() if not known.by_an_act)
# Made on a page of its own, and put right as any other.
MAY_BE_CORRECTED = OFFERED | {"judgement", "plan-reviewed", "exit-plan-agreed"}
# Beside these, what an act did by its event alone: once that is withdrawn it is as if it never was.
MAY_BE_WITHDRAWN = MAY_BE_CORRECTED | {"order-amended", "order-ended", "brought-forward"}
# What is written down so seldom, and says so much, that its form asks whether it was checked.
GRAVE = {
    "child-died": Words(
        "I have checked that this is so",
        "The child leaves everybody’s list, the child’s orders end and nothing is owed any more. "
        "The record stays, and if this is not so it can be taken back.",
    )
}


def by_subject(first_name: str) -> dict[str, list[tuple[str, str]]]:
    """Return the kinds that have a form, with what they are called, by subject."""
    found: dict[str, list[tuple[str, str]]] = {}
    for kind, known in KINDS.items():
        if kind in OFFERED:
            subject = about(known.subject, first_name)
            found.setdefault(subject, []).append((kind, name(kind, first_name)))
    return found
