"""What is typed into a form and not saved."""

import re

from django.test import Client

from waymark.children.models import Child

TYPED = "Drew what stays and what goes."
AUTOSAVE = {"Waymark-Autosave": "1"}


def contact(child: Child) -> str:
    return f"/children/{child.pk}/contact/"


def ticket(client: Client, address: str) -> str:
    found = re.search(r'data-draft="([^"]+)"', client.get(address).text)
    assert found
    return found[1]


def autosave(client: Client, address: str, **fields: str) -> int:
    typed = {"note": TYPED, "outcome": "attended", **fields, "draft": ticket(client, address)}
    return client.post("/drafts/save/", typed, headers=AUTOSAVE).status_code
