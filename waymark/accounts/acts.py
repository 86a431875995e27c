"""Everything that changes who may sign in, and as what."""

from collections.abc import Callable
from datetime import date, datetime

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.db.models import F, Q

from waymark.accounts import links, training
from waymark.accounts.answers import Refused
from waymark.accounts.models import OneTimeLink, Purpose, Role, Service, Team, Training, User
from waymark.accounts.permissions import (
    MAY,
    Permission,
    check_user_can,
    check_user_can_manage,
)

# What must happen before an account may end, or work with no child any more, each told by the app
# that knows: given the person, it returns what is still to do ("Give Jo's 11 children to other
# workers first").
must_happen_first: list[Callable[[User], list[str]]] = []
# Told of every act after it is done: its name, who did it, to whom, when; and of each try to sign
# in, where nobody may be known whom it concerns.
told: list[Callable[[str, User | None, User | Team | None, datetime], None]] = []
LATER_THAN_IT_ENDS = "Choose a last day that is not before the day of the training."
CAME_IN = ("signed-in", "signed-in-to-set-up")  # with both factors; to set up the second


def make_team(*, by: User, name: str, at: datetime) -> Team:
    """Make a team in the service of the administrator.

    :raises Refused: if there is one of this name.
    """
    check_user_can(by, Permission.MANAGE_ACCOUNTS)
    try:
        with transaction.atomic():
            team = Team.objects.create(service=by.service, name=name)
    except IntegrityError as fault:
        raise Refused(f"There is a team called {name} already. Choose another name.") from fault
    _tell("team-made", by, team, at)
    return team


@transaction.atomic
def invite(
    *, by: User, name: str, email: str, role: Role, team: Team | None, at: datetime
) -> tuple[User, str]:
    """Invite somebody, or somebody again whose account had ended; returns the link's secret.

    :raises Refused: if the address has an account.
    """
    check_user_can(by, Permission.MANAGE_ACCOUNTS)
    _check_team(team, by.service_id)
    person = _reopened_or_new(email, by.service)
    person.name, person.role, person.team = name, role, team
    person.save()
    secret = links.make(person=person, purpose=Purpose.JOIN, by=by, at=at)
    _tell("invited", by, person, at)
    return person, secret


@transaction.atomic
def invite_again(*, by: User, person: User, at: datetime) -> str:
    """Make a new invitation link for somebody who has not joined yet; the old one ends.

    :raises Refused: if she has.
    """
    person = _managed(by, person)
    if person.joined_at:
        raise Refused(f"{person.name} has joined already.")
    secret = links.make(person=person, purpose=Purpose.JOIN, by=by, at=at)
    _tell("invited-again", by, person, at)
    return secret


@transaction.atomic
def withdraw_invitation(*, by: User, person: User, at: datetime) -> None:
    """Take an invitation back.

    :raises Refused: if the person has joined.
    """
    person = _managed(by, person)
    if person.joined_at:
        raise Refused(f"{person.name} has joined already: end the account instead.")
    _close(person, at)
    _tell("invitation-withdrawn", by, person, at)


@transaction.atomic
def change_person(*, by: User, person: User, role: Role, team: Team | None, at: datetime) -> None:
    """Give somebody another role or team; she signs in again to have it.

    :raises Refused: with what must happen first, where the new role works with no child.
    """
    person = _managed(by, person)
    _check_team(team, person.service_id)
    if Permission.RECORD not in MAY[role]:  # who works with no child holds none
        _refuse_what_must_happen_first(person)
    person.role, person.team = role, team
    person.save(update_fields=["role", "team"])
    _tell("person-changed", by, person, at)


@transaction.atomic
def end_account(*, by: User, person: User, at: datetime) -> None:
    """End an account at once: no request of this person's is answered after it.

    :raises Refused: with everything that must happen first.
    """
    person = _managed(by, person)
    _refuse_what_must_happen_first(person)
    _close(person, at)
    _tell("account-ended", by, person, at)


@transaction.atomic
def reset_factor(*, by: User, person: User, reason: str, at: datetime) -> str:
    """Take away lost factors; the link, with the password, lets her set up new ones."""
    person = _managed(by, person)
    _check_joined(person)
    Authenticator.objects.filter(user=person).delete()
    _end_sessions(person)
    secret = links.make(person=person, purpose=Purpose.NEW_FACTOR, by=by, at=at, reason=reason)
    _tell("factor-reset", by, person, at)
    return secret


@transaction.atomic
def reset_password(*, by: User, person: User, reason: str, at: datetime) -> str:
    """Make a forgotten password void; the link lets her choose another, her factor stays."""
    person = _managed(by, person)
    _check_joined(person)
    person.set_unusable_password()
    person.save(update_fields=["password"])
    secret = links.make(person=person, purpose=Purpose.NEW_PASSWORD, by=by, at=at, reason=reason)
    _tell("password-reset", by, person, at)
    return secret


