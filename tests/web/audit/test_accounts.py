"""Who may sign in is changed in sight of the audit."""

from io import StringIO

import pytest
from django.core.management import call_command

from tests.people import make_person, signed_in_client
from waymark.accounts import asking
from waymark.accounts.models import Role, User
from waymark.audit.models import AuditRow

pytestmark = pytest.mark.django_db


def test_ending_an_account_is_one_row_that_says_whose():
    administrator = make_person(Role.ADMINISTRATOR)
    leaver = make_person(service=administrator.service)
    signed_in_client(administrator).post(f"/people/{leaver.pk}/end/", {"reason": "left"})
    (row,) = AuditRow.objects.all()
    assert row.user == administrator
    assert f'"person":{leaver.pk}' in row.content


def test_the_first_administrator_is_in_the_audit_from_the_first_row():
    call_command(
        "first_administrator", "ada@example.org", name="Ada", service="Anyshire", stdout=StringIO()
    )
    ada = User.objects.get()
    asking.as_user(ada)
    (row,) = AuditRow.objects.all()
    assert row.service_id == ada.service_id
