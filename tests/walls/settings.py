"""Waymark's own settings, with two pages more: one that shows a child and one that records."""

from waymark.settings import *  # noqa: F403

ROOT_URLCONF = "tests.walls.pages"
