"""A child, somebody harmed, and what is planned with both, as a case file has it."""

from datetime import date

from tests.unit.rules.cases import case_file, event, order
from waymark.rules import gates
from waymark.rules.casefile import next_event, trusted
from waymark.rules.gates.restorative import PRINCIPLES
from waymark.rules.known import known_on

LATER = date(2026, 12, 1)
HARMED = [order("referral-order", offences=[{"category": "robbery", "victims": ["v1", "v2"]}])]
SETTLED = [
    *("child", "understands", "everybody", "needs", "parents", "knows", "harmless"),
]


def ready(on="2026-03-01", said="yes", victim="v1"):
    return event("child-readiness-judged", on, victim=victim, ready=said)


def harmed_ready(on="2026-03-01", said="yes", to=()):
    return event("victim-readiness-told", on, victim="v1", ready=said, to=list(to))


def consent(on="2026-03-02", *, given=True, to=()):
    return event("victim-consent-told", on, victim="v1", given=given, to=list(to))


def prepared(on="2026-03-03", said="yes", activity="p"):
    return event("victim-prepared-told", on, victim="v1", activity=activity, prepared=said)


def planned(form="meeting", victim="v1", **facts):
    link = {"link": "He broke the shop’s window, and can mend."}
    of = {"victim": victim} if victim else {}
    return event(
        "restorative-activity-planned", "2026-03-03", **{"form": form, **of, **link}, **facts
    )


def looked_at(on="2026-03-04", **facts):
    whole = {
        "activity": "p",
        "safe": "yes",
        "settled": SETTLED,
        "principles": list(PRINCIPLES),
        "facilitator": "Ruth Ede",
        "trained_on": "2025-10-01",
        "could_harm": "Old anger.",
        "keeps_safe": "Two rooms, and either may stop it.",
    }
    return event("restorative-risk-assessed", on, **{**whole, **facts})


def held(on="2026-03-20", raised="Both said it all.", **facts):
    told = {"activity": "p", "note": "They talked.", "raised": raised, **facts}
    return event("restorative-activity-held", on, **told)


def known(*events, **child):
    file = trusted(case_file(*events, orders=HARMED, **child))
    return known_on(file, LATER)


def refused(*before, now, **child):
    file = trusted(case_file(*before, orders=HARMED, **child))
    proposed = next_event(file, {**now, "id": "now"})
    return " ".join(gates.shut(known_on(file, LATER), proposed))


def asked(*before, now, orders=HARMED, **more):
    file = trusted(case_file(*before, orders=orders))
    proposed = next_event(file, {**now, "id": "now"})
    return " ".join(gates.asks(known_on(file, LATER, **more), proposed))


PLANNED = {**planned(), "id": "p"}
BOTH = [ready(), harmed_ready(), consent()]
