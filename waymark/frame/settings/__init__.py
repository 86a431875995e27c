"""The settings that casework and the victims' process share, read from the environment of each.

DATABASE_URL        the application's login (needed)
WAYMARK_OWNER_URL   the owner's login: only for `migrate`, never in the server's environment
WAYMARK_SECRET_KEY  signs cookies (needed)
WAYMARK_ORIGIN      where people reach Waymark, such as https://waymark.example.gov.uk
WAYMARK_OLD_SECRET_KEYS  earlier keys, separated by spaces, while second factors still need them
WAYMARK_IDLE_MINUTES  how long somebody stays signed in without doing anything: 30 unless told
WAYMARK_EMAIL_URL   smtp://user:password@host:587, if invitations go by e-mail
WAYMARK_EMAIL_FROM  the address that they come from
WAYMARK_AUDIT_HEADS the file outside the database that tells of the audit's ends
WAYMARK_DOOR_KEY    signs what the two processes say to each other: the same for both
WAYMARK_READ_ONLY   "yes" while nothing may be written (an upgrade, a restore)
"""

import os
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from waymark.frame.settings.database import django_database
from waymark.frame.settings.mail import django_mail

BASE = Path(__file__).resolve().parents[3]
BUILD = BASE / "build"


def needed(name: str) -> str:
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"Set {name}, or start Waymark with `make run`.")
    return value


SECRET_KEY = needed("WAYMARK_SECRET_KEY")
SECRET_KEY_FALLBACKS = os.environ.get("WAYMARK_OLD_SECRET_KEYS", "").split()
DEBUG = False

ORIGIN = os.environ.get("WAYMARK_ORIGIN", "https://localhost")
HTTPS = urlsplit(ORIGIN).scheme == "https"
ALLOWED_HOSTS = [urlsplit(ORIGIN).hostname or ""]
CSRF_TRUSTED_ORIGINS = [ORIGIN]

# What both sides install after their own.
FRAMES_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

# Each side adds what turns its own refusals into pages.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "waymark.frame.middleware.ContentSecurityPolicy",
    "waymark.frame.middleware.AuditedTransaction",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "waymark.accounts.middleware.SignedIn",
    "waymark.frame.middleware.Asking",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "waymark.accounts.middleware.Doors",
    "waymark.drafts.once.Once",
]

DATABASES = {"default": django_database(needed("DATABASE_URL"))}
if "WAYMARK_OWNER_URL" in os.environ:
    DATABASES["owner"] = django_database(os.environ["WAYMARK_OWNER_URL"])
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        # It counts guesses: nobody may push a count out by making many others.
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},
    }
}


def templates(environment: str) -> list[dict[str, Any]]:
    """Return where templates are rendered; `environment` makes what one side's may ask."""
    return [
        {
            "BACKEND": "django.template.backends.jinja2.Jinja2",
            "APP_DIRS": True,
            "OPTIONS": {
                "environment": environment,
                "context_processors": [
                    "django.contrib.messages.context_processors.messages",
                    "waymark.drafts.once.of_a_form",
                ],
            },
        },
        # allauth's own texts of messages and e-mails; each page of it that is used is ours.
        {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True},
    ]


FORM_RENDERER = "waymark.frame.templates.FormRenderer"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "waymark.accounts.passwords.NotACommonOne"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
# allauth, of which only the views in accounts/urls.py are served.
ACCOUNT_ADAPTER = "waymark.accounts.sign_in.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# Guesses are counted for each account: a council's people all come from one address.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": "10/5m/key",
    "reauthenticate": "10/5m/user",
    "change_password": "10/5m/user",
}
ACCOUNT_FORMS = {
    "login": "waymark.accounts.forms.signing_in.SignInForm",
    "reauthenticate": "waymark.accounts.forms.signing_in.PasswordAgainForm",
    "change_password": "waymark.accounts.forms.signing_in.ChangePasswordForm",
}
MFA_ADAPTER = "waymark.accounts.second_factor.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Waymark"
MFA_TOTP_PERIOD = 30
MFA_TOTP_TOLERANCE = 1  # half a minute either way, for clocks that are not quite right
MFA_WEBAUTHN_USER_VERIFICATION = "preferred"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # http://localhost, for the demonstration
MFA_FORMS = {
    "authenticate": "waymark.accounts.forms.signing_in.CodeForm",
    "activate_totp": "waymark.accounts.forms.signing_in.FirstCodeForm",
    "add_webauthn": "waymark.accounts.forms.signing_in.AddPasskeyForm",
}

# How long somebody is signed in, measured by accounts/sessions.py. The row of an ended session is
# kept for three days more: a form left open on Friday is given back on Monday.
SIGNED_IN_IDLE = timedelta(minutes=int(os.environ.get("WAYMARK_IDLE_MINUTES", "30")))
SIGNED_IN_AT_MOST = timedelta(hours=12)
SESSION_ENGINE = "waymark.accounts.sessions"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # names no cookie holds
SESSION_COOKIE_AGE = 3 * 24 * 60 * 60
# With the prefix, browsers refuse a cookie of this name from another host or without HTTPS.
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrftoken"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "waymark.frame.errors.forgotten_form"
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

SENDS_MAIL = bool(os.environ.get("WAYMARK_EMAIL_URL"))
if SENDS_MAIL:
    globals().update(django_mail(os.environ["WAYMARK_EMAIL_URL"]))
    DEFAULT_FROM_EMAIL = needed("WAYMARK_EMAIL_FROM")

# A million letters that are pasted reach their form, whatever the script, and it says what to do.
DATA_UPLOAD_MAX_MEMORY_SIZE = 8_000_000

DOOR_KEY = os.environ.get("WAYMARK_DOOR_KEY", "")
READ_ONLY = os.environ.get("WAYMARK_READ_ONLY", "") == "yes"

LANGUAGE_CODE = "en-gb"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"

STATIC_URL = "/static/"
STATIC_ROOT = BUILD / "static"
STATICFILES_DIRS = [BUILD / "look"] if (BUILD / "look").exists() else []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "without_links": {"()": "waymark.frame.settings.logs.WithoutLinks"},
        "without_details": {"()": "waymark.frame.settings.logs.WithoutDetails"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "stream": sys.stderr,
            "filters": ["without_details", "without_links"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"level": "WARNING"},  # without the handlers that mail whole requests
        "django.db.backends": {"level": "WARNING"},  # below it, what every statement was given
        "notifications_python_client": {"level": "CRITICAL"},  # may repeat what was sent
        "gunicorn.error": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}
