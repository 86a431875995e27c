"""The database's roles, made before the first migration.

The owner migrates and owns every table. The application reads and writes rows and nothing else:
it makes no tables, and what is append-only its migrations take from it again.
"""

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

# What the application's login may do hangs on this group, whatever the login is called.
APPLICATION = "waymark_application"
OWNER_LOGIN = "waymark_owner"
APPLICATION_LOGIN = "waymark"
VICTIMS_OWNER_LOGIN = "waymark_victims_owner"
VICTIMS_LOGIN = "waymark_victims"


def make_database(
    admin_url: str, database: str, owner: str = OWNER_LOGIN, application: str = APPLICATION_LOGIN
) -> None:
    """Make the two logins and a database that the owner owns, where they are missing."""
    with psycopg.connect(admin_url, autocommit=True) as connection:
        for login in (owner, application):
            _make_role(connection, login, sql.SQL("LOGIN"))
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database])
        if found.fetchone() is None:
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(
                    sql.Identifier(database), sql.Identifier(owner)
                )
            )
        make_application_group(connection, application)
        shut_to_others(connection, database, owner, application)


def shut_to_others(connection: psycopg.Connection, database: str, *logins: str) -> None:
    """Let these logins alone come to a database: casework's never to the victims', nor back."""
    name, theirs = sql.Identifier(database), sql.SQL(", ").join(map(sql.Identifier, logins))
    for statement in (
        "REVOKE ALL ON DATABASE {name} FROM PUBLIC",
        "GRANT CONNECT, TEMPORARY ON DATABASE {name} TO {theirs}",
    ):
        connection.execute(sql.SQL(statement).format(name=name, theirs=theirs))


def prepare_privileges(owner_url: str) -> None:
    """Let the application's group read and write rows of the tables that the owner will make."""
    with psycopg.connect(owner_url, autocommit=True) as connection:
        group = sql.Identifier(APPLICATION)
        for statement in (
            "REVOKE ALL ON SCHEMA public FROM PUBLIC",
            "GRANT USAGE ON SCHEMA public TO {}",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA public"
            " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {}",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {}",
            "ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC",
        ):
            connection.execute(sql.SQL(statement).format(group))


def make_application_group(connection: psycopg.Connection, login: str) -> None:
    """Make the application's group, if it is missing, and put the login into it."""
    _make_role(connection, APPLICATION, sql.SQL("NOLOGIN"))
    connection.execute(
        sql.SQL("GRANT {} TO {}").format(sql.Identifier(APPLICATION), sql.Identifier(login))
    )


def login_of(url: str) -> str:
    """Return the role that a database address signs in as."""
    return str(conninfo_to_dict(url)["user"])


def _make_role(connection: psycopg.Connection, name: str, kind: sql.SQL) -> None:
    if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone():
        connection.execute(sql.SQL("CREATE ROLE {} {}").format(sql.Identifier(name), kind))
