"""The `waymark` command.

`duties`, `provisions` and `run` start without Django; every other word is one of Django's
management commands. `waymark victims WORD` is the same of the victims' process, over its database.
"""

import gc
import importlib
import os
import sys

from waymark.running.lending import lend_the_demonstration, lend_the_demonstrations_victims

STANDALONE = {
    "duties": "waymark.rules.command",
    "provisions": "waymark.guidance.command",
    "run": "waymark.running.run",
}


VICTIMS = "victims"
RARELY = 50_000  # objects made until garbage is looked for, which took a sixth of `migrate`


def main(argv: list[str] | None = None) -> int:
    argv = sys.argv[1:] if argv is None else argv
    if argv and argv[0] in STANDALONE:
        command = importlib.import_module(STANDALONE[argv[0]])
        return int(command.main(argv[1:]))
    if argv and argv[0] == VICTIMS:
        argv = argv[1:]
        lend_the_demonstrations_victims()
        os.environ["DJANGO_SETTINGS_MODULE"] = "waymark.victims.settings"
    else:
        lend_the_demonstration()
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "waymark.settings")
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import BaseCommand, execute_from_command_line

    try:
        _ = settings.INSTALLED_APPS
    except ImproperlyConfigured as fault:
        sys.stderr.write(f"waymark: {fault}\n")
        return 1
    # They read every page's address, a second at each start; `make check` asks them.
    BaseCommand.requires_system_checks = []
    gc.set_threshold(RARELY)  # what a program makes as it starts stays
    # Commands are typed with hyphens and are modules with underscores.
    name = [word.replace("-", "_") for word in argv[:1] if not word.startswith("-")]
    execute_from_command_line(["waymark", *(name or argv[:1]), *argv[1:]])
    return 0
