"""What each kind of event is called, and under which subject it is looked for."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from waymark.accounts.permissions import Permission

P = Permission


NOTHING_FOLDED: Mapping[str, tuple[str, ...]] = MappingProxyType({})


class Kind(NamedTuple):
    subject: str
    name: str
    # Made by an act of its own, never on a form of its own.
    by_an_act: bool = False
    # That it happened is all there is to say; of any other kind the form asks for a fact or a note.
    says_it_all: bool = False
    # What is asked before the rest; then come the facts, and the texts last.
    first: tuple[str, ...] = ()
    # What is asked of few, by what it is asked under: folded until it is opened.
    folded: Mapping[str, tuple[str, ...]] = NOTHING_FOLDED
    # Who alone writes it down, and takes it back.
    left_to: Permission | None = None


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
RESTORATIVE = "Making it right"
CASE = "The case"

KINDS = {
    "contact": Kind(SEEN, "A contact"),
    "absence-followed-up": Kind(
        SEEN,
        "Why a contact was missed",
        # Whether it is acceptable is judged after all of this was heard.
        first=("contact", "child_said", "family_said", "reason", "also", "tried", "support"),
    ),
    "contact-level-set": Kind(SEEN, "How often you meet", first=("level",)),
    "visit-assessed": Kind(
        SEEN,
        "Whether visits at home are safe",
        first=("where", "who_goes", "purposes", "pattern", "until", "hazards"),
    ),
    "visits-authorised": Kind(
        SEEN, "Visits at home were authorised", by_an_act=True, left_to=P.MANAGE_TEAM
    ),
    "visits-not-authorised": Kind(
        SEEN, "Visits at home were not authorised", by_an_act=True, left_to=P.MANAGE_TEAM
    ),
    "significant-change": Kind(SEEN, "Something important changed"),
    "new-charge": Kind(SEEN, "A new charge"),
    "achievement": Kind(SEEN, "Something went well", first=("note", "child_said")),
    "progress-told": Kind(SEEN, "Others were told how it goes", first=("told",)),
    "warning": Kind(ENGAGEMENT, "A warning"),
    "engagement-panel-held": Kind(
        ENGAGEMENT,
        "An engagement panel",
        first=("order", "invited", "present", "child_said", "family_said"),
    ),
    "judged-for-court": Kind(ENGAGEMENT, "Whether it must go back to court", left_to=P.MANAGE_TEAM),
    "put-to-manager": Kind(ENGAGEMENT, "Something was put to a manager to decide", by_an_act=True),
    "sent-back": Kind(
        ENGAGEMENT,
        "A manager sent something back to be mended",
        by_an_act=True,
        left_to=P.MANAGE_TEAM,
    ),
    "breach-decided": Kind(
        ENGAGEMENT, "A decision on breach", by_an_act=True, left_to=P.MANAGE_TEAM
    ),
    "independent-breach-review": Kind(
        ENGAGEMENT, "The review of a breach decision", by_an_act=True, left_to=P.MANAGE_TEAM
    ),
    "child-inducted": Kind(PLAN, "The child was settled in", by_an_act=True),
    "order-explained-again": Kind(PLAN, "What is asked was explained again", by_an_act=True),
    "agreement-given": Kind(PLAN, "The child was given what was agreed", by_an_act=True),
    "assessment-completed": Kind(PLAN, "An assessment made elsewhere"),
    "plan-given": Kind(PLAN, "The plan was given", by_an_act=True),
    "plan-agreed": Kind(PLAN, "A plan was agreed", by_an_act=True),
    "plan-countersigned": Kind(PLAN, "A plan was checked and countersigned", by_an_act=True),
    "plan-returned": Kind(PLAN, "A plan was returned to be mended", by_an_act=True),
    "plan-reviewed": Kind(PLAN, "The plan was reviewed", by_an_act=True),
    "plan-amended": Kind(PLAN, "The plan was changed", by_an_act=True),
    "review-not-needed": Kind(PLAN, "The plan still fits after a change"),
    "exit-plan-agreed": Kind(PLAN, "What comes after was agreed", by_an_act=True),
    "early-revocation-considered": Kind(
        ORDER, "Ending the order early was considered", by_an_act=True
    ),
    "progress-panel-decided": Kind(ORDER, "The panel decided about an early end"),
    "early-revocation-refused": Kind(ORDER, "The court did not end the order early"),
    "suspension-approved": Kind(
        ORDER, "A break in reporting was agreed", by_an_act=True, left_to=P.DECIDE_BREAK
    ),
    "break-ended-sooner": Kind(
        ORDER, "A break in reporting ends sooner", first=("suspension", "last_on")
    ),
    "suspension-refused": Kind(
        ORDER, "A break in reporting was not agreed", by_an_act=True, left_to=P.DECIDE_BREAK
    ),
    "court-application": Kind(ORDER, "An application to court"),
    "decision-day-set": Kind(ORDER, "The day of a decision about an order"),
    "panel-varied": Kind(ORDER, "The panel changed the contract"),
    "travel-details-recorded": Kind(ORDER, "Where the child will stay was taken down"),
    "stood-beside": Kind(
        ORDER, "Who stood beside the child", first=("offence", "beside", "also_called")
    ),
    "order-amended": Kind(ORDER, "The order was changed", by_an_act=True),
    "order-ended": Kind(ORDER, "The order ended", by_an_act=True),
    "judgement": Kind(RISK, "A judgement of risk", by_an_act=True),
    "safety-plan-made": Kind(RISK, "What keeps people safe from today", first=("keeps", "what")),
    "risk-panel-held": Kind(RISK, "A risk panel"),
    "weapon-found": Kind(RISK, "A weapon was found"),
    "safeguarding-referral": Kind(RISK, "A worry was passed to children’s services"),
    "multi-agency-meeting": Kind(RISK, "A meeting of several agencies"),
    "meeting-notes-attached": Kind(RISK, "A meeting’s notes were added"),
    "self-assessment-given": Kind(VOICE, "Somebody said what they think", by_an_act=True),
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
    "victim-contact-scheme-notified": Kind(
        VICTIMS, "The victim contact scheme was told", by_an_act=True
    ),
    "victim-invitation-decided": Kind(
        VICTIMS, "Whether to invite somebody who was harmed", by_an_act=True
    ),
    "harmed-counted-again": Kind(VICTIMS, "Put right how many were harmed"),
    "name-gone": Kind(VICTIMS, "A name was taken out of the record", by_an_act=True),
    "files-looked-at": Kind(
        VICTIMS, "The files were looked at for a name", first=("gone", "found")
    ),
    "victim-readiness-told": Kind(
        VICTIMS, "Whether somebody who was harmed is ready", by_an_act=True
    ),
    "victim-consent-told": Kind(VICTIMS, "Written consent of somebody harmed", by_an_act=True),
    "victim-prepared-told": Kind(VICTIMS, "Whether somebody harmed is prepared", by_an_act=True),
    "victim-heard-told": Kind(VICTIMS, "Somebody harmed was asked what came of it", by_an_act=True),
    "restorative-considered": Kind(RESTORATIVE, "What could make it right", by_an_act=True),
    "child-readiness-judged": Kind(
        RESTORATIVE,
        "How ready the child is",
        first=("victim", "child_said", "ready", "because", "talk_again_on"),
    ),
    "mind-changed": Kind(RESTORATIVE, "The child wants it no more", by_an_act=True),
    "restorative-activity-planned": Kind(
        RESTORATIVE,
        "A plan to make something right",
        first=("form", "victim", "link", "good_at", "planned_for", "venue", "place"),
    ),
    "restorative-risk-assessed": Kind(
        RESTORATIVE,
        "Whether it is safe for everybody",
        first=(
            *("activity", "could_harm", "keeps_safe", "impact", "settled", "without_parents"),
            *("principles", "led_by", "facilitator", "trained_on", "trained_until", "safe"),
        ),
        folded={
            "It is without parents or carers": ("without_parents",),
            "Somebody from outside leads it": ("facilitator", "trained_on", "trained_until"),
        },
    ),
    "restorative-activity-held": Kind(
        RESTORATIVE,
        "Something to make it right was done",
        first=("activity", "note", "raised", "hurt", "hours"),
    ),
    "restorative-outcome": Kind(
        RESTORATIVE,
        "What came of it",
        first=("activity", "child_said", "victim_said", "hurt"),
        folded={"Somebody cannot be asked": ("child_not_asked", "victim_not_asked")},
    ),
    "work-made": Kind(
        RESTORATIVE,
        "Something made for who was harmed",
        first=("made", "victim", "activity", "child_said", "picture", "note"),
    ),
    "work-answered": Kind(
        RESTORATIVE, "Whether somebody harmed would like what was made", by_an_act=True
    ),
    "work-handed-over": Kind(
        RESTORATIVE, "What was made went to the victim worker", says_it_all=True
    ),
    "work-given": Kind(RESTORATIVE, "What was made is with who was harmed", by_an_act=True),
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