@transaction.atomic
def first_administrator(
    *, email: str, name: str, service: str, at: datetime, number: int | None = None
) -> str:
    """Invite the first administrator of a service, making the service if need be.

    On the victims' side a service has the number that it has in casework.

    :raises Refused: if the service has an administrator who has joined, or another number.
    """
    there = _service(service, number)
    Service.objects.select_for_update().get(pk=there.pk)
    if there.users.filter(
        role=Role.ADMINISTRATOR, is_active=True, joined_at__isnull=False
    ).exists():
        raise Refused(f"{service} has an administrator: ask her for an invitation.")
    person = _unfinished(email, there) or _reopened_or_new(email, there)
    person.name, person.role = name, Role.ADMINISTRATOR
    person.save()
    secret = links.make(person=person, purpose=Purpose.JOIN, by=None, at=at)
    _tell("first-administrator", None, person, at)
    return secret


def _service(name: str, number: int | None) -> Service:
    there = Service.objects.filter(Q(name=name) | Q(pk=number)).order_by("pk").first()
    if there is None:
        return Service.objects.create(pk=number, name=name)
    if there.name != name or number not in (None, there.pk):
        raise Refused(f"Service {there.pk} is {there.name} here: look at the number and the name.")
    return there


@transaction.atomic
def choose_password(*, link: OneTimeLink, password: str, at: datetime) -> None:
    """Set the password that the holder of a link chose; a link for that alone is used up."""
    person = link.person
    person.set_password(password)
    person.save(update_fields=["password"])
    if link.purpose == Purpose.NEW_PASSWORD:
        use_link(link=link, at=at)
    _tell("password-chosen", person, person, at)


@transaction.atomic
def use_link(*, link: OneTimeLink, at: datetime) -> None:
    """Close a link whose purpose is fulfilled; whoever was invited has joined.

    :raises Refused: if it was used or withdrawn in the meantime.
    """
    is_mine = links.still_good(at=at).filter(pk=link.pk).update(used_at=at)
    if not is_mine:
        raise Refused("This link was used or taken back. Ask your administrator for a new one.")
    if link.purpose == Purpose.JOIN:
        link.person.joined_at = at
        link.person.save(update_fields=["joined_at"])
    _tell(f"link-used-{link.purpose}", link.person, link.person, at)


def end_other_sessions(*, person: User) -> None:
    """Sign somebody out everywhere; the caller renews the session that is to stay."""
    _end_sessions(person)
    person.refresh_from_db(fields=["sessions_ended"])


def _managed(by: User, person: User) -> User:
    """Return the person, locked; refuse unless this administrator still is one of her service."""
    both = (
        User.objects.select_for_update(no_key=True).filter(pk__in=[by.pk, person.pk]).order_by("pk")
    )
    rows = {row.pk: row for row in both}
    check_user_can_manage(rows[by.pk], rows[person.pk])
    return rows[person.pk]


def _reopened_or_new(email: str, service: Service) -> User:
    """Return a person without password or factor, not yet saved as what she will be."""
    email = email.strip().lower()
    person = User.objects.select_for_update().filter(email=email).first() or User(email=email)
    if person.pk and (person.is_active or person.service_id != service.pk):
        raise Refused("This e-mail address has an account already.")
    person.service, person.is_active, person.joined_at = service, True, None
    person.set_unusable_password()
    return person


def _unfinished(email: str, service: Service) -> User | None:
    return service.users.filter(email=email.strip().lower(), is_active=True, joined_at=None).first()


def _refuse_what_must_happen_first(person: User) -> None:
    still_to_do = [reason for check in must_happen_first for reason in check(person)]
    if still_to_do:
        raise Refused(*still_to_do)


def _close(person: User, at: datetime) -> None:
    person.is_active = False
    person.save(update_fields=["is_active"])
    Authenticator.objects.filter(user=person).delete()
    links.withdraw(person=person, at=at)
    _end_sessions(person)


def _end_sessions(person: User) -> None:
    User.objects.filter(pk=person.pk).update(sessions_ended=F("sessions_ended") + 1)


def _check_joined(person: User) -> None:
    if not (person.is_active and person.joined_at):
        raise Refused(f"{person.name} has no account in use. Invite this person instead.")


def _check_team(team: Team | None, service_id: int) -> None:
    if team is not None and team.service_id != service_id:
        raise Refused("This team is not in your service.")


def tell_of_signing_in(what: str, *, person: User | None, at: datetime) -> None:
    """Tell of a try to sign in and what came of it; never with what was typed."""
    _tell(what, None, person, at)


@transaction.atomic
def say_trained(
    *, person: User, what: str, on: date, until: date, by: User, at: datetime
) -> Training:
    """Write down that somebody was trained: it counts from today on, until its last day.

    :raises Refused:
    """
    check_user_can(by, Permission.KEEP_TRAINING)
    if person.service_id != by.service_id or person.role not in training.here().roles:
        raise Refused(training.here().nobody)
    if until < on:
        raise Refused(LATER_THAN_IT_ENDS)
    said = {"what": what, "on": on, "until": until, "by": by, "recorded_at": at}
    made = Training.objects.create(person=person, service_id=by.service_id, **said)
    _tell("trained", by, person, at)
    return made


def _tell(what: str, by: User | None, whom: User | Team | None, at: datetime) -> None:
    for tell in told:
        tell(what, by, whom, at)
