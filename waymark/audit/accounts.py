"""What changes about who may sign in stands in the audit too."""

from datetime import datetime

from waymark.accounts.models import Team, User
from waymark.audit import recording


def tell(what: str, by: User | None, whom: User | Team, at: datetime) -> None:
    """Say in the answer's audit row what was done to an account; a command has a row of its own."""
    facts = {"act": what, "team" if isinstance(whom, Team) else "person": whom.pk}
    answer = recording.current_or_none()
    if answer is not None:
        # Somebody who comes in by a link is not signed in yet: the chain is her service's.
        answer.service_id = answer.service_id or whom.service_id
        answer.facts.update(facts)
        return
    who = by.pk if by else None
    recording.Recording(what, at, whom.service_id, who, outcome="done", facts=facts).append()
