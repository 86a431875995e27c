"""What may become of a version of a plan: one table, and its picture.

A version that was agreed is never changed again: what is to be otherwise is a new version, which
begins as a draft with all that stood.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

DRAFT, AGREED, COUNTERSIGNED, RETURNED = "draft", "agreed", "countersigned", "returned"

# From each state, what may be done and what it then is.
STATES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        DRAFT: {"agree": AGREED},
        AGREED: {"countersign": COUNTERSIGNED, "return": RETURNED},
        COUNTERSIGNED: {},
        RETURNED: {},
    }
)
# The new version that follows one that stands.
FOLLOWS = {"change": DRAFT, "mend": DRAFT}
FOLLOWED = {AGREED: "change", COUNTERSIGNED: "change", RETURNED: "mend"}


def becomes(state: str, done: str) -> str | None:
    """Return what a version becomes; nothing where that may not be done to it."""
    return STATES[state].get(done)


def drawn() -> str:
    """Return the table as a picture that Markdown's readers draw."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "stateDiagram-v2"
    yield f"    [*] --> {DRAFT}: begin"
    for state, doings in STATES.items():
        for done, then in doings.items():
            yield f"    {state} --> {then}: {done}"
    for state, done in FOLLOWED.items():
        yield f"    {state} --> {FOLLOWS[done]}: {done} (a new version)"
