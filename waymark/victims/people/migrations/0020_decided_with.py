import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

COLUMNS = {
    "decided_with": models.ForeignKey(
        blank=True,
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
    ),
    "confirmed_at": models.DateTimeField(blank=True, null=True),
}


class Migration(migrations.Migration):
    dependencies = [
        ("victims", "0019_compared_on"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *(
            migrations.AddField(model_name=table, name=name, field=field)
            for table in ("happening", "spell")
            for name, field in COLUMNS.items()
        ),
        # That something was decided with her, the manager says herself, once, while it stands.
        migrations.RunSQL(
            """
            GRANT UPDATE (confirmed_at) ON victims_happening TO waymark_application;
            ALTER POLICY taken_back_once ON victims_happening WITH CHECK (
                taken_back_at IS NOT NULL
                OR confirmed_at IS NOT NULL AND decided_with_id = (SELECT waymark_user())
            );
            """,
            """
            REVOKE UPDATE (confirmed_at) ON victims_happening FROM waymark_application;
            ALTER POLICY taken_back_once ON victims_happening WITH CHECK (taken_back_at IS NOT NULL);
            """,
        ),
    ]
