"""What each kind of thing that is written down of somebody is called, and what is asked of it."""

from collections.abc import Collection
from typing import NamedTuple

from waymark.rules.facts import Field, Shape
from waymark.rules.harmed.base import SPELLS


class Kind(NamedTuple):
    name: str
    group: str


class Words(NamedTuple):
    label: str
    help: str = ""


REACH, WISHES, CODE, RJ, SAFE, COMPLAINT, KEEPING = (
    "How they are reached",
    "What they wish and need",
    "What they are owed",
    "Something restorative",
    "What keeps them safe",
    "A complaint",
    "What is held of them",
)
GROUPS = {  # each with what it is for
    REACH: "Where and how they may be met, and what the police told us.",
    WISHES: "What they say for themselves. It holds until they say otherwise.",
    CODE: "What the Victims’ Code gives them, and what was done of it.",
    RJ: "From whether they are invited to what came of it.",
    SAFE: "What they fear, what the child may not do, and who else knows of them.",
    COMPLAINT: "What they are not content with, and how they were answered.",
    KEEPING: "Why their record is held, and for how long.",
}
KINDS = {
    "reach": Kind("An address, number or e-mail", REACH),
    "preference": Kind("How they wish to be contacted, or that they do not", REACH),
    "details-asked": Kind("Details asked for", REACH),
    "details-chased": Kind("Details asked for again", REACH),
    "details-received": Kind("Details received", REACH),
    "details-refused": Kind("They asked that nothing is passed on to us", REACH),
    "details-allowed": Kind("They let their details be passed on after all", REACH),
    "told-who-we-are": Kind("Told them who we are", REACH),
    "contacted": Kind("Contact, or an attempt", REACH),
    "consent": Kind("Something they consent to", WISHES),
    "need": Kind("What they need", WISHES),
    "wish": Kind("What they want said, asked or done", WISHES),
    "entitlement": Kind("Whether the Code entitles them to more", CODE),
    "basis": Kind("On which lawful basis this is held", KEEPING),
    "view-asked": Kind("Asked what they think before it is decided", CODE),
    "view-told": Kind("Told whoever decides what they think", CODE),
    "progress-asked": Kind("They asked how the case goes", CODE),
    "progress-told": Kind("Told them how the case goes", CODE),
    "support-asked": Kind("They asked for support", CODE),
    "support-told": Kind("Told them who else supports them", CODE),
    "statement-wished": Kind("Whether they wish to make a statement", CODE),
    "contact-scheme-notified": Kind("Told the Victim Contact Scheme", CODE),
    "feedback-asked": Kind("Asked how it was", CODE),
    "feedback-given": Kind("They said how it was", CODE),
    "invitation-decided": Kind("Decided whether to invite them", RJ),
    "restorative-offered": Kind("Offered something restorative", RJ),
    "restorative-answered": Kind("They answered the offer", RJ),
    "prepared": Kind("Prepared them for what is planned", RJ),
    "restorative-received": Kind("They took part in something", RJ),
    "restorative-not-received": Kind("They took no part in what was done", RJ),
    "outcome-asked": Kind("Asked what came of it for them", RJ),
    "work-offered": Kind("Asked whether they would like what the child made", RJ),
    "work-given": Kind("Gave them what the child made", RJ),
    "restorative-not-appropriate": Kind("Judged that it is not appropriate", RJ),
    "safety": Kind("What they fear or ask for their safety", SAFE),
    "signal": Kind("What casework is told, without a name", SAFE),
    "goes-to": Kind("Where they are often, or are to be", SAFE),
    "kept-apart": Kind("Saw to it that the child and they do not meet", SAFE),
    "restriction": Kind("A condition that protects them", SAFE),
    "clearance": Kind("Family or staff: papers in which the name may stand", SAFE),
    "named-in-file": Kind("The name on a child’s file", SAFE),
    "file-name-decided": Kind("Decided whether the name stays on a file", SAFE),
    "file-name-sealed": Kind("The name on a file was sealed", SAFE),
    "shared": Kind("Shared their details to protect the public", SAFE),
    "share-ended": Kind("Asked whether what was shared is still needed", SAFE),
    "complaint-received": Kind("They complained about us", COMPLAINT),
    "complaint-acknowledged": Kind("Told them how it is answered, and by when", COMPLAINT),
    "complaint-answered": Kind("Answered them", COMPLAINT),
    "ombudsman-told": Kind("Told them of the Parliamentary Ombudsman", COMPLAINT),
    "kept-longer": Kind("It is needed longer", KEEPING),
    "no-longer": Kind("Holds no more", WISHES),
}
BY_AN_ACT = {"no-longer", "file-name-sealed"}
WORK_MADE, PLANNED = "work-made", "activity-stands"
ONLY_AFTER = {  # what nobody can write down before something else stands
    "details-chased": "details-asked",
    "details-allowed": "details-refused",
    "view-told": "view-asked",
    "work-offered": WORK_MADE,
    "work-given": WORK_MADE,
    **dict.fromkeys(("prepared", "restorative-not-received", "outcome-asked"), PLANNED),
    "share-ended": "shared",
    "file-name-decided": "named-in-file",
    "complaint-acknowledged": "complaint-received",
    "complaint-answered": "complaint-received",
    "ombudsman-told": "complaint-received",
}
NOT_LIKELY = {"details-chased", "restorative-not-received"}
FITS_AFTER = {  # what is likely to come next, until it stands too
    **{kind: after for kind, after in ONLY_AFTER.items() if kind not in NOT_LIKELY},
    "details-received": "details-asked",
    "contacted": "details-received",
    "restorative-offered": "invitation-decided",
    "restorative-answered": "restorative-offered",
    "restorative-received": "restorative-answered",
    "progress-told": "progress-asked",
    "support-told": "support-asked",
    "feedback-given": "feedback-asked",
}
AS_OFTEN = {"restorative-answered"}  # who was offered it may change their mind, either way
LAST = ("said", "reason", "from", "to")  # whatever else there is
NEVER_ASKED = {"ref", "spell", "was_to", "waits"}

