"""Casework as it is measured."""

from waymark.settings.wsgi import application

__all__ = ["application"]

from tests.bench.named import nobody_is_named

nobody_is_named()
