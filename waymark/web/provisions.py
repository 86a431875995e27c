"""The provisions of the guidance as people read them, and what of Waymark carries each."""

import importlib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import waymark
from waymark import guidance
from waymark.frame.addresses import address_of
from waymark.guidance import Provision, forms, scan
from waymark.rules.duties import DUTIES
from waymark.rules.gates import FOR_MANAGERS, GATES

RULES = "waymark.rules"  # duties and gates are told as such
FORCES = {"rule": "a rule", "occupational-standard": "part of the occupational standard"}
KINDS = {
    "clock": "when something is to be done",
    "schedule": "what is done again and again",
    "gate": "what must be so first",
    "record": "what is written down",
    "prompt": "what to think of",
    "practice": "how to work",
    "communicate": "who is told what",
    "report": "what is reported",
    "privacy": "who may know what",
}
AREAS = {
    "iom": "Integrated offender management",
    "mappa": "MAPPA",
    "case-allocation": "Who works with the child",
    "child-voice": "The child’s voice",
    "order-end": "When the order ends",
    "offence-specific": "Particular kinds of harm",
    "victim-data": "What is kept about victims",
    "liaison-diversion": "Liaison and diversion",
    "looked-after": "Looked-after children",
    "care-leaver": "Care leavers",
    "weapons-detection": "Finding weapons",
    "incident": "Incidents where a child lives",
    "other": "Anything else",
}


@dataclass(frozen=True)
class Why:
    """One provision, as a card shows it."""

    id: str
    words: str
    source: str
    force: str
    address: str


@dataclass(frozen=True)
class Carrier:
    """What of Waymark sees to a provision."""

    kind: str  # Owed, Asked before it is recorded, or Done by Waymark
    words: str
    beside: str = ""


@cache
def why(provision: str) -> Why:
    found = guidance.provision(provision)
    place = f"{guidance.source(found.source).title}, {place_of(found, within=found.source)}"
    force = FORCES.get(found.force, found.force)
    return Why(found.id, found.requirement, place, force, address_of("provision", found.id))


def place_of(provision: Provision, within: str = "") -> str:
    """Return the headings that lead to it, the last in quotes.

    :param within: the source that is named before; a heading that repeats its title is left out.
    """
    *above, last = provision.place.split(" › ")
    if above and within and guidance.source(within).title.endswith(above[0]):
        del above[0]
    return " › ".join([*above, f"‘{last}’"])


def area_words(area: str) -> str:
    return AREAS.get(area, area.replace("-", " ").capitalize())


def areas() -> list[tuple[str, str, int]]:
    """Return each area's code, its words and how many provisions it has, by its words."""
    counts: defaultdict[str, int] = defaultdict(int)
    for each in guidance.guidance().provisions:
        counts[each.area] += 1
    return sorted(((code, area_words(code), counts[code]) for code in counts), key=lambda a: a[1])


def search(words: str, area: str) -> list[Provision]:
    """Return the provisions of an area, or of all, that hold every word or have that id."""
    wanted = words.casefold().split()
    return [
        each
        for each in guidance.guidance().provisions
        if (not area or each.area == area) and all(word in _text(each) for word in wanted)
    ]


@cache
def _text(provision: Provision) -> str:
    title = guidance.source(provision.source).title
    return " ".join([provision.id, provision.requirement, provision.place, title]).casefold()


def carriers_of(provision: str) -> list[Carrier]:
    return _carriers().get(provision, [])


@cache
def _carriers() -> dict[str, list[Carrier]]:
    """Find them in Waymark's own source, once a process."""
    found: defaultdict[str, list[Carrier]] = defaultdict(list)
    for each in scan.find_carriers(Path(waymark.__file__).parents[1]):
        for told in _told(each):
            for provision in each.provisions:
                found[provision].append(told)
    return dict(found)


def _told(carrier: scan.Carrier) -> list[Carrier]:
    """Tell of one function: by the duties that it finds, else by what it says of itself."""
    if carrier.is_question:
        return _asked(carrier.name.removeprefix(forms.CARRIER))
    module, _, path = carrier.name.partition(":")
    function = _rule(module, path) if module.startswith(RULES) else None
    owed = [
        Carrier("Owed", rule.title, OWED_BY.get(rule.owed_by, rule.owed_by))
        for rule in DUTIES
        if rule.find is function
    ]
    if owed:
        return owed
    said = carrier.says or path.rpartition(".")[2].replace("_", " ")
    said = said[0].upper() + said[1:].rstrip(".")
    return [
        Carrier(
            "Asked before it is recorded"
            if function in (*GATES, *FOR_MANAGERS)
            else "Done by Waymark",
            said,
        )
    ]


def _rule(module: str, path: str) -> object:
    """Return a rule itself; what is no rule need not be loaded, nor can all of it be here."""
    function = importlib.import_module(module)
    for part in path.split("."):
        function = getattr(function, part)
    return function


def _asked(question: str) -> list[Carrier]:
    """Tell of a question, by the forms whose newest version asks it."""
    newest = {each.id: forms.form(each.id) for each in forms.forms()}
    return [
        Carrier("Asked", each.asks, f"{form.title}, {section.title}")
        for form in newest.values()
        for section, each in form.questions
        if each.id == question
    ]


# Who owes a duty, in plain words.
OWED_BY = {
    "case-manager": "the child’s worker",
    "manager": "a manager",
    "senior-manager": "a senior manager",
    "independent-manager": "a manager from outside the case",
    "victim-worker": "the victim worker",
    "childrens-services": "children’s services",
    "child": "the child",
}
