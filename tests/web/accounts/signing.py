"""How tests go through the sign-in pages, as a person would."""

from django.test import Client

from tests.people import PASSWORD, code
from waymark.accounts.models import User


def give_password(client: Client, person: User, *, password: str = PASSWORD, onward: str = ""):
    address = f"/sign-in/?next={onward}" if onward else "/sign-in/"
    return client.post(address, {"login": person.email, "password": password})


def give_code(client: Client, figures: str = ""):
    return client.post("/sign-in/code/", {"code": figures or code()})


def sign_in(client: Client, person: User, *, onward: str = ""):
    give_password(client, person, onward=onward)
    return give_code(client)


def wrong_code() -> str:
    """Return six figures that are not right now, nor half a minute to either side."""
    return f"{(int(code()) + 500_000) % 1_000_000:06}"
