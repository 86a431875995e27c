"""Casework's settings, beside what `waymark/frame/settings` says for both sides.

WAYMARK_NOTIFY_KEY  the key of an account with GOV.UK Notify; without one no reminder is sent
WAYMARK_NOTIFY_TEXT, WAYMARK_NOTIFY_EMAIL  the ids of its templates
WAYMARK_NOTIFY_URL  where Notify is, if not at its own address
WAYMARK_VOICE       a command that reads a child's copy aloud: text in, a WAV out, {language} in it
WAYMARK_FINDING_SECONDS  how long times for a week may be looked for: 5 unless told
WAYMARK_VICTIMS_DOOR  where the victims' process is, such as http://127.0.0.1:8001; without it
                    nothing that may name somebody who was harmed goes out
"""

import os

from waymark.frame.settings import *  # noqa: F403 (as settings are read)
from waymark.frame.settings import FRAMES_APPS, MIDDLEWARE, templates

INSTALLED_APPS = [
    "procrastinate.contrib.django",
    "waymark.jobs",
    "waymark.accounts",
    "waymark.audit",
    "waymark.letters",
    "waymark.drafts",
    "waymark.children",
    "waymark.chronology",
    "waymark.orders",
    "waymark.duties",
    "waymark.telling",
    "waymark.papers",
    "waymark.assessments",
    "waymark.plans",
    "waymark.contacts",
    "waymark.diary",
    "waymark.engagement",
    "waymark.matching",
    "waymark.visits",
    "waymark.reminders",
    "waymark.portal",
    "waymark.casefiles",
    "waymark.web",
    *FRAMES_APPS,
]
MIDDLEWARE = [*MIDDLEWARE, "waymark.web.saying_why.CaseworksAnswers"]
TEMPLATES_ENVIRONMENT = "waymark.web.templates.environment"
TEMPLATES = templates(TEMPLATES_ENVIRONMENT)
ROOT_URLCONF = "waymark.settings.urls"
WSGI_APPLICATION = "waymark.settings.wsgi.application"
ROLES = ["case-manager", "operations-manager", "senior-manager", "administrator"]
DRAFT_ABOUT = "children.Child"
LETTERS_SIDE = "casework"

# Reminders. Without a key or a template nothing is sent, and the pages say so.
NOTIFY_KEY = os.environ.get("WAYMARK_NOTIFY_KEY", "")
NOTIFY_URL = os.environ.get("WAYMARK_NOTIFY_URL", "")
NOTIFY_TEMPLATES = {
    "text": os.environ.get("WAYMARK_NOTIFY_TEXT", ""),
    "email": os.environ.get("WAYMARK_NOTIFY_EMAIL", ""),
}
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""  # each app says its jobs when it is ready


VICTIMS_DOOR = os.environ.get("WAYMARK_VICTIMS_DOOR", "").rstrip("/")
FINDING_SECONDS = float(os.environ.get("WAYMARK_FINDING_SECONDS", "5"))
VOICE = os.environ.get("WAYMARK_VOICE", "")
