"""Chains of corrections, followed two ways: the rules go up from each correction to the event it
corrects in the end, the test goes down from each event to all that corrects it."""

import random
from datetime import date

from tests.unit.rules.cases import case_file, event
from waymark.rules.casefile import parse
from waymark.rules.events.care import Incident
from waymark.rules.events.plans import NewCharge
from waymark.rules.events.risk import WeaponFound
from waymark.rules.known import known_on

KINDS = (Incident, NewCharge, WeaponFound)


def test_both_ways_through_a_chain_of_corrections_agree():
    for seed in range(500):
        events = entangled(random.Random(seed))
        casefile = parse(case_file(*events))
        for number in range(1, 13):
            case = known_on(casefile, date(2026, 1, number))
            stands = [(each.id, each.on.isoformat(), each.kind) for each in case.walk(*KINDS)]
            assert stands == standing(events, f"2026-01-{number:02}")


def entangled(chance):
    """A dozen events of a few days, most of them corrections of one that is there already."""
    events = []
    for place in range(12):
        facts = {"id": f"e{place}", "recorded_on": f"2026-01-{chance.randint(1, 12):02}"}
        if events and chance.random() < 0.7:
            facts["corrects"] = chance.choice(events)["id"]
        kind = chance.choice(["incident", "weapon-found", "new-charge", "withdrawn"])
        kind = kind if "corrects" in facts else "incident"
        events.append(event(kind, f"2026-01-{chance.randint(1, 6):02}", **facts))
    return events


def standing(events, day):
    found = []
    for first in events:
        if "corrects" in first:
            continue
        known = [each for each in corrections_of(first, events) if is_known(each, day)]
        if known:
            last = max(known, key=lambda each: (each["recorded_on"], events.index(each)))
        elif is_known(first, day):
            last = first
        else:
            continue
        if last["kind"] != "withdrawn":
            found.append((first["id"], last["on"], last["kind"]))
    return sorted(found, key=lambda each: each[1])


def corrections_of(event, events):
    """All that correct an event, and all that correct those."""
    mine = [each for each in events if each.get("corrects") == event["id"]]
    return mine + [below for each in mine for below in corrections_of(each, events)]


def is_known(event, day):
    return event["on"] <= day and event["recorded_on"] <= day
