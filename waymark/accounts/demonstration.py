"""The demonstration's service, teams and people, none of whom exist.

Demonstration mode is a mark in the database, written here and nowhere else, and only while the
database has no service in it.
"""

from waymark.accounts.models import DemonstrationMark, Role, Service, Team, User

PASSWORD = "Waymark-demonstration"  # noqa: S105 (public on purpose: it opens nothing real)

PEOPLE = [
    ("Jo Field", "jo", Role.CASE_MANAGER, "Community"),
    ("Ash Moor", "ash", Role.CASE_MANAGER, "Community"),
    ("Bea Hill", "bea", Role.OPERATIONS_MANAGER, "Community"),
    ("Sal Lake", "sal", Role.SENIOR_MANAGER, None),
    ("Ada Wood", "ada", Role.ADMINISTRATOR, None),
]


def is_on() -> bool:
    return DemonstrationMark.objects.exists()


def load_into_an_empty_database() -> None:
    """Make the demonstration, unless the database holds a service already."""
    if Service.objects.exists():
        return
    DemonstrationMark.objects.create()
    service = Service.objects.create(name="Anyshire Youth Justice Service")
    teams = {name: Team.objects.create(service=service, name=name) for name in ("Community",)}
    for name, login, role, team in PEOPLE:
        User.objects.create_user(
            email=f"{login}@example.org",
            password=PASSWORD,
            name=name,
            service=service,
            team=teams.get(team or ""),
            role=role,
        )


def who_to_sign_in_as() -> str:
    people = (f"  {login + '@example.org':20} {role.label.lower()}" for _, login, role, _ in PEOPLE)
    return "\n".join(["Sign in with the password", f"  {PASSWORD}", "as one of", *people])
