"""What is asked of who was harmed, and of making it right with them."""

from waymark.contacts.words.asks import Words

HARM = {
    "victim-contact-scheme-notified.by": Words("Who told them?"),
    "victim-invitation-decided.decision": Words("What was decided?", must=True),
    "victim-readiness-told.ready": Words("Is the person harmed ready?"),
    "victim-readiness-told.to": Words("For what?"),
    "victim-consent-told.given": Words("There is written consent"),
    "victim-consent-told.to": Words("To what?"),
    "victim-prepared-told.prepared": Words("Is the person harmed prepared?"),
    "victim-heard-told.helped": Words("Did it help the person harmed?"),
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
    "child-readiness-judged.talk_again_on": Words(
        "When do you talk about it again?",
        "Choosing takes time, often many talks. Leave it where it is settled.",
    ),
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
    "all_the_same": Words("Why is it done all the same, though the person harmed asks for time?"),
    "mind-changed.activity": Words("What was planned?"),
    "mind-changed.themselves": Words("The child said so on the page that they hold"),
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
    "restorative-risk-assessed.without_parents": Words("Why is it without parents or carers?"),
    "restorative-risk-assessed.principles": Words("Which of the six principles hold?"),
    "restorative-risk-assessed.led_by": Words(
        "Who of us leads it?",
        "Whoever was trained for it. Else open “Somebody from outside leads it”, and say who.",
    ),
    "restorative-risk-assessed.facilitator": Words("Who leads it, from outside?"),
    "restorative-risk-assessed.trained_on": Words("When were they trained for it, the last time?"),
    "restorative-risk-assessed.trained_until": Words("Until when does that training hold?"),
    "restorative-risk-assessed.safe": Words("Is it safe for everybody?"),
    "restorative-activity-held.note": Words(
        "What was done?", "Name nobody who was harmed.", must=True
    ),
    "restorative-activity-held.raised": Words(
        "What did each want to say about the harm, and could they?",
        "The child, and whoever was harmed, as the victim worker tells it. Name nobody.",
    ),
    "restorative-activity-held.hurt": Words(
        "Did anything in it punish, hurt or shame somebody?",
        "Tick whom; leave it where nobody was. It does not go on before its risks were looked at "
        "again.",
    ),
    "restorative-activity-held.hours": Words("How many hours, if they count?"),
    "restorative-activity-held.praise": Words(
        "What did the child do well, and did you tell them so?"
    ),
    "restorative-outcome.on": Words("When did you hear it?"),
    "restorative-outcome.child_said": Words(
        "What does the child say came of it?", "In the child’s own words, as far as you can."
    ),
    "restorative-outcome.child_not_asked": Words("If the child cannot be asked: why?"),
    "restorative-outcome.victim_said": Words(
        "What does the person harmed say?",
        "As the victim worker tells it. Name nobody. Save what you have: the other may come later.",
    ),
    "restorative-outcome.victim_not_asked": Words(
        "If they cannot be asked, or would rather not say: why?", "Name nobody."
    ),
    "restorative-outcome.hurt": Words(
        "Does either say that it punished, hurt or shamed somebody?",
        "Tick whom; leave it where nobody was.",
    ),
    "restorative-outcome.heard": Words("Of whom does it tell?"),
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
    "name-gone.files": Words("How many files could no program read?"),
    "files-looked-at.on": Words("When did you look?"),
    "files-looked-at.gone": Words("After which name was taken out?"),
    "files-looked-at.found": Words("What did you find?"),
    "files-looked-at.note": Words(
        "What else is there to say of it?",
        "Take a file off where it is attached, or ask that it goes with the name. Name nobody.",
    ),
    "harmed-counted-again.on": Words("When was it noticed?"),
    "harmed-counted-again.offence": Words("By which offence?"),
    "harmed-counted-again.harmed": Words(
        "How many people were harmed by it?",
        "A number only. Who they are is never written in a child’s record.",
    ),
    "harmed-counted-again.reason": Words(
        "Why is it another number than before?", "Name nobody who was harmed.", must=True
    ),
}
