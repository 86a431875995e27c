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


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [
        migrations.RunSQL(
            f"REVOKE {what} ON {', '.join(tables)} FROM waymark_application",
            migrations.RunSQL.noop,
        )
        for what, tables in MAY_NOT.items()
    ]
