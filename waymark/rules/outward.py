"""What leaves the service: each is read for names before it does."""

from enum import StrEnum


class Outward(StrEnum):
    """Each kind of paper, for which somebody of the family may be cleared."""

    PLAN = "plan"  # when it is agreed: the child and the family are given it
    PLAN_COPY = "plan-copy"
    AGREEMENT = "agreement"
    HEARD = "you-said-we-did"
    CHRONOLOGY = "chronology"
    CHRONOLOGY_OUTSIDE = "chronology-outside"
    CHRONOLOGY_COURT = "chronology-court"
    PRAISE = "letter-of-praise"
    WORK = "work-for-somebody-harmed"
    BREACH = "breach-report"
    EARLY_END = "early-end-report"


WORDS = {
    Outward.PLAN: "The plan, when it is agreed",
    Outward.PLAN_COPY: "Copies of the plan",
    Outward.AGREEMENT: "What was agreed at the start",
    Outward.HEARD: "“You said, we did”",
    Outward.CHRONOLOGY: "The record, printed for the family",
    Outward.CHRONOLOGY_OUTSIDE: "The record, printed for another agency",
    Outward.CHRONOLOGY_COURT: "The record, printed for a court",
    Outward.PRAISE: "A letter about what went well",
    Outward.WORK: "What the child made for them",
    Outward.BREACH: "The report of a breach, for the court",
    Outward.EARLY_END: "The report of an early end, for the court",
}

# What is typed in the child's own record, and files that are attached there: read as they come in.
RECORD = "record"
CLEARED_FOR = {
    RECORD: "The child’s own record: what is written there, and its files",
    **{each.value: words for each, words in WORDS.items()},
}
