"""Moving a case to another service."""

from collections.abc import Iterator

from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.events import Event
from waymark.rules.events.moves import CaseTransferred


@carries("CM-020", "CM-021")
def keep_a_looked_after_child(case: Case, proposed: Event) -> Iterator[str]:
    if isinstance(proposed, CaseTransferred) and case.child.looked_after_on(proposed.on):
        yield (
            "A looked-after child stays with the home service wherever they live. Record instead "
            "which service works with them from day to day."
        )
