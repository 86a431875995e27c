"""Every write about people who were harmed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from waymark.accounts.answers import Refused, Stale
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.audit import recording
from waymark.drafts import store
from waymark.drafts.store import Place
from waymark.rules.carries import carries
from waymark.rules.harmed.spells import Clearance
from waymark.victims.people import owing
from waymark.victims.people.keeping import keep_apart
from waymark.victims.people.models import Reference, Victim

SAID = (
    "name",
    "other_names",
    "nicknames",
    "age",
    "sex",
    "ethnicity",
    "is_potential",
    "also_child",
)


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
    also_child: int | None = None  # the number of their own record, where they have one


def version(victim: Victim) -> str:
    """Return what tells how somebody's row stands from how it stood before."""
    return victim.changed_at.isoformat()


@carries("CM-397", "CM-401")
def say_who(
    *, victim: Victim, who: Who, began_from: str, place: Place, by: User, at: datetime
) -> None:
    """Write down who somebody is.

    :raises Stale: where somebody else did since `began_from`.
    :raises Refused: where somebody deleted them meanwhile, or made them one with another; or the
        record that is said to be theirs is of a child who harmed them.
    """
    check_user_can(by, Permission.RECORD_HARMED)
    recording.note(children=[victim.pk], act="say-who")
    if not owing.in_turn(pk=victim.pk):
        raise Refused(owing.NOT_THERE)
    stands = Victim.objects.get(pk=victim.pk)
    if version(stands) != began_from:
        raise Stale(version(stands))
    _refuse_who_harmed(stands, who)
    _refuse_family_who_is_unknown(stands, who, localdate(at))
    for name in SAID:
        setattr(stands, name, getattr(who, name))
    stands.changed_at, stands.reckoned_on = at, None
    stands.save()
    keep_apart(service=stands.service_id, at=at)
    for reference, known in who.known.items():
        Reference.objects.filter(pk=reference, victim=stands).update(known=known)
    store.forget(person=by, place=place)


def _refuse_who_harmed(victim: Victim, who: Who) -> None:
    if victim.references.filter(child=who.also_child).exists():
        raise Refused(
            f"Record {who.also_child} is of a child who harmed them. Write the number of their own."
        )


def _refuse_family_who_is_unknown(victim: Victim, who: Who, on: date) -> None:
    cleared = victim.spells.standing().filter(kind=Clearance.kind).exclude(ends__lt=on)
    if set(who.known.values()) == {"unknown"} and cleared.exists():
        raise Refused(
            "Their name may stand in papers, as that of somebody of the child’s own family or "
            "home, who knows the child. If that is wrong, take it back first, on their page."
        )
