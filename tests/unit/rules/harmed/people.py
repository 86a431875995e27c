"""Somebody who was harmed, for tests: invented, and as their record would have them."""

from datetime import date

from waymark.rules.facts import build, check
from waymark.rules.findings import Findings
from waymark.rules.harmed.base import HAPPENINGS, SPELLS
from waymark.rules.harmed.owed import owed
from waymark.rules.harmed.victim import Activity, Link, Stand, Victim, Work


def day(written):
    return date.fromisoformat(written)


def link(**facts):
    days = ("known_on", "made_on", "ends_on", "decided_on", "decided_before")
    told = {"child": 7, "ref": "v1", "order": "o1", "known_on": "2026-03-02"} | facts
    told.setdefault("made_on", told["known_on"])
    return Link(**{name: day(it) if name in days and it else it for name, it in told.items()})


def spell(kind, **facts):
    return build(SPELLS[kind], facts)


def happened(kind, on, **facts):
    return build(HAPPENINGS[kind], {"on": on, **facts})


def faults(kind, **facts):
    """Return the fields that are at fault in something as it was typed."""
    findings = Findings()
    check((SPELLS | HAPPENINGS)[kind], facts, "", findings)
    return {each.path for each in findings.faults}


def victim(*records, links=None, **more):
    spells = tuple(each for each in records if type(each) in SPELLS.values())
    happenings = tuple(each for each in records if type(each) in HAPPENINGS.values())
    told = {name: each if name == "age" else tuple(each) for name, each in more.items()}
    return Victim(links or (link(),), spells, happenings, **told)


def stands(ready, on, child=7):
    return Stand(child=child, ready=ready, on=day(on))


def made(work="e1", **facts):
    told = {"child": 7, "ref": "v1", "made": "poem", "on": day("2026-03-10")}
    return Work(work=work, **told | facts)


def activity(name="e1", **facts):
    """Something that casework told was planned with them."""
    told = {"child": 7, "ref": "v1", "form": "meeting", "on": "2026-03-10"} | facts
    for each in ("on", "planned_for", "called_off_on"):
        if each in told:
            told[each] = day(told[each])
    told["done_on"] = tuple(map(day, told.get("done_on", ())))
    return Activity(activity=name, **told)


def due(somebody, on, **clocks):
    """Return what is owed on a day: by name, by when."""
    found = owed(somebody, day(on), **clocks)
    return {each.name: str(each.due_on) if each.due_on else None for each in found}


SETTLED = (
    spell("entitlement", category="none", reason="Asked"),
    spell("basis", lawful="public-task", reason="The Code"),
    spell("need", what="none-known"),
)
DECIDED = happened("invitation-decided", "2026-03-03", child=7, decision="do-not-invite")
REACHED = (
    happened("details-asked", "2026-03-02"),
    happened("details-received", "2026-03-04"),
    happened("contacted", "2026-03-05", how="phone", reached=True),
)
QUIET = (*SETTLED, *REACHED, DECIDED)  # of whom nothing is owed
