"""The first administrator of the victims' side comes in before casework has ever called."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from waymark import wire
from waymark.accounts.models import Service, User

NUMBER = 4211


def invite(**said):
    told = {"name": "Ada", "service": "Anyshire", "number": NUMBER, **said}
    printed = StringIO()
    call_command("first_administrator", "ada@example.org", stdout=printed, **told)
    return printed.getvalue()


@pytest.mark.django_db
def test_the_service_is_there_under_its_number_in_casework_which_then_calls():
    assert f"Anyshire is service number {NUMBER}." in invite()
    assert User.objects.get().service_id == NUMBER
    told = {"service": NUMBER, "service_name": "Anyshire", "child": 7, "by": 3}
    body, _ = wire.call("reference", told)
    assert Client().post("/door/", body, content_type="text/plain").status_code == 200
    assert Service.objects.get().pk == NUMBER


@pytest.mark.django_db
@pytest.mark.parametrize("other", [{"number": NUMBER + 1}, {"service": "Othershire"}])
def test_a_service_that_is_known_otherwise_is_not_mistaken(other):
    invite()
    with pytest.raises(CommandError, match=f"Service {NUMBER} is Anyshire"):
        invite(**other)


def test_its_number_has_to_be_said():
    with pytest.raises(CommandError, match="--number"):
        call_command("first_administrator", "a@example.org", "--name=Ada", "--service=Anyshire")
