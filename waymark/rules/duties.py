"""Every duty, one line each, and all that is owed in one case."""

from datetime import date

from waymark.rules.allocation import allocate_worker, reallocate_worker
from waymark.rules.case import Case
from waymark.rules.casefile import CaseFile
from waymark.rules.contact_level import review_contact_level
from waymark.rules.custody import confirm_release, review_pathway_plan, start_resettlement_plan
from waymark.rules.deciding import decide_breach, decide_break, mend_what_was_sent_back
from waymark.rules.duty import Duty, Rule, Settler, Status, status_on
from waymark.rules.endings import (
    agree_exit_plan,
    apply_for_early_revocation,
    consider_early_revocation,
    hold_progress_panel,
)
from waymark.rules.engagement import (
    follow_up_missed_contact,
    hold_engagement_panel,
    hold_panel_after_urgent_breach,
    independent_breach_review,
    judge_for_court,
    put_forward_for_court,
    write_up_urgent_breach,
)
from waymark.rules.induction import explain_again
from waymark.rules.known import known_on
from waymark.rules.looked_after import (
    hear_child_after_incident,
    inform_responsible_authority,
    notify_receiving_authority,
)
from waymark.rules.mappa import (
    notify_police_address,
    notify_police_registration,
    notify_police_travel,
    refer_to_mappa,
)
from waymark.rules.oversight import follow_direction
from waymark.rules.plans import (
    agree_plan,
    complete_assessment,
    countersign_plan,
    give_plan,
    induct_child,
    mend_plan,
)
from waymark.rules.restorative import hear_what_came, talk_about_stop, talk_again
from waymark.rules.reviews import review_after_change, review_plan
from waymark.rules.risk import hold_risk_panel, look_at_safety_plan
from waymark.rules.safeguarding import attach_meeting_notes, refer_weapon_concern
from waymark.rules.settings import DEFAULTS, Settings
from waymark.rules.suspensions import (
    apply_to_vary,
    apply_to_vary_together,
    record_travel_details,
)
from waymark.rules.victims import (
    decide_victim_invitation,
    look_at_files,
    notify_victim_contact_scheme,
)
from waymark.rules.visiting import assess_visits, authorise_visits
from waymark.rules.visits import visit_in_custody, visit_on_request
from waymark.rules.voice import look_at_concern, talk_about_sheet

