import django.db.models.deletion
from django.db import migrations, models

from waymark.accounts.walls import child_wall


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_victim_workers"), ("children", "0013_kept_from")]

    operations = [
        migrations.CreateModel(
            name="TooClose",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.TextField()),
                ("begins", models.TextField(blank=True)),
                ("ends", models.TextField(blank=True)),
                ("since", models.DateField()),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="children.child",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.service",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("child", "place", "begins"), name="too_close_once_a_place"
                    )
                ],
            },
        ),
        child_wall("children_tooclose"),
        migrations.RunSQL(
            "REVOKE UPDATE ON children_tooclose FROM waymark_application", migrations.RunSQL.noop
        ),
        # Waymark itself writes what the victims' side told.
        migrations.RunSQL(
            [
                "CREATE POLICY waymark_writes ON children_tooclose AS RESTRICTIVE FOR INSERT"
                " WITH CHECK ((SELECT waymark_user()) = 0)",
                "CREATE POLICY waymark_deletes ON children_tooclose AS RESTRICTIVE FOR DELETE"
                " USING ((SELECT waymark_user()) = 0)",
            ],
            migrations.RunSQL.noop,
        ),
    ]
