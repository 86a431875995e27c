"""What every process that works for long does first. It knows nothing of Waymark."""

import gc

import django


def begin() -> None:
    """Set up a process that has no server around it."""
    django.setup()
    keep_what_is_loaded()


def keep_what_is_loaded() -> None:
    """Let the garbage collector never look at it again: a fifth of the time went into that."""
    gc.collect()
    gc.freeze()
