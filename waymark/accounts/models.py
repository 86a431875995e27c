"""Services, their teams, and the people who sign in."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q


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

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

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
