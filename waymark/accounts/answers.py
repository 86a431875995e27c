"""The ways in which Waymark says no to somebody who is signed in."""

from typing import NamedTuple

SOMEBODY = "Somebody"


class Saved(NamedTuple):
    """Who saved what stands now, as a page says it; `when` is empty where that is not known."""

    by: str = SOMEBODY
    when: str = ""


class Refused(Exception):
    """What was asked for is understood and may not be done; each reason says what to do.

    Where that is done on one page, `leads_to` says what it is, and the page's address.
    """

    leads_to: tuple[str, str] | None = None

    def __init__(self, *reasons: str) -> None:
        super().__init__(*reasons)
        self.reasons = reasons


class Stale(Exception):
    """Somebody else saved this in the meantime; nothing of either was lost.

    `stands` is the version of what stands now, by which it is told who saved it; `by` is who did,
    in a page's words, where the act knows.
    """

    def __init__(self, stands: str = "", *, by: str = SOMEBODY) -> None:
        super().__init__(stands)
        self.stands, self.by = stands, by


class ReadOnly(Exception):
    """Waymark can be read at the moment, but not written."""