WHICH_MANAGER = Words(
    "Which manager decided it?", "It waits on her first page until she says that it was with her."
)
FIELDS = {  # of a kind's field, or of every kind's
    "on": Words("On which day?"),
    "said": Words("What is to be known of it?"),
    "view-told.said": Words("Who was told, and how?", "Such as: the panel heard it from me."),
    "complaint-received.said": Words("What do they complain about?"),
    "complaint-answered.said": Words("What was answered?"),
    "reason": Words("Why, and how do we know?"),
    "from": Words("From which day?"),
    "to": Words("Until which day?", "Leave it empty where nobody knows. It holds on that day too."),
    "child": Words("Of which child’s offence?"),
    "reach.by": Words("What is it?"),
    "at": Words("The address, number or e-mail"),
    "safe_to_use": Words(
        "Is it safe to use?", "Yes, where nobody else sees or hears what we send there."
    ),
    "preferred": Words("They like this best"),
    "not_at_all": Words(
        "They want no contact at all", "From that day on nothing asks anybody to ring them."
    ),
    "ways": Words("How do they wish to be contacted?"),
    "when": Words("When?", "Such as: after six, never at work."),
    "language": Words("In which language?"),
    "interpreter": Words("An interpreter is needed", "Casework is told so, without the language."),
    "through": Words(
        "Through whom?", "Somebody who speaks for them, and how to reach that person."
    ),
    "allows": Words("What do they consent to?"),
    "consent.child": Words(
        "With which child?", "Whom several children harmed consents with each of them anew."
    ),
    "consent.how": Words("How was it given?"),
    "informed": Words(
        "They know what happens and what it asks of them, and that they may stop at any time"
    ),
    "given_by": Words(
        "Who gave it, where they are a child?",
        "Who consents for them, such as their mother; or that they do themselves.",
    ),
    "need.what": Words(
        "What do they need?",
        "Ask about special educational needs too. Casework is told that there is something, and "
        "not what.",
    ),
    "means": Words("What do we do about it?"),
    "asks": Words("What do they ask for, or fear?"),
    "where": Words("Where?", "This stays here: casework is told no place."),
    "about": Words("What is it about?"),
    "goes-to.place": Words("What is it?"),
    "called": Words(
        "What is the school called, or what is the address?",
        "As it is written elsewhere, with the postcode of an address. It stays here: whether the "
        "child is there too is told by a key.",
    ),
    "starts": Words("From which hour?", "Leave it empty for a whole day."),
    "ends": Words("Until which hour?"),
    "kept-apart.place": Words("Where might they have met?"),
    "meeting": Words(
        "At which time, in a building?", "Of a school, or of where they live, choose every time."
    ),
    "wish.forms": Words("What would they like, if it is something restorative?"),
    "signal.code": Words(
        "What is casework told?", "These words and the last day, and nothing else."
    ),
    "restriction.child": Words("Whom does it bind?"),
    "restriction.by": Words("What makes it so?"),
    "forbids": Words("What does it forbid the child?"),
    "category": Words("Why does the Code entitle them to more?"),
    "as": Words("Who are they to the child?"),
    "papers": Words(
        "In which papers may the name stand?",
        "Never beside words of harm. Without the child’s own record, whoever types the name there "
        "is warned each time, and may learn by it who was harmed.",
    ),
    "impact": Words("What is the real and potentially significant impact on them?"),
    "needed": Words("Why has the name to stand there to make that less likely?"),
    "prevents": Words("Which offending is it there to prevent?"),
    "decided_by": WHICH_MANAGER,
    "review_on": Words(
        "On which day is it looked at again?", "After that day it is sealed by itself."
    ),
    "lawful": Words("On which lawful basis?", "Ask the council where you are not sure."),
    "of": Words("Of whom?"),
    "how": Words("How?"),
    "work": Words("What is it?"),
    "activity": Words("Which of what casework planned?"),
    "restorative-received.activity": Words(
        "Which of what casework planned?", "Leave it where they planned none of it."
    ),
    "prepared.how": Words("How did you talk?"),
    "prepared.prepared": Words("Are they prepared for it now?", "Take the time they need."),
    "comes_with": Words("Who comes with them that day?"),
    "arranged": Words("What they need that day is arranged, an interpreter too"),
    "helped": Words("Did it help them?"),
    "may_tell": Words(
        "They let casework be told whether it helped",
        "Without it casework hears that you asked, and on which day.",
    ),
    "work-offered.answer": Words("Would they like it?"),
    "work-given.how": Words(
        "How was it received?", "The child is told this, and nothing else that they said."
    ),
    "reached": Words("Did you reach them?"),
    "forms": Words("What?"),
    "answer": Words("What did they answer?"),
    "form": Words("What was it?"),
    "decision": Words("What was decided?"),
    "wishes": Words("What do they wish?"),
    "feelings": Words("What do they feel, and what concerns them?"),
    "sensitivities": Words("What is sensitive here, and how vulnerable are they?"),
    "child_able": Words("Is the child able and willing to take part?"),
    "services": Words("Of which services?"),
    "statement-wished.wishes": Words("Do they wish to make a statement in support of a charge?"),
    "order": Words("Of which order?"),
    "before": Words("Before what?"),
    "given": Words("They said what they think"),
    "satisfied": Words("How content are they with what we did?"),
    "answer_by": Words("By which day do they hear from us?"),
    "with": Words("With whom?"),
    "protects": Words(
        "It protects the public, or somebody by name",
        "Their details are shared for that alone.",
    ),
    "shared.what": Words("What was shared?", "No more than keeps somebody safe."),
    **dict.fromkeys(("file-name-decided.said", "kept-longer.said"), Words("Why?")),
    "shared.said": Words("Why?", "So that it stands up to whoever asks later."),
    "ask_again_on": Words("When do you ask whether they still need it?"),
    "share-ended.said": Words("What did they say?", "Why, where they still need it."),
    "share-ended.with": Words("Whom did you ask?"),
    "share-ended.needed": Words("Do they still need it?", "If not, they let it go now."),
    "share-ended.ask_again_on": Words("When do you ask again?", "Where they still need it."),
    "stays": Words("Does the name stay?"),
    "manager": WHICH_MANAGER,
    "ref": Words("As whom the file knows them"),
    "keep_until": Words(
        "Until when is it needed?",
        "At most {months} months from the day of the decision. On the day after, it is due to be "
        "deleted.",
    ),
    "kept-longer.review_on": Words(
        "On which day do you look again?", "Decide anew then, for longer or until that day."
    ),
    "no-longer.what": Words("What"),
    "spell": Words("Which one"),
    "was_to": Words("Until when it was to hold"),
    "waits": Words("The manager has not said yet that it was decided with her"),
}
LISTS = {"language": "languages", "category": "enhanced-entitlements"}


