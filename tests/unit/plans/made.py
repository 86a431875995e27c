"""Sophie's plan, with something in each part of it that a copy must not say."""

from datetime import date

from waymark.guidance.frames import frame
from waymark.plans.copy import Copy, Telling, copy_of
from waymark.rules.facts import build
from waymark.rules.planned import Plan

SURNAMES = ["Marsh", "Brennan"]
DOCUMENT = {
    "orders": ["o1"],
    "goals": [
        {
            "id": "g1",
            "family": "keep-safe",
            "words": "I want to walk home without looking behind me",
            "success": "I have walked home with my friends and it felt fine.",
            "child": "agrees",
            "because": [
                {"kind": "strength", "said": "You are good at drawing."},
                {"kind": "finding", "of": "harm", "said": "SECRET finding"},
                {"kind": "requirement", "of": "o1:reparation", "said": "SECRET requirement"},
            ],
            "steps": [
                {
                    "id": "g1-s1",
                    "what": "Make a map of the places that feel safe",
                    "who": "Sophie Marsh and Jo Brennan",
                    "by": "2026-06-12",
                },
                {
                    "id": "g1-s2",
                    "what": "Talk to the school",
                    "who": "Mum",
                    "done_on": "2026-06-01",
                },
            ],
        },
        {
            "id": "g2",
            "family": "repair",
            "words": "I want to say sorry properly",
            "child": "disagrees",
            "child_because": "A letter is too hard.",
            "steps": [
                {
                    "id": "g2-s1",
                    "what": "Eight hours at the allotment",
                    "who": "Dee",
                    "by": "2026-08-01",
                    "requirement": "o1:reparation",
                }
            ],
        },
        {"id": "g3", "family": "own", "words": "Be a tattoo artist", "child": "could-not-answer"},
        {"id": "g4", "family": "own", "words": "SECRET ended", "ended_on": "2026-05-01"},
    ],
    "controls": [{"id": "c1", "keeps": "others", "what": "SECRET control", "who": "SECRET"}],
    "contingencies": [{"id": "k1", "if_up": "SECRET up", "if_down": "SECRET down"}],
    "family": [{"id": "f1", "whose": "SECRET mum", "need": "SECRET need", "what": "SECRET help"}],
    "other_plans": [
        {"id": "p1", "name": "SECRET plan", "fits": "SECRET fits", "source": "SECRET source"}
    ],
    "compulsory": [{"requirement": "o1:reparation", "why": "It shows people that you mean it."}],
    "left": [{"finding": "SECRET", "because": "SECRET left"}],
    "call_name": "Jo",
    "call_number": "01632 960 111",
    "next_review_on": "2026-08-14",
}


def a_plan(**changed: object) -> Plan:
    return build(Plan, {**DOCUMENT, **changed})


def a_copy(
    language: str = "en",
    *,
    together: bool = True,
    on: date = date(2026, 5, 15),
    **changed: object,
) -> Copy:
    return copy_of(
        a_plan(**changed),
        Telling(frame(language), surnames=SURNAMES, on=on),
        called="Sophie",
        made_on=date(2026, 5, 14),
        together=together,
    )
