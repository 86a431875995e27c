"""How allauth signs people in here: its adapter, and the stage that asks for the second factor."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import now

from waymark.accounts import acts, device, kept, second_factor, sessions
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, user_can

TOO_MANY = "Too many tries. Wait 5 minutes, or ask your administrator"


class Adapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "This e-mail address and password do not belong together",
        "incorrect_password": "This is not your password",
        "enter_current_password": "This is not your present password",
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def get_login_stages(self) -> list[str]:
        return ["waymark.accounts.sign_in.SecondFactorStage"]

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            _tell("too-many-tries", _whose(**credentials))
            raise

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Answer for an ended account as for one that never was."""
        person = super().authenticate(request, **credentials)
        if person is not None and person.is_active:
            _tell("password-right", person)
            return person
        _tell("wrong-password", _whose(**credentials))
        return None

    def reauthenticate(self, user: User, password: str) -> bool:
        person = self.authenticate(self.request, email=user.email, password=password)
        return person is not None and person.pk == user.pk

    def login(self, request: HttpRequest, user: User) -> None:
        had_both = _gave_second_factor(request, user)
        super().login(request, user)
        sessions.begin(request.session, at=now(), second_factor=had_both)
        _tell("signed-in" if had_both else "signed-in-to-set-up", user)
        sessions.forget_old(at=now())
        kept.forget_old(at=now())

    def logout(self, request: HttpRequest) -> None:
        person = request.user
        if person.is_authenticated:
            _tell("signed-out", person)
        super().logout(request)
        if person.is_authenticated:  # in another tab she may still be typing
            sessions.remember(request.session, person)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask for the password again before factors are changed, unless it was only just given."""
        session = self.request.session
        age = now() - sessions.began(session)
        is_fresh = age.total_seconds() < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        return sessions.has_second_factor(session) and not is_fresh

    def get_reauthentication_methods(self, user: User) -> list[dict[str, str]]:
        return [{"id": "reauthenticate", "url": reverse("account_reauthenticate")}]

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts" if user_can(request.user, Permission.MANAGE_ACCOUNTS) else "home")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")


class SecondFactorStage(AuthenticateStage):
    """Asks for the second factor, once a working day on each device."""

    def _should_handle(self, request: HttpRequest) -> bool:
        person = self.login.user
        # Whoever has none yet is signed in without, and is served nothing but its setting up.
        return second_factor.has_factor(person) and not device.is_trusted(request, person, at=now())

    def is_resumable(self, request: HttpRequest) -> bool:
        """Start again where the factor was reset between the password and the code."""
        return second_factor.has_factor(self.login.user)


def _whose(*, email: str = "", **_: Any) -> User | None:
    return User.objects.filter(email=email.strip().lower()).first()


def _tell(what: str, person: User | None) -> None:
    acts.tell_of_signing_in(what, person=person, at=now())


def _gave_second_factor(request: HttpRequest, person: User) -> bool:
    records = get_authentication_records(request, person)
    if any(record["method"] == "mfa" for record in records):
        return True
    return second_factor.has_factor(person) and device.is_trusted(request, person, at=now())
