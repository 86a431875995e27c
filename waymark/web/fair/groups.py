"""By what children are told apart: each way has groups that share no child."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from waymark import guidance
from waymark.rules.carries import carries
from waymark.rules.fairness import Who

NOT_KNOWN = "not-known"
AGES = {"under-15": "Under 15", "15": "15", "16": "16", "17": "17", "18": "18 or over"}
YOUNGEST, OLDEST = 15, 18


@dataclass(frozen=True)
class Way:
    """One way of telling children apart; `says` is what the record takes it from."""

    name: str
    title: str
    says: str
    groups: Mapping[str, str]  # in words, in their order
    of: Callable[[Who], str]


@carries("CM-461")
def ways() -> list[Way]:
    """Return the ways in which the guidance asks whether it is fair, and sex and age."""
    return [
        Way("ethnicity", "Ethnicity", "As the child describes it.", _ethnicities(), _ethnicity),
        Way("sex", "Sex", "As it is recorded.", _sexes(), _sex),
        Way("age", "Age", "On the first day of the period under an order.", AGES, _age),
        Way(
            "looked-after",
            "Looked after",
            "On any day of the period under an order.",
            {"yes": "Looked after", "no": "Not looked after"},
            lambda who: _either(who.looked_after),
        ),
        Way(
            "safety",
            "Safety and wellbeing",
            "An alert that the child may come to harm, or a high risk to safety and wellbeing, on "
            "any day of the period under an order.",
            {"yes": "Of concern", "no": "No concern recorded"},
            lambda who: _either(who.of_concern),
        ),
        Way(
            "needs",
            "Talking and understanding",
            "A need of speech, language or communication, as it is recorded now.",
            {"yes": "A need", "no": "No need recorded"},
            lambda who: _either(who.needs),
        ),
    ]


@cache
def _ethnicities() -> dict[str, str]:
    return {each.code: each.label for each in guidance.code_list("ethnicity-groups").codes}


@cache
def _groups_of_ethnicity() -> dict[str, str]:
    return {each.code: each.group for each in guidance.code_list("ethnicity").codes}


def _ethnicity(who: Who) -> str:
    return _groups_of_ethnicity().get(who.ethnicity or "", NOT_KNOWN)


@cache
def _sexes() -> dict[str, str]:
    codes = guidance.code_list("sex").codes
    return {each.code: each.label for each in codes} | {NOT_KNOWN: "Not known"}


def _sex(who: Who) -> str:
    return who.sex if who.sex in _sexes() else NOT_KNOWN


def _age(who: Who) -> str:
    return "under-15" if who.age < YOUNGEST else str(min(who.age, OLDEST))


def _either(found: object) -> str:
    return "yes" if found else "no"
