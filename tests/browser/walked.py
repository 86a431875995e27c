"""Where the walk goes: who opens each address, and what its parameters stand for.

A new address is walked by itself, as the first role to whom `tests/walls/matrix.csv` shows it, once
`worlds.made` says what its parameters stand for. One that is shown to nobody who merely asks for it
stands in `PRESSED`, if a button leads to a page, or else in `ONLY_DONE`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlencode

from django.utils import timezone

from tests.forms import day_parts
from tests.walls import matrix

FILLED, EMPTY, NEW_CHILD = "filled", "empty", "new child"
ROLES = {
    "case manager": "jo",
    "operations manager": "bea",
    "senior manager": "sal",
    "administrator": "ada",
    "nobody": "",
}
HOLDER = "holder"  # of a sheet, who never signs in
WHO = {
    # Whom no role names: somebody coming in, or with another way in than an app.
    "mfa_activate_totp": "invited",
    "mfa_authenticate": "halfway",
    "mfa_remove_webauthn": "passkey",
    "mfa_view_recovery_codes": "passkey",
    "one_time_link": "",
    "open-sheet": "",
    "set_up": "invited",
    "sheet": HOLDER,
    "sheet-check": HOLDER,
    "sheet-page": HOLDER,
    # Who has a draft.
    "plan-throw-away": "jo",
    # Who sees the most of it.
    "breach-report": "jo",
    "call-off-in-break": "jo",
    "complete-early": "jo",
    "complete-induction": "jo",
    "complete-restorative": "jo",
    "decide-breach": "bea",
    "decide-break": "sal",
    "early-report": "jo",
    "give-agreement": "jo",
    "letter": "jo",
    "letters-of-nobody": "bea",
    "praise": "jo",
    "put-breach": "jo",
    "put-break": "jo",
    "quality": "bea",
    "registrations": "bea",
    "review-breach": "sal",
    "refuse-seal": "bea",
    "seals": "bea",
    "work-sheet": "jo",
    "workers": "bea",
}
# Parameters that are the same for everybody.
ASKING = {
    "domain": "safety_and_wellbeing",
    "group": "goals",
    "item": "new",
    "kind": "incident",
    "part": "people",
    "provision": "CM-211",
    "section": "story",
    "theme": "plan-together",
}
# What is asked for behind the address.
TOMORROW = timezone.localdate() + timedelta(days=1)  # for which somebody is booked
AWAY = urlencode({**day_parts("first", TOMORROW), "why": "away"})
SEARCH = {
    "find-child": {FILLED: "?words=e", EMPTY: "?words=zzzzz"},
    "away": {FILLED: f"?{AWAY}"},
}


@dataclass(frozen=True)
class Pressed:
    """A page that only a button leads to: where it stands, who presses it, what comes before."""

    on: str
    by: str
    button: str
    chosen: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)  # by the labels


PRESSED = {
    "agree-to-seal": Pressed("seals", "bea", "Agree: seal these words"),
    "chronology-print": Pressed(
        "chronology-print",
        "jo",
        "Go on to the print",
        chosen="The child",
        typed={"Other names that must not be in it": "Ottoline Brackenbury"},
    ),
    "invite_again": Pressed("person", "ada", "Make a new link"),
    "say-why": Pressed("child", "ash", "I am covering for a colleague"),
    "unmask": Pressed("people", "jo", "To visit or ring"),
}
# Forms in which nothing filled in is an answer too; and those of a sheet, which say what
# is missing beside the question.
NO_MISTAKES = {
    "case-file",  # its one button brings a file
    "away",  # something is chosen for each already
    "restrict",
    "paper-section",
    "plan-questions",
    "open-sheet",
    "sheet",
    "sheet-page",
    "sheet-check",
}
# What is done by a button on a page, and leads to a page that has an address of its own.
ONLY_DONE = {
    "change-mind",
    "close-place",
    "no-longer-apart",
    "rung",
    "draft-save",
    "draft-throw-away",
    "end-cover",
    "leave-sheet",  # leads away, to a page of the weather
    "lift-restriction",
    "nothing-changed",
    "out-safe",
    "plan-begin",
    "plan-put-back",
    "plan-take-off",
    "plan-up",
    "read-typed",
    "remove-co-worker",
    "sheet-again",
    "take-off-duty",
    "take-sheet-back",
    "undo",
    "withdraw_invitation",
}
# What is handed out to be saved, printed or heard, and is no page.
FILES = {
    "attachment",
    "fair-csv",
    "feed-ics",
    "hear-plan-copy",
    "print-agreement",
    "print-plan-copy",
}
# Pages of what has just been made: the stories come to them, and look at each (`looks_at`).
IN_STORIES = {"complete-closing", "complete-review", "plan-copy", "plan-given"}


@dataclass
class World:
    """Sessions by state and login; by state, what each parameter stands for.

    A value may be given for one address alone, as "address:parameter". What somebody with nothing
    has not got stands only in the filled state, and its pages are walked there.
    """

    sessions: dict[tuple[str, str], str]
    values: dict[str, dict[str, object]]
    origin: str = ""  # at which it is served

    def path(self, name: str, route: str, state: str) -> str:
        """Return the address in this state, or nothing where it is about what nobody has.

        :raises KeyError: where the walk was not told what a parameter stands for.
        """
        path = "/" + route
        for found in matrix.PARAMETER.finditer(route):
            value = self._value(name, found[1], state)
            if value is None:
                return ""
            path = path.replace(found[0], str(value))
        return path + SEARCH.get(name, {}).get(state, "")

    def session(self, login: str, route: str, state: str) -> str:
        """Return the session; whoever has nothing has not even the child who was registered."""
        kept = NEW_CHILD if state == EMPTY and f":{matrix.CHILD}>" in route else state
        return self.sessions.get((kept, login), "")

    def _value(self, name: str, parameter: str, state: str) -> object:
        known = {**self.values[FILLED], **self.values[state]}
        if parameter not in known:
            raise KeyError(f"Say in tests/browser/worlds.py what <{parameter}> stands for: {name}")
        there = self.values[state]
        return there.get(f"{name}:{parameter}", there.get(parameter))


def who(name: str) -> str | None:
    """Return the login of the first to whom the page is shown, or None."""
    if name in WHO:
        return WHO[name]
    shown = {
        role
        for address, method, role, own, *_ in matrix.agreed()
        if (address, method, own) == (name, "GET", "200")
    }
    return next((login for role, login in ROLES.items() if role in shown), None)
