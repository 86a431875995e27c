"""What each role may do."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from waymark.accounts.models import Role, User
from waymark.accounts.permissions import (
    MAY,
    Permission,
    check_user_can,
    check_user_can_manage,
    user_can,
    user_can_manage,
    who_may,
)

ABOUT_ACCOUNTS = {Permission.MANAGE_ACCOUNTS, Permission.READ_PROVISIONS}


def somebody(role: Role, *, pk: int = 1, service: int = 1, is_active: bool = True) -> User:
    return User(pk=pk, role=role, service_id=service, is_active=is_active)


def test_every_role_is_in_the_map():
    assert set(MAY) == set(Role)


def test_every_permission_is_somebodys():
    assert [permission for permission in Permission if not who_may(permission)] == []


def test_every_permission_finishes_the_sentence_you_may():
    for permission in Permission:
        assert permission.words
        assert permission.words[0].islower()
        assert not permission.words.endswith(".")


def test_an_administrator_never_sees_a_case():
    assert MAY[Role.ADMINISTRATOR] == ABOUT_ACCOUNTS


def test_only_an_administrator_looks_after_accounts():
    assert who_may(Permission.MANAGE_ACCOUNTS) == [Role.ADMINISTRATOR]


def test_a_manager_may_what_a_case_manager_may():
    assert MAY[Role.CASE_MANAGER] < MAY[Role.OPERATIONS_MANAGER] <= MAY[Role.SENIOR_MANAGER]


def test_sealing_is_agreed_by_somebody_who_may_do_more_than_propose_it():
    assert user_can(somebody(Role.CASE_MANAGER), Permission.PROPOSE_SEALING)
    assert not user_can(somebody(Role.CASE_MANAGER), Permission.APPROVE_SEALING)


def test_a_refusal_says_what_and_who_may():
    with pytest.raises(PermissionDenied) as refusal:
        check_user_can(somebody(Role.CASE_MANAGER), Permission.ALLOCATE)
    assert str(refusal.value) == (
        "To give a child to a worker, you need to be an operations manager or a senior manager."
    )


@pytest.mark.parametrize("permission", Permission)
def test_nobody_and_somebody_who_left_may_nothing(permission: Permission):
    assert not user_can(AnonymousUser(), permission)
    for role in Role:
        assert not user_can(somebody(role, is_active=False), permission)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("permission", Permission)
def test_page_and_door_never_disagree(role: Role, permission: Permission):
    if user_can(somebody(role), permission):
        check_user_can(somebody(role), permission)
    else:
        with pytest.raises(PermissionDenied):
            check_user_can(somebody(role), permission)


@pytest.mark.parametrize(
    ("person", "reason"),
    [
        (somebody(Role.CASE_MANAGER, pk=2, service=2), "not in your service"),
        (somebody(Role.ADMINISTRATOR, pk=1), "another administrator"),
    ],
)
def test_an_administrator_changes_others_of_her_own_service(person: User, reason: str):
    ada = somebody(Role.ADMINISTRATOR)
    with pytest.raises(PermissionDenied, match=reason):
        check_user_can_manage(ada, person)
    assert not user_can_manage(ada, person)
    assert user_can_manage(ada, somebody(Role.CASE_MANAGER, pk=2))
