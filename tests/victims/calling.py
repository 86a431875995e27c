"""A call at the door, as casework makes it."""

from django.test import Client

from tests.victims.conftest import CHILD
from waymark import wire

NAME = "Thandiwe Grant"


def ask(function, **told):
    body, once = wire.call(function, told)
    answer = Client().post("/door/", body, content_type="text/plain")
    assert answer.status_code == 200, answer.text
    return wire.answered(once, answer.text)


def mentions(text, service, *, known=(), harmed=(), **more):
    told = {"towards": "child", "paper": "", "by": 3, "by_name": "Jo Field"}
    told |= {**of(service), **more}
    return ask("mentions", texts=[text], known=list(known), harmed=list(harmed), **told)


def of(service):
    return {"child": CHILD, "service": service.pk, "service_name": service.name}
