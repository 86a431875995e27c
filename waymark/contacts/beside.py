"""What other apps say beside the form of a kind of event, and let choose in it: they stand above,
and register here."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from waymark.accounts.models import User
from waymark.children.models import Child
from waymark.rules.case import Case


@dataclass(frozen=True)
class Before:
    """What was said already of what a form asks: it stands there, and may be changed."""

    facts: Mapping[str, Any] = field(default_factory=dict)
    where: str = ""  # in words, with its day
    address: str = ""

    def only(self, fields: Collection[str], hide: Callable[[str], str]) -> "Before":
        """Return what of it says something that a form asks, and nothing that is protected."""
        asked = {name: said for name, said in self.facts.items() if name in fields and said}
        shown = {name: said for name, said in asked.items() if not _hides(said, hide)}
        return Before(shown, self.where, self.address) if shown else Before()


def _hides(said: object, hide: Callable[[str], str]) -> bool:
    return isinstance(said, str) and hide(said) != said


Tells = Callable[[Child, date], Mapping[str, Any]]
Chooses = Callable[[Child], list[tuple[str, str]]]
Against = Callable[[Mapping[str, Any]], list[str]]
Fills = Callable[[Child, Case, Mapping[str, Any], date], Before]
Asks = Callable[[Child, Case, User], Against]
_chosen: dict[str, Chooses] = {}
_against: dict[str, Asks] = {}
_before: dict[str, Fills] = {}
_told: dict[str, tuple[str, Tells]] = {}


def tell_with(kind: str, template: str, tells: Tells) -> None:
    """Register what is read before a kind is recorded. `template` draws what it gives, `said`."""
    _told[kind] = template, tells


def told(kind: str, child: Child, on: date) -> tuple[str, Mapping[str, Any]] | None:
    if kind not in _told:
        return None
    template, tells = _told[kind]
    return template, tells(child, on)


def choose_with(field: str, chooses: Chooses) -> None:
    """Register what may be chosen for a field, named with its kind: `kind.field`."""
    _chosen[field] = chooses


def choices(field: str, child: Child | None) -> list[tuple[str, str]] | None:
    """Return what another app lets choose for a field of a child's event."""
    return _chosen[field](child) if child and field in _chosen else None


def fill_with(kind: str, fills: Fills) -> None:
    """Register what was said already of what the form of a kind asks."""
    _before[kind] = fills


def before(kind: str, child: Child, case: Case, facts: Mapping[str, Any], on: date) -> Before:
    """Return what was said already, of whom or of what a link to the form names."""
    return _before[kind](child, case, facts, on) if kind in _before else Before()


def ask_first_with(kind: str, asks: Asks) -> None:
    """Register what says, of the facts of an event, what somebody asks that speaks against it."""
    _against[kind] = asks


def nothing(_facts: Mapping[str, Any]) -> list[str]:
    return []


def against(kind: str, child: Child, case: Case, by: User) -> Against:
    """Return what says what speaks against an event that no rule refuses: each in a sentence."""
    return _against[kind](child, case, by) if kind in _against else nothing
