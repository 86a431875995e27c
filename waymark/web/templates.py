"""Jinja2 as Waymark's pages use it."""

from typing import Any

from django.forms.renderers import Jinja2 as Jinja2Renderer
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment, StrictUndefined


def environment(**options: Any) -> Environment:
    made = Environment(  # noqa: S701 (Django's backend passes autoescape=True)
        **{**options, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    )
    made.globals.update(static=static, url=_url)
    return made


def _url(name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args, kwargs=kwargs)


class FormRenderer(Jinja2Renderer):
    """Renders every form with our field templates."""

    form_template_name = "web/form.html"
    field_template_name = "web/field.html"