def words_of(kind: str, field: str) -> Words:
    return FIELDS.get(f"{kind}.{field}") or FIELDS[field]


def by_group(standing: Collection[str]) -> dict[str, list[tuple[str, str]]]:
    """Return what may be written down, with what it is called, where so much stands already."""
    found: dict[str, list[tuple[str, str]]] = {group: [] for group in GROUPS}
    for kind, known in KINDS.items():
        if kind not in BY_AN_ACT and ONLY_AFTER.get(kind, kind) in {kind, *standing}:
            found[known.group].append((kind, known.name))
    return found


def fitting(standing: Collection[str], owed: Collection[str]) -> list[tuple[str, str]]:
    """Return what is likely to be written down next, with what it is called, besides what is owed
    and so stands there already."""
    return [
        (kind, KINDS[kind].name)
        for kind, after in FITS_AFTER.items()
        if after in standing and kind not in {*standing, *owed} - AS_OFTEN
    ]


def in_order(shape: type[Shape]) -> list[Field]:
    """Return the day on which it happened first, what every kind has last, and between them what
    the kind declares, in its order."""
    return sorted(
        (field for name, field in shape.fields.items() if name not in NEVER_ASKED),
        key=lambda field: (
            field.name != "on",
            LAST.index(field.name) if field.name in LAST else -1,
        ),
    )


def is_spell(kind: str) -> bool:
    return kind in SPELLS
