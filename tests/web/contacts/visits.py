"""What the form of a contact is sent."""

from django.utils import timezone

from tests.forms import day_parts
from waymark.children.models import Child

TODAY = timezone.localdate()


def visit(**more: object) -> dict[str, object]:
    return {
        "outcome": "attended",
        "note": "Drew the dog.",
        "method": "home-visit",
        "at": "00:00",
        **day_parts("on", TODAY),
        **more,
    }


def address(child: Child) -> str:
    return f"/children/{child.pk}/contact/"
