"""What changes about who may sign in stands in the audit too, and so does each try to sign in."""

from datetime import datetime

from waymark.accounts import asking
from waymark.accounts.acts import CAME_IN
from waymark.accounts.models import Team, User
from waymark.audit import recording
from waymark.audit.recording import INSTALLATION, Recording


def tell(what: str, by: User | None, whom: User | Team | None, at: datetime) -> None:
    """Say in the answer's audit row what was done to an account; a command has a row of its own.

    Several acts of one answer stand in one row, in their order.
    """
    answer = recording.current_or_none()
    if answer is None:
        _tell_of_a_command(what, by, whom, at)
        return
    answer.facts |= _facts(" ".join([*str(answer.facts.get("act", "")).split(), what]), whom)
    if what in CAME_IN and isinstance(whom, User):
        _begin_to_ask(answer, whom)
    if answer.service_id is None:  # nobody is signed in: the chain is that of whom it concerns
        answer.service_id = _chain_of(whom)


def _begin_to_ask(answer: Recording, whom: User) -> None:
    """Let the rest of the answer be hers who has just come in."""
    if answer.user_id not in (None, whom.pk):
        answer.facts["was"] = answer.user_id
    answer.service_id, answer.user_id = whom.service_id, whom.pk
    asking.as_user(whom)


def _tell_of_a_command(what: str, by: User | None, whom: User | Team | None, at: datetime) -> None:
    asking.as_nobody()
    facts = _facts(what, whom) | ({"by": by.pk} if by else {})
    Recording(what, at, _chain_of(whom), outcome="done", facts=facts).append()


def _facts(act: str, whom: User | Team | None) -> dict[str, object]:
    if whom is None:
        return {"act": act}
    return {"act": act, "team" if isinstance(whom, Team) else "person": whom.pk}


def _chain_of(whom: User | Team | None) -> int:
    return whom.service_id if whom else INSTALLATION
