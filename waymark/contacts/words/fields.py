"""What each field of an event, or of a fact, is called. A field's words are those of `kind.field`
where there are any, else those of `field`."""

from typing import NamedTuple

from waymark.assessments.words import ASKED, ASKS


class Words(NamedTuple):
    label: str
    help: str = ""
    # A case file from elsewhere may lack it; whoever records here must say it.
    must: bool = False


BY_WHOM = Words("Who did it?")
WHERE = Words("Address", "House and street first, then the town: each on a line of its own.")
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
    "contact-level-set.on": Words("From which day?"),
    "contact-level-set.level": Words("How often do you meet?"),
    "contact-level-set.a_month": Words(
        "How many times a month?", "In person or not: all that counts as a contact.", must=True
    ),
    "contact-level-set.review_on": Words("When will you look at it again?", must=True),
    "contact-level-set.because": Words("Why so often, and not less or more?", must=True),
    "contact-level-set.child_said": Words("What does the child say about it?"),
    "visit-assessed.on": Words("When did you look at it?"),
    "visit-assessed.where": Words("Where do you visit?"),
    "visit-assessed.who_goes": Words("Who goes?"),
    "visit-assessed.purposes": Words("What are the visits for?"),
    "visit-assessed.pattern": Words(
        "How often, and when?", "Weekly, Tuesdays after school: what a manager authorises."
    ),
    "visit-assessed.until": Words("Until when?", "One authorisation covers three months at most."),
    "visit-assessed.hazards": Words(
        "What could harm somebody there?",
        "Tick what there is. Whoever visits a brother or a sister there sees these too.",
    ),
    "visit-assessed.hazards_told": Words(
        "What exactly?", "Who, which animal, which illness, what public health advice says."
    ),
    "visit-assessed.keeps_safe": Words("What keeps the child, the family and you safe?"),
    "visit-assessed.outside": Words(
        "If outside: where, and how does the talk stay private?",
        "Who could overhear, and what is better not talked of there.",
    ),
    "visits-authorised.until": Words("Until when?"),
    "assessment": Words("Which assessment?"),
    "visits-authorised.note": Words("What do you say to it?"),
    "visits-not-authorised.note": Words("What is to be mended?"),
    "absence-followed-up.on": Words("When did you ask?"),
    "absence-followed-up.contact": Words("Which contact was missed?"),
    "absence-followed-up.acceptable": Words("Is the reason acceptable?", must=True),
    "absence-followed-up.reason": Words("What got in the way most?", must=True),
    "absence-followed-up.also": Words("What else got in the way?"),
    "absence-followed-up.family_said": Words("What does the family say?"),
    "absence-followed-up.tried": Words("What was tried so far, to make coming easier?"),
    "absence-followed-up.support": Words("What will we do so that the child can come next time?"),
    "absence-followed-up.because": Words(
        "Why is it acceptable, or why not?",
        "Nothing follows of itself. Say to the child that you want to go on working together.",
        must=True,
    ),
    "warning.contact": Words("Which missed contact led to it?"),
    "warning.note": Words(
        "What did you tell the child, and how did you explain the letter?", must=True
    ),
    "engagement-panel-held.invited": Words(
        "Who was invited?", "The child always is, with whoever the child wants beside them."
    ),
    "engagement-panel-held.present": Words("Who of them came?"),
    "engagement-panel-held.note": Words("What did the panel find out?"),
    "engagement-panel-held.family_said": Words("What did the parents or carers say?"),
    "engagement-panel-held.agreed": Words("Which help was agreed, and from whom?"),
    "achievement.on": Words("When was it?"),
    "achievement.note": Words("What went well, however small?", must=True),
    "achievement.told": Words("Who else was told?", "A parent who hears it can build on it."),
    "progress-told.on": Words("When were they told?"),
    "progress-told.told": Words("Who was told?"),
    "progress-told.note": Words("What did you tell them, of what goes well?", must=True),
    "progress-told.support": Words("How will they help the child to come?"),
    "judged-for-court.order": Words("Which order is it about?"),
    "judged-for-court.contact": Words("Which missed contact asks for it?"),
    "judged-for-court.decision": Words("What do you judge?"),
    "judged-for-court.because": Words("Why?", must=True),
    "breach-decided.note": Words("Why was that decided?"),
    "breach-decided.urgent": Words("Why could it not wait?"),
    "breach-decided.by": Words("Who decided?"),
    "put": Words("What was put forward?"),
    "put-to-manager.what": Words("What is to be decided?"),
    "put-to-manager.paper": Words("In which paper?"),
    "put-to-manager.after": Words("What was decided before?"),
    "sent-back.note": Words("What is to be mended?"),
    "sent-back.by": Words("Who sent it back?"),
    "independent-breach-review.gaps": Words("What gaps in services were found?"),
    "independent-breach-review.learning": Words("What is there to learn?"),
    "independent-breach-review.alterations": Words("What is altered for the child?"),
    "independent-breach-review.breach": Words("Which decision was reviewed?"),
    "independent-breach-review.by": Words("Who reviewed it?"),
    "independent-breach-review.note": Words("What else did the review find?"),
    "explain_again_on": Words("When is it explained again?"),
    **{
        f"{kind}.{field}": asked
        for kind in ("child-inducted", "order-explained-again")
        for field, asked in {
            "paper": Words("In which paper?"),
            "child_said": Words("What did the child say back?", "In the child’s own words."),
            "not_yet_because": Words("Why could the child not say it back yet?"),
        }.items()
    },
    "agreement-given.paper": Words("In which paper?"),
    "agreement-given.format": Words("In what form?"),
    "agreement-given.language": Words("In which language?"),
    "agreement-given.copy": Words("The copy"),
    "child-inducted.note": Words("What did you go through with the child?"),
    "assessment-completed.tool": Words("With which tool?", "Such as AssetPlus."),
    "plan-amended.reason": Words("What changed, and why?"),
    "plan-countersigned.by": Words("Who checked it?"),
    "plan-countersigned.note": Words("What did the check find?", must=True),
    "plan-returned.by": Words("Who returned it?"),
    "plan-returned.note": Words("What is to be mended?"),
    "plan-given.format": Words("In what form?"),
    "plan-given.to_whom": Words("To whom?"),
    "plan-given.language": Words("In which language?"),
    "plan-given.copy": Words("The copy"),
    "plan-given.understood": Words("Did they understand it?"),
    "plan-given.own_words": Words("Did they find their own words in it?"),
    "plan-given.worried": Words("How worried are they about what is to be done?"),
    "plan-given.received": Words("What did they say about it?"),
    "multi-agency-meeting.talked_of": Words(
        "Which warnings or decisions on breach were talked of?"
    ),
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
    "closing-countersigned.paper": Words("In which paper?"),
    "case-closed.left": Words("What was left?"),
    "case-closed.left_because": Words("Why was it left?"),
    "early-revocation-considered.look_again_on": Words("When will you look again?"),
    "early-revocation-considered.note": Words("Why?"),
    "early-revocation-considered.paper": Words("In which paper?"),
    "progress-panel-decided.considered": Words("Which decision was it about?"),
    "progress-panel-decided.decision": Words("What did the panel decide?"),
    "progress-panel-decided.look_again_on": Words("Where it is not now: when do you look again?"),
    "progress-panel-decided.family_said": Words("What did the parents or carers say?"),
    "progress-panel-decided.note": Words("Why?", "As the child was told it.", must=True),
    "early-revocation-refused.note": Words("What did the court say?"),
    "suspension-approved.from": Words("From which day?"),
    "suspension-approved.to": Words("Until which day?"),
    "suspension-approved.how": Words("Does contact stop, or is it less?"),
    "suspension-approved.a_month": Words("How many contacts a month, then?"),
    "suspension-approved.by": Words("Who agreed to it?"),
    "suspension-approved.note": Words("Why was it agreed?"),
    "break-ended-sooner.on": Words("When was that settled with the child?"),
    "break-ended-sooner.suspension": Words("Which break?"),
    "break-ended-sooner.last_on": Words(
        "What is the last day of the break?",
        "Where it is not to begin at all: the day before it was to begin.",
    ),
    "break-ended-sooner.note": Words("Why does it end sooner?"),
    "suspension-refused.by": Words("Who did not agree to it?"),
    "suspension-refused.note": Words("Why was it not agreed?"),
    "court-application.for": Words("What was decided before?"),
    "court-application.purpose": Words("What was the court asked for?"),
    "travel-details-recorded.abroad": Words("The child will be abroad"),
    "travel-details-recorded.copies_held": Words("Copies of the travel papers are held"),
    "travel-details-recorded.note": Words(
        "Where are the details kept?", "Not the address itself: that stands with the addresses."
    ),
    "decision-day-set.on": Words("When did you learn of it?"),
    "decision-day-set.decides": Words("Who decides?"),
    "decision-day-set.decides_on": Words(
        "On which day is it decided?",
        "The victim worker is told, so that whoever was harmed is asked before.",
    ),
    "panel-varied.note": Words("What did the panel change?"),
    "order-amended.requirements": Words("What changed in the requirements?"),
    "order-ended.reason": Words("How did it end?"),
    "order-ended.note": Words("Why did it end early?"),
    "order-amended.starts_on": Words("Which day does it start now?"),
    "order-amended.ends_on": Words("Which day does it end now?"),
    "order-amended.custodial_months": Words("How many months of custody now?"),
    **{f"judgement.{domain}": Words(asks) for domain, asks in ASKS.items()},
    "judgement.because": Words("Why?"),
    "judgement.not_yet_because": Words("Why is the rest not said yet?"),
    "judgement.paper": Words("In which assessment?"),
    "judgement.plan_fits_because": Words("Why does the plan still fit?"),
    "assessment-completed.paper": Words("Which paper is it?"),
    **{
        f"judgement.{domain}_{part}": Words(*asked)
        for domain in ASKS
        for part, asked in ASKED.items()
    },
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
    "self-assessment-given.at": Words("At what time?"),
    "self-assessment-concern.question": Words("Which question was it?"),
    "self-assessment-concern.at": Words("At what time?"),
    "self-assessment-concern.sitting": Words("In which sitting?"),
    "self-assessment-concern.only_for": Words("Who alone reads it?"),
    "self-assessment-concern.said": Words("What was said?"),
    "concern-looked-at.concern": Words("What were you told?"),
    "concern-looked-at.also": Words("And what else?"),
    "concern-looked-at.note": Words(
        "What did you do, and what did you tell whoever told us?",
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
    "child-heard.about": Words(
        "In which form did the child say it?", "Leave it open where they said it to you."
    ),
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
    "victim-readiness-told.ready": Words("Is the person harmed ready?"),
    "victim-readiness-told.to": Words("For what?"),
    "victim-consent-told.given": Words("There is written consent"),
    "victim-consent-told.to": Words("To what?"),
    "restorative-considered.paper": Words("Where was it talked through?"),
    "restorative-considered.form": Words("What could it be?"),
    "restorative-considered.appropriate": Words("Is it right, with the child as they are now?"),
    "restorative-considered.because": Words("Why is it right, or why not now?", must=True),
    "link": Words(
        "How is it linked to what happened?",
        "So that it makes sense to the child. Name nobody who was harmed.",
        must=True,
    ),
    "child-readiness-judged.on": Words("When did you talk about it?"),
    "child-readiness-judged.ready": Words("Is the child ready, and willing?"),
    "child-readiness-judged.because": Words(
        "What shows it?",
        "Thinking things through, seeing what it did to somebody, feeling with others; and where "
        "the child was hurt, whether an adult they trust has taken that seriously. Often it is a "
        "question of when, not whether.",
        must=True,
    ),
    "child-readiness-judged.child_said": Words(
        "What does the child say?", "A child may be ashamed, and may say no.", must=True
    ),
    "mind-changed.activity": Words("What was planned?"),
    "activity": Words("Which of what was planned?"),
    "restorative-activity-planned.on": Words("When did you plan it together?"),
    "restorative-activity-planned.form": Words(
        "What is it?", "What means something to the child, and what the child can do."
    ),
    "restorative-activity-planned.victim": Words(
        "Who was harmed, if it is with or for them?",
        "Leave it for something in the community. No name is held here, on purpose.",
    ),
    "restorative-activity-planned.planned_for": Words(
        "When will it be?", "Leave it open: when, not whether, is what matters."
    ),
    "restorative-activity-planned.order": Words("Which order is it a part of?"),
    "restorative-activity-planned.hours": Words("How many hours, if hours are asked for?"),
    "restorative-activity-planned.venue": Words("At which of our places?"),
    "restorative-activity-planned.place": Words(
        "Where, if it is at none of ours?", "Such as the charity’s garden."
    ),
    "restorative-activity-planned.good_at": Words(
        "What is the child good at, that this needs?",
        "It should let the child be useful, be praised, and find something they like.",
    ),
    "restorative-risk-assessed.activity": Words("Which of what was planned, or made?"),
    "restorative-risk-assessed.on": Words("When did you look at it?"),
    "restorative-risk-assessed.could_harm": Words(
        "What could harm somebody, in this very piece of work?"
    ),
    "restorative-risk-assessed.keeps_safe": Words("What keeps everybody safe?"),
    "restorative-risk-assessed.impact": Words(
        "What could it do to the child?",
        "Faith, culture, what they have lived through. And the child may not be the only one to "
        "blame.",
        must=True,
    ),
    "restorative-risk-assessed.settled": Words("What is so?"),
    "restorative-risk-assessed.without_parents": Words(
        "Where parents or carers take no part: why?"
    ),
    "restorative-risk-assessed.principles": Words("Which of the six principles hold?"),
    "restorative-risk-assessed.led_by": Words(
        "Who leads it?", "Of the service, whoever was trained for it."
    ),
    "restorative-risk-assessed.facilitator": Words(
        "Who leads it, if they come from outside?", "Leave this where one of us leads it."
    ),
    "restorative-risk-assessed.trained_on": Words(
        "If they come from outside: when were they trained for it?", "The last time."
    ),
    "restorative-risk-assessed.trained_until": Words(
        "If they come from outside: until when does that training hold?"
    ),
    "restorative-risk-assessed.safe": Words("Is it safe for everybody?"),
    "restorative-activity-held.note": Words(
        "What was done?", "Name nobody who was harmed.", must=True
    ),
    "restorative-activity-held.hours": Words("How many hours, if they count?"),
    "restorative-activity-held.praise": Words(
        "What did the child do well, and did you tell them so?"
    ),
    "restorative-outcome.on": Words("When did you hear it?"),
    "restorative-outcome.child_said": Words(
        "What does the child say came of it?", "In the child’s own words, as far as you can."
    ),
    "restorative-outcome.victim_said": Words(
        "What does the person harmed say?", "As the victim worker tells it. Name nobody."
    ),
    "work-made.on": Words("When was it made?"),
    "work-made.made": Words("What is it?"),
    "work-made.victim": Words(
        "Who is it for?",
        "The victim worker learns that there is something, and asks whether they would like it. "
        "Its words stay here until then.",
    ),
    "work-made.picture": Words(
        "Which file shows it?",
        "A photograph or scan that is attached to what you talked through with the child.",
    ),
    "work-made.activity": Words("By which plan?", "Leave it where nobody planned it."),
    "work-made.child_said": Words(
        "What does it say, or show?",
        "In the child’s own words, whole. Name nobody who was harmed.",
        must=True,
    ),
    "work-made.note": Words("Who made it with the child?"),
    "work": Words("Which of what was made?"),
    "work-answered.answer": Words("Would the person harmed like it?"),
    "work-handed-over.on": Words("When did you hand it to the victim worker?"),
    "work-given.how": Words("How was it received?"),
    "harmed-counted-again.on": Words("When was it noticed?"),
    "harmed-counted-again.offence": Words("By which offence?"),
    "harmed-counted-again.harmed": Words(
        "How many people were harmed by it?",
        "A number only. Who they are is never written in a child’s record.",
    ),
    "harmed-counted-again.reason": Words(
        "Why is it another number than before?", "Name nobody who was harmed.", must=True
    ),
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
    "commitments.kind": Words("What is it?"),
    "commitments.name": Words("What, and where?", "Such as boxing at the club, or mosque."),
    "commitments.weekdays": Words("On which days?", "None: every day, as on a festival."),
    "commitments.starts": Words("From what time?", "Leave both open where it takes the whole day."),
    "commitments.ends": Words("Until what time?", "A curfew until 7 in the morning: 07:00."),
    "commitments.note": Words("What else is good to know?", "Such as only in term time."),
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
