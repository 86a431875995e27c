"""What a field may hold, in plain words: answers, code lists, and the events that it may name."""

from waymark.assessments.words import KEPT_SAFE
from waymark.pages.levels import IMMINENCE, LIKELIHOOD, OF_OFFENDING
from waymark.pages.levels import NAMES as LEVELS
from waymark.plans.words import EARLY_END, WEEKDAYS
from waymark.rules.events.engagement import MOST_A_MONTH
from waymark.rules.events.restorative import MOST_HOURS
from waymark.rules.events.victims import MOST_HARMED
from waymark.rules.judging import DOMAINS

# The answers that a text may hold, in plain words; a text that is not here is written freely.
PARTLY = {"yes": "Yes", "partly": "Partly", "no": "No"}
FORMS = {
    "self-assessment-child": "What do you think?",
    "self-assessment-parent": "What do you think? For parents and carers",
    "feedback": "How are we doing?",
}
HURT = {"child": "The child", "victim": "Whoever was harmed", "others": "Somebody else"}
READY = {"yes": "Yes", "not-yet": "Not yet", "no": "No: does not want to"}
ANSWERS: dict[str, dict[str, str]] = {
    "plan-given.understood": {**PARTLY, "not-known": "Not known yet"},
    "plan-given.own_words": PARTLY,
    "plan-given.worried": {"less": "Less", "as-before": "As before", "more": "More"},
    "judgement.serious_harm": LEVELS,
    "judgement.safety_and_wellbeing": LEVELS,
    "judgement.reoffending": OF_OFFENDING,
    **{f"judgement.{domain}_indicative": LEVELS for domain in DOMAINS},
    **{f"judgement.{domain}_likelihood": LIKELIHOOD for domain in DOMAINS},
    **{f"judgement.{domain}_imminence": IMMINENCE for domain in DOMAINS},
    "safety-plan-made.keeps": KEPT_SAFE,
    "visit-assessed.where": {
        "inside": "Inside",
        "outside": "Outside, because inside is not safe or not right",
        "none": "Not at all for now",
    },
    "visit-assessed.who_goes": {"alone": "One alone", "pairs": "Two together"},
    "commitments.weekdays": WEEKDAYS,
    "judged-for-court.decision": {
        "exceptional": "Circumstances are exceptional: it does not go back to court",
        "court": "It must go back to court",
    },
    "put-to-manager.what": {
        "breach": "Whether the order goes back",
        "break": "A break in supervision",
    },
    "breach-decided.urgent": {
        "public-protection": "The public must be protected at once",
        "further-offence": "A further serious offence",
    },
    "breach-decided.decision": {
        "breach": "The order goes back",
        "no-breach": "The order does not go back",
    },
    "early-revocation-considered.decision": EARLY_END,
    "progress-panel-decided.decision": {
        "apply": "Ask the court to end it early",
        "not-now": "Not now",
    },
    "plan-reviewed.outcome": {"stays": "The plan stays", "changes": "The plan changes"},
    "suspension-approved.how": {
        "stop": "Contact stops",
        "reduce": "Fewer times face to face, more by phone",
    },
    "decision-day-set.decides": {
        "panel": "A panel",
        "court": "A court",
        "out-of-court": "Whoever decides out of court",
    },
    "self-assessment-given.form": FORMS,
    "self-assessment-concern.form": FORMS,
    "child-readiness-judged.ready": READY,
    "victim-readiness-told.ready": READY,
    "victim-prepared-told.prepared": {"yes": "Prepared", "not-yet": "Not prepared yet"},
    "victim-heard-told.helped": {
        "yes": "It helped them",
        "partly": "It helped them in part",
        "no": "It did not help them",
    },
    "restorative-considered.appropriate": {
        "yes": "Yes",
        "not-yet": "Not yet",
        "no": "No",
    },
    "restorative-risk-assessed.safe": {
        "yes": "Yes, it can be managed safely",
        "not-yet": "Not yet",
    },
    "restorative-risk-assessed.settled": {
        "child": "The child has had the time to prepare, and did",
        "understands": "The child knows why and what happens, and comes freely",
        "everybody": "Everybody else who takes part knows why, and what is asked of them",
        "needs": "What each needs to take part is there",
        "parents": "Parents or carers take part",
        "knows": "Whoever leads it knows the child and their history",
        "interpreter": "An interpreter comes",
        "harmless": "Nothing in it punishes, harms or shames anybody",
    },
    "restorative-risk-assessed.principles": {
        "restoration": "It is there to repair harm, and everybody can say what they want to say",
        "voluntarism": "Everybody comes freely, and knows what they chose",
        "neutrality": "It takes nobody’s side",
        "safety": "Everybody is safe, and may show what they feel",
        "accessibility": "Nobody is left out for who they are or where they come from",
        "respect": "Everybody’s dignity is kept",
    },
    "restorative-activity-held.hurt": HURT,
    "restorative-outcome.hurt": HURT,
    "files-looked-at.found": {
        "nothing": "None of them says it",
        "cut": "It was cut out, and what is left attached again",
        "thrown-away": "What says it was thrown away",
    },
    "work-made.made": {
        "poem": "A poem",
        "letter": "A letter",
        "drawing": "A drawing",
        "other": "Something else",
    },
    "work-answered.answer": {
        "now": "Wished for",
        "later": "Wished for later",
        "not-at-all": "Not wished for",
    },
    "work-given.how": {
        "received": "It was received",
        "glad": "They were glad of it",
        "no-answer": "They said nothing of it",
    },
    "court-application.purpose": {
        "vary": "To change the order",
        "revoke": "To end the order early",
        "other": "Something else",
    },
    "victim-invitation-decided.decision": {
        "invite": "Invite",
        "do-not-invite": "Do not invite",
        "not-yet": "Not yet",
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
    "contact-level-set.level": "contact-levels",
    "suspension-approved.reason": "break-reasons",
    "visit-assessed.purposes": "visit-purposes",
    "visit-assessed.hazards": "visit-hazards",
    "absence-followed-up.reason": "missed-reasons",
    "absence-followed-up.also": "missed-reasons",
    "new-charge.category": "offence-groups",
    "restorative-considered.form": "restorative-forms",
    "restorative-activity-planned.form": "restorative-forms",
    "victim-readiness-told.to": "restorative-forms",
    "victim-consent-told.to": "restorative-forms",
    "accommodation": "accommodation",
    "education.kind": "education",
    "alerts.kind": "alerts",
    "care_status.status": "care-status",
    "commitments.kind": "commitments",
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
    "judged-for-court.contact": ("contact",),
    "independent-breach-review.breach": ("breach-decided",),
    "police-notified.of": ("sexual-offence-registered", "address-changed", "travel-planned"),
    "put": ("put-to-manager",),
    "put-to-manager.after": ("breach-decided",),
    "for": ("suspension-approved",),
    "break-ended-sooner.suspension": ("suspension-approved",),
    "court-application.for": ("suspension-approved", "early-revocation-considered"),
    "progress-panel-decided.considered": ("early-revocation-considered",),
    "assessment": ("visit-assessed",),
    "activity": ("restorative-activity-planned",),
    "restorative-risk-assessed.activity": ("restorative-activity-planned", "work-made"),
    "work": ("work-made",),
    "gone": ("name-gone",),
    "plan": ("plan-agreed",),
    "review-not-needed.of": (
        *("significant-change", "placement-made", "custody-entered", "custody-left"),
        *("weapon-found", "new-charge"),
    ),
    "safeguarding-referral.of": ("weapon-found",),
    "concern-looked-at.concern": ("self-assessment-concern",),
    "concern-looked-at.also": ("self-assessment-concern",),
    "child-heard.about": ("self-assessment-given", "mind-changed"),
    "meeting-notes-attached.meeting": ("multi-agency-meeting",),
    "direction-done.direction": ("direction-given",),
    "multi-agency-meeting.talked_of": ("warning", "breach-decided"),
}
# Of the contacts, those that were missed.
MISSED = {"absence-followed-up.contact", "warning.contact", "judged-for-court.contact"}
# Those of which no such event tells yet.
ONCE = {
    *("absence-followed-up.contact", "direction-done.direction", "warning.contact"),
    "break-ended-sooner.suspension",
    "files-looked-at.gone",
    "work-handed-over.work",
}
# Of what was planned: what the child makes is done by being handed over, and by that alone.
NO_WORKS, WORKS_ALONE = {"restorative-activity-held.activity"}, {"work-made.activity"}
# Those that were done, as one of these says: of nothing else can anything have come.
DONE = {"restorative-outcome.activity": ("restorative-activity-held", "work-handed-over")}
# What is asked only where somebody harmed has a part in what it is about.
OF_THE_HARMED = {
    "restorative-outcome": ("victim_said", "victim_not_asked"),
    "restorative-activity-held": ("raised",),
}
# Of what was handed in: the child's own alone, since what came of it is told to the child.
THE_CHILDS = {"child-heard.about"}
# Of what was told of harm: one for each sitting that nobody has looked at.
BY_SITTING = {"concern-looked-at.concern", "concern-looked-at.also"}
# A reference, and the field that names more of the same: where there are several they are asked as
# one, and each is ticked.
ASKED_AS_ONE = {"concern-looked-at": ("concern", "also")}
# What a number counts.
UNITS = {
    "contact.minutes": "minutes",
    "contact-level-set.a_month": "a month",
    "restorative-activity-planned.hours": "hours",
    "restorative-activity-held.hours": "hours",
}
# How a field is mended that does not fit with another, each right by itself.
MENDS = {
    "contact-level-set.a_month": f"Give a number up to {MOST_A_MONTH}",
    "contact-level-set.review_on": "Choose a day on or after the day on which it is set",
    "decision-day-set.decides_on": "Choose a day on or after the day on which it was set",
    "harmed-counted-again.harmed": f"Give a whole number of people, at most {MOST_HARMED}",
    "placement-made.from": "Give the first day, since it is outside the home area",
    "child-readiness-judged.talk_again_on": "Choose a day after the one on which you talked",
    "restorative-activity-planned.planned_for": "Choose a day on or after that of the plan",
    "restorative-activity-planned.hours": f"Give the hours, at most {MOST_HOURS}",
    "restorative-activity-held.hours": "Give the hours of that day, at most 24",
    "restorative-risk-assessed.trained_on": "Choose a day on or before the day of this",
    "restorative-risk-assessed.trained_until": "Choose a day on or after that of the training",
    "progress-panel-decided.look_again_on": "Give the day, since the court is not asked now",
    "safety-plan-made.until": "Choose a day on or after the day of the plan",
    "sexual-offence-registered.until": "Choose a day on or after the day when it began",
    "visit-assessed.until": "Choose a day on or after the day on which it was assessed",
    "travel-planned.leaves_on": "Give the day of leaving, since it is abroad",
    "travel-planned.returns_on": "Choose a day on or after the day of leaving",
}
# What names people of the network.
PEOPLE = ("present", "invited", "told")