# The name, what is to be done, who owes it, and the rule that finds it.
DUTIES = (
    Rule("allocate-worker", "Give the child a worker", "manager", allocate_worker),
    Rule("reallocate-worker", "Give the child a worker again", "manager", reallocate_worker),
    Rule("induct-child", "Settle the child in", "case-manager", induct_child),
    Rule("explain-again", "Explain again what is asked", "case-manager", explain_again),
    Rule("complete-assessment", "Complete the assessment", "case-manager", complete_assessment),
    Rule("agree-plan", "Agree a plan with the child", "case-manager", agree_plan),
    Rule("countersign-plan", "Check and countersign the plan", "manager", countersign_plan),
    Rule("mend-plan", "Mend the child’s plan", "case-manager", mend_plan),
    Rule("give-plan", "Give the child their plan", "case-manager", give_plan),
    Rule("review-plan", "Review the plan with the child", "case-manager", review_plan),
    Rule("review-after-change", "Look at the plan again", "case-manager", review_after_change),
    Rule(
        "consider-early-revocation",
        "Consider ending the order early",
        "case-manager",
        consider_early_revocation,
    ),
    Rule(
        "apply-for-early-revocation",
        "Ask for the order to end early",
        "case-manager",
        apply_for_early_revocation,
    ),
    Rule(
        "hold-progress-panel",
        "Take the early end to the panel",
        "case-manager",
        hold_progress_panel,
    ),
    Rule("agree-exit-plan", "Agree what comes after the order", "case-manager", agree_exit_plan),
    Rule(
        "notify-victim-contact-scheme",
        "Tell the victim contact scheme",
        "victim-worker",
        notify_victim_contact_scheme,
    ),
    Rule(
        "decide-victim-invitation",
        "Decide whether to invite the victim",
        "victim-worker",
        decide_victim_invitation,
    ),
    Rule("look-at-files", "Look for a name in the child’s files", "case-manager", look_at_files),
    Rule(
        "follow-up-missed-contact",
        "Ask why the child did not come",
        "case-manager",
        follow_up_missed_contact,
    ),
    Rule("hold-engagement-panel", "Hold an engagement panel", "manager", hold_engagement_panel),
    Rule("judge-for-court", "Judge whether it goes back to court", "manager", judge_for_court),
    Rule(
        "put-forward-for-court",
        "Prepare what goes back to court",
        "case-manager",
        put_forward_for_court,
    ),
    Rule(
        "independent-breach-review",
        "Review the decision to breach",
        "independent-manager",
        independent_breach_review,
    ),
    Rule(
        "hold-panel-after-urgent-breach",
        "Hold the panel that could not come first",
        "manager",
        hold_panel_after_urgent_breach,
    ),
    Rule(
        "write-up-urgent-breach",
        "Write down what the decision rests on",
        "case-manager",
        write_up_urgent_breach,
    ),
    Rule("decide-breach", "Decide whether the order goes back", "manager", decide_breach),
    Rule("decide-break", "Decide on a break in supervision", "senior-manager", decide_break),
    Rule(
        "mend-what-was-sent-back",
        "Mend what a manager sent back",
        "case-manager",
        mend_what_was_sent_back,
    ),
    Rule("apply-to-vary", "Apply to vary the order", "case-manager", apply_to_vary),
    Rule(
        "apply-to-vary-together",
        "Apply to vary the order: the breaks together are long",
        "case-manager",
        apply_to_vary_together,
    ),
    Rule(
        "record-travel-details",
        "Take down where the child will stay",
        "case-manager",
        record_travel_details,
    ),
    Rule(
        "start-resettlement-plan",
        "Start planning for release",
        "case-manager",
        start_resettlement_plan,
    ),
    Rule("visit-in-custody", "Visit the child in custody", "childrens-services", visit_in_custody),
    Rule(
        "visit-on-request",
        "Visit the child as was asked",
        "childrens-services",
        visit_on_request,
    ),
    Rule(
        "confirm-release",
        "Go through the release with the child",
        "childrens-services",
        confirm_release,
    ),
    Rule(
        "review-pathway-plan",
        "Review the pathway plan",
        "childrens-services",
        review_pathway_plan,
    ),
    Rule(
        "notify-receiving-authority",
        "Tell the authority where the child will live",
        "childrens-services",
        notify_receiving_authority,
    ),
    Rule(
        "inform-responsible-authority",
        "Tell those responsible for the child",
        "case-manager",
        inform_responsible_authority,
    ),
    Rule(
        "hear-child-after-incident",
        "Ask the child what happened",
        "case-manager",
        hear_child_after_incident,
    ),
    Rule(
        "refer-weapon-concern",
        "Refer the worry to children's services",
        "case-manager",
        refer_weapon_concern,
    ),
    Rule(
        "attach-meeting-notes", "Attach the meeting's notes", "case-manager", attach_meeting_notes
    ),
    Rule("look-at-concern", "Look at what was told of harm", "case-manager", look_at_concern),
    Rule(
        "talk-about-sheet",
        "Ask the child what they would rather say aloud",
        "case-manager",
        talk_about_sheet,
    ),
    Rule(
        "look-at-safety-plan",
        "Look again at what keeps people safe",
        "case-manager",
        look_at_safety_plan,
    ),
    Rule(
        "review-contact-level",
        "Look again at how often you meet",
        "case-manager",
        review_contact_level,
    ),
    Rule(
        "authorise-visits", "Authorise visits to where the child lives", "manager", authorise_visits
    ),
    Rule(
        "assess-visits",
        "Assess visits to where the child lives anew",
        "case-manager",
        assess_visits,
    ),
    Rule(
        "talk-over-again",
        "Ask again whether the child wants to make it right",
        "case-manager",
        talk_again,
    ),
    Rule(
        "talk-about-stop",
        "Ask the child about what they want no more",
        "case-manager",
        talk_about_stop,
    ),
    Rule("hear-what-came", "Ask both what came of it", "case-manager", hear_what_came),
    Rule("hold-risk-panel", "Hold a risk panel", "manager", hold_risk_panel),
    Rule("refer-to-mappa", "Refer the child to MAPPA", "manager", refer_to_mappa),
    Rule(
        "notify-police-registration",
        "Tell the police: registered",
        "child",
        notify_police_registration,
    ),
    Rule("notify-police-address", "Tell the police: moved", "child", notify_police_address),
    Rule("notify-police-travel", "Tell the police: going abroad", "child", notify_police_travel),
    Rule("follow-direction", "Do what a manager directed", "case-manager", follow_direction),
)

# Those whose due day nothing fixes: a service may say within how many working days it expects them.
WITHOUT_A_DAY = frozenset(
    {
        "induct-child",
        "complete-assessment",
        "agree-plan",
        "countersign-plan",
        "authorise-visits",
        "judge-for-court",
        "put-forward-for-court",
        "decide-breach",
        "decide-break",
        "give-plan",
        "review-after-change",
        "consider-early-revocation",
        "apply-for-early-revocation",
        "hold-progress-panel",
        "decide-victim-invitation",
        "look-at-files",
        "follow-up-missed-contact",
        "hold-engagement-panel",
        "visit-on-request",
        "inform-responsible-authority",
        "hear-child-after-incident",
        "talk-about-sheet",
        "talk-about-stop",
        "hear-what-came",
        "attach-meeting-notes",
        "refer-to-mappa",
    }
)


def duties(case: Case) -> list[Duty]:
    """All duties of a case, those dropped for good left out; no due day sorts last."""
    settle = Settler(case).settle
    found = [duty for rule in DUTIES for owed in rule.find(case) if (duty := settle(rule, owed))]
    found.sort(key=_order)
    return found


def listed_on(
    casefile: CaseFile, day: date, settings: Settings = DEFAULTS
) -> list[tuple[Duty, Status]]:
    """The duties that a case file gives on a day, each with its status then."""
    found = ((duty, status_on(duty, day)) for duty in duties(known_on(casefile, day, settings)))
    return [row for row in found if row[1] is not Status.DROPPED]


def _order(duty: Duty) -> tuple[bool, date, date, str]:
    return duty.due_on is None, duty.due_on or duty.opens_on, duty.opens_on, duty.key
