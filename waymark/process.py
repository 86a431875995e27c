"""What every process that works for long does first. It knows nothing of Waymark."""

import gc
from importlib import import_module

import django
from django.conf import settings


def begin() -> None:
    """Set up a process that has no server around it."""
    django.setup()
    keep_what_is_loaded()


def begin_to_serve() -> None:
    """Load what all pages need before a server's own processes part."""
    import_module(settings.ROOT_URLCONF)
    keep_what_is_loaded()


def keep_what_is_loaded() -> None:
    """Let the garbage collector never look at it again: a fifth of the time went into that."""
    gc.collect()
    gc.freeze()
