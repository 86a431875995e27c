"""Every write about people who were harmed."""

from dataclasses import dataclass
from datetime import date, datetime

from waymark.accounts.answers import Refused, Stale
from waymark.accounts.models import Role, User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.audit import recording
from waymark.drafts import store
from waymark.drafts.store import Place
from waymark.rules.carries import carries
from waymark.victims.people.models import Reference, Training, Victim

LATER_THAN_IT_ENDS = "Choose a last day that is not before the day of the training."


@dataclass(frozen=True)
class Who:
    """Who somebody is. The four facts (CM-401) are codes, or nothing where nobody said."""

    name: str
    other_names: list[str]
    nicknames: list[str]
    age: str
    sex: str
    ethnicity: str
    is_potential: bool
    known: dict[int, str]  # by reference


def version(victim: Victim) -> str:
    """Return what tells how somebody's row stands from how it stood before."""
    return victim.changed_at.isoformat()


@carries("CM-397", "CM-401")
def say_who(
    *, victim: Victim, who: Who, began_from: str, place: Place, by: User, at: datetime
) -> None:
    """Write down who somebody is.

    :raises Stale: where somebody else did since `began_from`.
    """
    check_user_can(by, Permission.RECORD_HARMED)
    recording.note(children=[victim.pk], act="say-who")
    stands = Victim.objects.select_for_update(no_key=True).get(pk=victim.pk)
    if version(stands) != began_from:
        raise Stale(version(stands))
    for name in ("name", "other_names", "nicknames", "age", "sex", "ethnicity", "is_potential"):
        setattr(stands, name, getattr(who, name))
    stands.changed_at = at
    stands.save()
    for reference, known in who.known.items():
        Reference.objects.filter(pk=reference, victim=stands).update(known=known)
    store.forget(person=by, place=place)


def say_trained(
    *, person: User, what: str, on: date, until: date, by: User, at: datetime
) -> Training:
    """Write down that somebody was trained; she reads from today on, until its last day.

    :raises Refused:
    """
    check_user_can(by, Permission.KEEP_TRAINING)
    recording.note(act="say-trained", person=person.pk)
    if person.service_id != by.service_id or person.role != Role.VICTIM_WORKER:
        raise Refused("Choose a victim worker of your service.")
    if until < on:
        raise Refused(LATER_THAN_IT_ENDS)
    return Training.objects.create(
        person=person,
        service_id=by.service_id,
        what=what,
        on=on,
        until=until,
        by=by,
        recorded_at=at,
    )
