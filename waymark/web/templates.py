"""Jinja2 as Waymark's pages and forms use it."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from django import forms
from django.forms.renderers import Jinja2 as Jinja2Renderer
from django.template.backends.jinja2 import Jinja2
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import cached_property
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from waymark.accounts import demonstration
from waymark.chronology.labels import label
from waymark.pages.boundfield import WaymarkField
from waymark.pages.orderline import OrderLine
from waymark.pages.words import FILTERS
from waymark.web.navigation import arrangements, childs_places, places, records


def environment(**options: Any) -> Environment:
    made = Environment(  # noqa: S701 (Django's backend passes autoescape=True)
        **{**options, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    )
    made.filters.update(FILTERS, drawn=_drawer(made))
    made.globals.update(
        static=static,
        url=_url,
        places=places,
        arrangements=arrangements,
        childs_places=childs_places,
        records=records,
        labelled=label,
        demonstration=demonstration,
    )
    return made


def _drawer(made: Environment) -> Callable[[OrderLine, str, str], Markup]:
    """Return what draws an order's line, and keeps the drawing for as long as the line is the same.

    A list of many children is mostly their lines; most of them are as they were an hour ago.
    """

    @lru_cache(maxsize=2_000)  # some 20 MB
    def drawn(line: OrderLine, name: str, words: str) -> Markup:
        component = made.get_template("web/components/order_line.html").module
        return component.order_line(line, name, words)

    return drawn


def _url(name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args, kwargs=kwargs)


class FormRenderer(Jinja2Renderer):
    """Renders every form with our form and field templates, the widgets with Django's."""

    form_template_name = "web/form.html"
    field_template_name = "web/field.html"
    bound_field_class = WaymarkField

    @cached_property
    def engine(self) -> Jinja2:
        return Jinja2(
            {
                "APP_DIRS": True,
                "DIRS": [Path(forms.__file__).parent / "jinja2"],
                "NAME": "forms",
                "OPTIONS": {"environment": "waymark.web.templates.environment"},
            }
        )
