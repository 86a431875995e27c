"""The victims' process: its settings beside what `waymark/frame/settings` says for both sides.

It reads the same names from an environment of its own: DATABASE_URL is the sealed database's.

WAYMARK_DOOR_HOST   the name or number at which casework calls it, where that is not its origin's
"""

import os

from waymark.frame.settings import *  # noqa: F403 (as settings are read)
from waymark.frame.settings import ALLOWED_HOSTS, FRAMES_APPS, HTTPS, MIDDLEWARE, templates

INSTALLED_APPS = [
    "waymark.accounts",
    "waymark.audit",
    "waymark.letters",
    "waymark.drafts",
    "waymark.victims.people",
    "waymark.web",  # its look and its templates alone
    *FRAMES_APPS,
]
MIDDLEWARE = [*MIDDLEWARE, "waymark.frame.middleware.Answers"]
TEMPLATES_ENVIRONMENT = "waymark.victims.templates.environment"
TEMPLATES = templates(TEMPLATES_ENVIRONMENT)
ROOT_URLCONF = "waymark.victims.urls"
WSGI_APPLICATION = "waymark.victims.wsgi.application"
ROLES = ["victim-worker", "victim-manager", "administrator"]
DRAFT_ABOUT = "victims.Victim"
LETTERS_SIDE = "victims"
MIGRATION_MODULES = {"drafts": "waymark.victims.drafts.migrations"}

ALLOWED_HOSTS = [*ALLOWED_HOSTS, *os.environ.get("WAYMARK_DOOR_HOST", "127.0.0.1").split()]
# A call may hold a file as large as casework takes one, with all that is read in it.
DATA_UPLOAD_MAX_MEMORY_SIZE = 12_000_000
SECURE_REDIRECT_EXEMPT = [r"^door/$"]  # what comes there is signed, and stays within the machine
# Both processes may stand on one host, whose ports share their cookies.
SESSION_COOKIE_NAME = "__Host-victims-session" if HTTPS else "victims-session"
CSRF_COOKIE_NAME = "__Host-victims-csrf" if HTTPS else "victims-csrftoken"
