from django.db import migrations

# What only migrations write, and what is never deleted or changed once it is there.
MAY_NOT = {
    "INSERT, UPDATE, DELETE": (
        *("auth_group", "auth_group_permissions", "auth_permission"),
        *("django_content_type", "django_migrations"),
    ),
    "UPDATE, DELETE": ("accounts_demonstrationmark",),
    "DELETE": ("accounts_service", "accounts_user"),
}
# Who asks, as the transaction says it; nobody, where it says nothing.
WHO_ASKS = """
CREATE OR REPLACE FUNCTION waymark_user() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT NULLIF(current_setting('waymark.user', true), '')::bigint
$$;
CREATE OR REPLACE FUNCTION waymark_service() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT NULLIF(current_setting('waymark.service', true), '')::bigint
$$;
GRANT EXECUTE ON FUNCTION waymark_user, waymark_service TO waymark_application;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [
        migrations.RunSQL(WHO_ASKS, migrations.RunSQL.noop),
        *(
            migrations.RunSQL(
                f"REVOKE {what} ON {', '.join(tables)} FROM waymark_application",
                migrations.RunSQL.noop,
            )
            for what, tables in MAY_NOT.items()
        ),
    ]
