"""What only the home service may do: it stays responsible where another works with the child."""

from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.chronology.door import Act


def only_home(act: Act, child: int, by: User, what: str) -> None:
    """Refuse what a service that hosts the child asks for.

    :param what: what only the home service may do, to finish the sentence.
    """
    if act.services[child] != by.service_id:
        raise Refused(f"Only the home service may {what}.")
