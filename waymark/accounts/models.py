"""Services, their teams, and the people who sign in."""

from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac


class Service(models.Model):
    """A youth justice service: the controller of its children's records."""

    name = models.TextField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="service_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    service = models.ForeignKey(Service, models.PROTECT, related_name="teams")
    name = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "name"], name="team_name_once_a_service"),
        ]

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    CASE_MANAGER = "case-manager", "Case manager"
    OPERATIONS_MANAGER = "operations-manager", "Operations manager"
    SENIOR_MANAGER = "senior-manager", "Senior manager"
    VICTIM_WORKER = "victim-worker", "Victim worker"
    VICTIM_MANAGER = "victim-manager", "Manager of victim work"
    ADMINISTRATOR = "administrator", "Administrator"


class UserManager(BaseUserManager["User"]):
    def create_user(self, *, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who signs in. A person has one role, in one service."""

    email = models.EmailField(unique=True)
    name = models.TextField()
    service = models.ForeignKey(Service, models.PROTECT, related_name="users")
    team = models.ForeignKey(Team, models.PROTECT, related_name="users", null=True, blank=True)
    role = models.TextField(choices=Role.choices)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(null=True)  # with a password and a second factor of her own
    sessions_ended = models.PositiveIntegerField(default=0)  # one more ends all there are

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()
    in_demonstration = False  # read with the session, for every page says so

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="user_role_is_known"),
            models.CheckConstraint(condition=~Q(name=""), name="user_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def first_name(self) -> str:
        return self.name.split()[0]

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Return what a session must still agree with at every request.

        It covers all that should end a session when it changes, whichever way it was changed.
        """
        parts = (self.password, self.role, self.team_id, self.service_id, self.sessions_ended)
        value = "|".join(map(str, parts))
        return salted_hmac("waymark.session", value, secret=secret, algorithm="sha256").hexdigest()


class DemonstrationMark(models.Model):
    """One row says that this database holds the demonstration: everybody in it is invented."""

    id = models.SmallAutoField(primary_key=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="demonstration_is_marked_once"),
        ]

    def __str__(self) -> str:
        return "Demonstration"


class Training(models.Model):
    """That somebody was trained for work with people who were harmed, until when."""

    person = models.ForeignKey(User, models.CASCADE, related_name="trainings")
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    what = models.TextField()
    on = models.DateField()
    until = models.DateField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("on")), name="training_lasts_a_day"),
            models.CheckConstraint(condition=~Q(what=""), name="training_says_what"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.what}"

    def holds_on(self, day: date) -> bool:
        return self.on <= day <= self.until


class Session(AbstractBaseSession):
    """Somebody's signed-in browser; the person stands beside it, so that one query reads both."""

    person = models.ForeignKey(User, models.CASCADE, null=True)

    @classmethod
    def get_session_store_class(cls) -> type:
        from waymark.accounts.sessions import SessionStore

        return SessionStore


class Purpose(models.TextChoices):
    """What a one-time link lets its holder do, and what she must know or have besides."""

    JOIN = "join", "Join: choose a password, then set up a second factor"
    NEW_FACTOR = "new-factor", "Set up a new second factor, knowing the password"
    NEW_PASSWORD = "new-password", "Choose a new password, having the second factor"


class OneTimeLink(models.Model):
    """A link that an administrator gives to one person. Only a digest of its secret is kept."""

    person = models.ForeignKey(User, models.CASCADE, related_name="links")
    purpose = models.TextField(choices=Purpose.choices)
    digest = models.TextField(unique=True)
    reason = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(purpose__in=Purpose.values), name="link_purpose_is_known"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("made_at")), name="link_expires_after_made"
            ),
            models.CheckConstraint(
                condition=Q(used_at=None) | Q(withdrawn_at=None), name="link_used_or_withdrawn"
            ),
            models.CheckConstraint(
                condition=Q(purpose=Purpose.JOIN) | ~Q(reason=""), name="link_has_its_reason"
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(used_at=None, withdrawn_at=None),
                name="link_open_once_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.purpose}"


class KeptWords(models.Model):
    """What somebody sent after her session had ended, kept until she has signed in again."""

    person = models.ForeignKey(User, models.CASCADE, related_name="+")
    path = models.TextField()
    fields = models.JSONField()
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "path"], name="kept_words_once_a_person_and_path"
            ),
        ]
        indexes = [models.Index(fields=["kept_at"], name="kept_words_kept_at")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.path}"
