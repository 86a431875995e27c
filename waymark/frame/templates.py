"""Jinja2 as Waymark's pages and forms use it, on either side."""

from collections.abc import Callable, Hashable
from functools import lru_cache
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.forms.renderers import Jinja2 as Jinja2Renderer
from django.template.backends.jinja2 import Jinja2
from django.templatetags.static import static
from django.utils.functional import cached_property
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from waymark.accounts import demonstration
from waymark.frame.addresses import address
from waymark.pages.boundfield import WaymarkField
from waymark.pages.words import FILTERS


def environment_with(options: dict[str, Any], **own: object) -> Environment:
    """Return what templates are rendered in.

    :param own: what they may ask besides, of whichever side of Waymark they stand on: `places`.
    """
    made = Environment(  # noqa: S701 (Django's backend passes autoescape=True)
        **{**options, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    )
    made.filters.update(FILTERS, drawn=_drawer(made))
    made.globals.update(static=static, url=address, demonstration=demonstration, **own)
    return made


def _drawer(made: Environment) -> Callable[..., Markup]:
    """Return what draws a component, and keeps the drawing for as long as it would be the same.

    A list of many children is mostly their lines and duties, most of them as an hour ago.
    """

    @lru_cache(maxsize=5_000)  # some 20 MB
    def drawn(shown: Hashable, component: str, *beside: Hashable) -> Markup:
        macros = made.get_template(f"web/components/{component}.html").module
        return getattr(macros, component)(shown, *beside)

    return drawn


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
                "OPTIONS": {"environment": settings.TEMPLATES_ENVIRONMENT},
            }
        )
