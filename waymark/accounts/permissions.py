"""What each role may do: the whole policy on one page.

What is not listed is refused. A permission says what somebody may do at all; which children she may
do it for is decided by the database's walls and by the part of Waymark that does it.
"""

from enum import StrEnum
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from waymark.accounts.models import Role, User


class Permission(StrEnum):
    """Each with the words that finish the sentence "You may …"."""

    words: str

    def __new__(cls, code: str, words: str) -> Self:
        made = str.__new__(cls, code)
        made._value_ = code
        made.words = words
        return made

    SEE_CHILDREN = "see-children", "see the children of your service"
    RECORD = "record", "record what happens with a child"
    REGISTER_CHILD = "register-child", "register a child"
    CORRECT = "correct", "correct what was recorded"
    ALLOCATE = "allocate", "give a child to a worker"
    MANAGE_TEAM = "manage-team", "look after a team's work"
    REALLOCATE_MANY = "reallocate-many", "give many children to other workers at once"
    PROPOSE_SEALING = "propose-sealing", "propose that words are sealed"
    APPROVE_SEALING = "approve-sealing", "agree that words are sealed"
    EXPORT_CASE_FILE = "export-case-file", "take a child's case file out of Waymark"
    IMPORT_CASE_FILE = "import-case-file", "bring a child's case file into Waymark"
    OPEN_WITH_REASON = "open-with-reason", "open another worker's child, saying why"
    OPEN_IN_EMERGENCY = "open-in-emergency", "open a restricted child in an emergency"
    REVIEW_EMERGENCIES = "review-emergencies", "look at what was opened in an emergency"
    RESTRICT_CHILD = "restrict-child", "restrict who may see a child"
    CHOOSE_NUMBERS = "choose-numbers", "choose the service's own numbers"
    MANAGE_ACCOUNTS = "manage-accounts", "invite people, and change or end their accounts"
    COUNTERSIGN = "countersign", "countersign a plan and give directions on a case"
    DECIDE_BREAK = "decide-break", "decide on a break in supervision"
    READ_PROVISIONS = "read-provisions", "read the guidance that a duty comes from"
    SEE_HARMED = "see-harmed", "see the people who were harmed"
    RECORD_HARMED = "record-harmed", "record what happens with somebody who was harmed"
    DELETE_HARMED = "delete-harmed", "delete what nobody needs any more of somebody who was harmed"
    KEEP_TRAINING = "keep-training", "say who is trained for work with people who were harmed"


P = Permission

CASEWORK = {
    P.SEE_CHILDREN,
    P.RECORD,
    P.REGISTER_CHILD,
    P.CORRECT,
    P.PROPOSE_SEALING,
    P.OPEN_WITH_REASON,
    P.OPEN_IN_EMERGENCY,
    P.READ_PROVISIONS,
}
MANAGEMENT = CASEWORK | {
    P.ALLOCATE,
    P.MANAGE_TEAM,
    P.REALLOCATE_MANY,
    P.APPROVE_SEALING,
    P.EXPORT_CASE_FILE,
    P.IMPORT_CASE_FILE,
    P.RESTRICT_CHILD,
    P.COUNTERSIGN,
    P.KEEP_TRAINING,
}

VICTIM_WORK = {P.SEE_HARMED, P.RECORD_HARMED}

MAY: dict[Role, frozenset[Permission]] = {
    Role.CASE_MANAGER: frozenset(CASEWORK),
    Role.OPERATIONS_MANAGER: frozenset(MANAGEMENT),
    Role.SENIOR_MANAGER: frozenset(
        MANAGEMENT | {P.REVIEW_EMERGENCIES, P.CHOOSE_NUMBERS, P.DECIDE_BREAK}
    ),
    # These sign in at the victims' own process, and nobody else does but its administrator.
    Role.VICTIM_WORKER: frozenset(VICTIM_WORK),
    Role.VICTIM_MANAGER: frozenset(VICTIM_WORK | {P.KEEP_TRAINING, P.DELETE_HARMED}),
    # An administrator never sees a case: accounts, and the guidance that anybody may read.
    Role.ADMINISTRATOR: frozenset({P.MANAGE_ACCOUNTS, P.READ_PROVISIONS}),
}


def check_user_can(user: User | AnonymousUser, permission: Permission) -> None:
    """Refuse what this person's role may not do.

    :raises PermissionDenied: saying what is refused, and who may.
    """
    if not user.is_authenticated or not user.is_active:
        raise PermissionDenied("Sign in first.")
    if permission not in MAY.get(Role(user.role), frozenset()):
        raise PermissionDenied(
            f"To {permission.words}, you need to be {_any_of(who_may(permission))}."
        )


def user_can(user: User | AnonymousUser, permission: Permission) -> bool:
    """Tell a page whether to offer what `check_user_can` would let through."""
    return _passes(check_user_can, user, permission)


def check_user_can_manage(user: User, person: User) -> None:
    """Refuse to change the account of somebody in another service, or one's own.

    :raises PermissionDenied:
    """
    check_user_can(user, P.MANAGE_ACCOUNTS)
    if person.service_id != user.service_id:
        raise PermissionDenied("This person is not in your service.")
    if person.pk == user.pk:
        raise PermissionDenied("Ask another administrator to change your own account.")


def user_can_manage(user: User, person: User) -> bool:
    return _passes(check_user_can_manage, user, person)


def roles_here() -> list[tuple[str, str]]:
    """Return the roles that people may have on this side: casework's, or the victims' process's."""
    return [(role, Role(role).label) for role in settings.ROLES]


def who_may(permission: Permission) -> list[Role]:
    return [role for role, permissions in MAY.items() if permission in permissions]


def _any_of(roles: list[Role]) -> str:
    names = [f"{_article(role.label)} {role.label.lower()}" for role in roles]
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _article(word: str) -> str:
    return "an" if word[0].lower() in "aeiou" else "a"


def _passes(check, *arguments: object) -> bool:  # type: ignore[no-untyped-def]
    try:
        check(*arguments)
    except PermissionDenied:
        return False
    return True
