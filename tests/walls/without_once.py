"""Waymark's own settings, without what does a form that is sent twice only once."""

from waymark.settings import *  # noqa: F403
from waymark.settings import MIDDLEWARE as EVERYTHING

MIDDLEWARE = [name for name in EVERYTHING if name != "waymark.drafts.once.Once"]
