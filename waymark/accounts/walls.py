"""Row-level security, as migrations say it.

A request names who asks (`asking.as_user`); every table that holds a child's data lets through the
rows of that person's service and of children it hosts, and hides restricted children from
everybody who is not named. A view that forgets to filter shows nothing instead of everything.
"""

from django.db import migrations

# The sub-selects are evaluated once a statement, not once a row.
MAY_SEE = (
    "(service_id = (SELECT waymark_service())"
    " OR {child} = ANY ((SELECT hosted_children())::bigint[]))"
    " AND {child} <> ALL ((SELECT hidden_children())::bigint[])"
)


def child_wall(
    table: str, *, child: str = "child_id", append_only: bool = False
) -> migrations.RunSQL:
    """Put a table of children's data behind the wall; `child` is its column with the child's id.

    The service of such a row is its child's, and moves with the child.
    """
    may_see = MAY_SEE.format(child=child)
    statements = [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"CREATE POLICY children_one_may_see ON {table} USING ({may_see})",
    ]
    if child == "child_id":
        statements.append(
            f"ALTER TABLE {table} ADD CONSTRAINT {table}_is_of_its_childs_service"
            " FOREIGN KEY (child_id, service_id) REFERENCES children_child (id, service_id)"
            " ON UPDATE CASCADE"
        )
    if append_only:
        statements.append(f"REVOKE UPDATE, DELETE ON {table} FROM waymark_application")
    return migrations.RunSQL(statements, migrations.RunSQL.noop)


def service_wall(table: str) -> migrations.RunSQL:
    """Put a table of one service's own arrangements behind the wall."""
    return migrations.RunSQL(
        [
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"CREATE POLICY own_service ON {table} USING (service_id = (SELECT waymark_service()))",
        ],
        migrations.RunSQL.noop,
    )
