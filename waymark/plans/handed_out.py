"""What the plan's page says of the copies that people have of it: by the app that gives them."""

from collections.abc import Callable

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from waymark.plans.views.asked import AskedPlan

Says = Callable[[AskedPlan], SafeString]  # a piece of a page

_says: list[Says] = []


def register(says: Says) -> None:
    _says.append(says)


def of(asked: AskedPlan) -> SafeString:
    return format_html_join("", "{}", ((says(asked),) for says in _says))
