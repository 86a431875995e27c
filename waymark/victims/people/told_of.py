"""What casework is told of what is written down here, as its form says it."""

from waymark.rules.harmed.base import HAPPENINGS, SPELLS
from waymark.rules.harmed.tells import BY_SIGNAL, told_by

STAYS = "What you write stays here."
FACTS = {
    "victim-readiness.ready": "whether they want something restorative",
    "victim-readiness.to": "of which kind",
    "victim-consent.given": "whether there is written consent to something restorative",
    "victim-consent.to": "to what",
    "work-answered.work": "of which work it is",
    "work-answered.answer": "whether they would like it",
    "work-given.work": "of which work it is",
    "work-given.how": "how they took it, as you choose below",
    "victim-prepared.activity": "of which plan it is",
    "victim-prepared.prepared": "whether they are prepared",
    "victim-heard.activity": "of which plan it is",
    "victim-heard.helped": "whether it helped, where they let it be told",
    "invitation-decided.decision": "what was decided",
    "contact-scheme-notified.order": "of which order it is",
    "too-close.place": "if the child and they may meet, at which of the child’s own places",
    "too-close.begins": "from when",
    "too-close.ends": "until when",
}
A_SENTENCE = "the sentence that stands for what you choose below, and until when"
READ = {
    "signal": A_SENTENCE,
    "restriction": A_SENTENCE,
    "need": "whether they need something so that they can take part, and never what",
    "preference": "whether they need an interpreter",
    "details-refused": "nothing more of what they need so that they can take part",
    "details-allowed": "whether they need something, or an interpreter, as it is written down",
    "named-in-file": "that their name may stand in the record, until when, and when that is over",
    "file-name-decided": "until when their name may stand in the record, or that it goes",
}


def casework_is_told(kind: str) -> str:
    """Return what casework is told once this is written down, and that it is told nothing else."""
    shape = SPELLS.get(kind) or HAPPENINGS[kind]
    facts = list(dict.fromkeys(FACTS[each] for each in told_by(shape)))
    if facts:
        facts.append("and the day")
    if shape in BY_SIGNAL:
        facts.insert(0, READ[kind])
    return f"Casework is told: {', '.join(facts)}. Nothing else." if facts else STAYS
