"""How each answer that may be chosen of somebody's record is called."""

from waymark.rules import outward
from waymark.rules.harmed.planned_finders import CALLED

WAYS = {
    "phone": "By phone",
    "text": "By text",
    "email": "By e-mail",
    "letter": "By letter",
    "visit": "A visit",
    "through": "Through somebody",
}
FORMS = {form: called[:1].upper() + called[1:] for form, called in CALLED.items()}
WHOM = {"police": "The police", "court": "The court", "other": "Somebody else"}
SHARED_WITH = {"police": "The police", "mappa": "MAPPA", "probation": "The probation service"}
ANSWERS = {
    "reach.by": {"address": "An address", "phone": "A phone number", "email": "An e-mail address"},
    "ways": WAYS,
    "how": WAYS,
    "consent.how": {"written": "In writing", "spoken": "Spoken"},
    "allows": {
        "contact": "That we contact them",
        "restorative": "Something restorative",
        "direct": "Meeting the child, or work for them",
        "to-share": "That we share something",
        "feedback": "That we ask them later how it was",
    },
    "need.what": {
        "access": "To get in and take part",
        "special-educational": "Special educational needs",
        "health": "Health",
        "communication": "To understand and be understood",
        "vulnerable": "They are vulnerable",
        "none-known": "Nothing, they say",
    },
    "place": {
        "school": "A school",
        "address": "Where they live",
        "building": "A building",
    },
    "asks": {
        "no-contact": "No contact from the child",
        "keep-away-from": "That the child keeps away from a place",
        "tell-before": "To be told before something changes",
        "fears": "They are afraid",
    },
    "about": {
        "assessment": "What the assessment says or asks",
        "restrictions": "What the child may not do, and where",
        "release": "The child’s release",
        "restorative": "Something restorative",
        "decision": "What is decided",
        "information": "What they are told",
    },
    "signal.code": {
        "contact-distresses": "Contact would cause distress",
        "no-contact": "No contact of any kind",
        "no-restorative-yet": "Restorative work is not to be offered",
        "tell-us-first": "Ask the victim worker before anything is arranged",
        "area": "Ask the victim worker before the child goes anywhere new",
    },
    "restriction.by": {
        "bail": "Bail",
        "order": "The order",
        "licence": "The licence",
        "injunction": "An injunction",
    },
    "forbids": {"contact": "Contact", "area": "An area", "both": "Both"},
    "as": {"family": "Family", "carer": "A carer", "worker": "Somebody who works with them"},
    "papers": outward.CLEARED_FOR,
    "lawful": {
        "public-task": "A public task",
        "legal-obligation": "A duty in law",
        "vital-interests": "Somebody’s life",
        "law-enforcement": "Law enforcement (Part 3 of the Act)",
    },
    "of": WHOM,
    "forms": FORMS,
    "form": FORMS,
    "prepared.prepared": {"yes": "Yes", "not-yet": "Not yet"},
    "helped": {"yes": "Yes", "partly": "In part", "no": "No", "not-said": "They did not say"},
    "work-offered.answer": {"now": "Yes", "later": "Later, perhaps", "not-at-all": "No"},
    "work-given.how": {
        "received": "It was received",
        "glad": "They were glad of it",
        "no-answer": "They said nothing of it",
    },
    "answer": {"accepted": "Yes", "declined": "No", "considering": "They think about it"},
    "decision": {"invite": "Invite them", "do-not-invite": "Do not", "not-yet": "Not yet"},
    "statement-wished.wishes": {"yes": "Yes", "no": "No", "not-decided": "They do not know yet"},
    "before": {"panel": "A panel", "court": "Court", "out-of-court": "A decision out of court"},
    "satisfied": {
        "very": "Very content",
        "satisfied": "Content",
        "neither": "Neither",
        "not": "Not content",
        "not-at-all": "Not at all content",
    },
    "with": SHARED_WITH,
    "shared.what": {
        "name": "The name",
        "address": "The address",
        "phone": "The number",
        "offence": "What happened",
        "fears": "What they are afraid of",
    },
}


def answers(kind: str, field: str) -> dict[str, str] | None:
    return ANSWERS.get(f"{kind}.{field}") or ANSWERS.get(field)
