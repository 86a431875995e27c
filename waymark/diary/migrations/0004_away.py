from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from waymark.accounts.walls import service_wall

OF_WHOM = {"on_delete": django.db.models.deletion.PROTECT, "related_name": "+"}


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_only_an_empty_database_is_marked"),
        ("diary", "0003_feed"),
    ]
    operations = [
        migrations.CreateModel(
            name="Away",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                (
                    "why",
                    models.TextField(
                        choices=[("away", "Away"), ("training", "Training"), ("leave", "Leave")]
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("made_by", models.ForeignKey(to=settings.AUTH_USER_MODEL, **OF_WHOM)),
                ("service", models.ForeignKey(to="accounts.service", **OF_WHOM)),
                ("worker", models.ForeignKey(to=settings.AUTH_USER_MODEL, **OF_WHOM)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("worker", "day"), name="away_once_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(("why__in", ["away", "training", "leave"])),
                        name="away_why_is_known",
                    ),
                ],
            },
        ),
        service_wall("diary_away"),
        migrations.RunSQL(Path(__file__).with_name("away.sql").read_text(), migrations.RunSQL.noop),
    ]
