from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_only_an_empty_database_is_marked"),
        ("diary", "0002_walls"),
    ]
    operations = [
        migrations.CreateModel(
            name="Feed",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("digest", models.TextField(unique=True)),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.RunSQL(Path(__file__).with_name("feed.sql").read_text(), migrations.RunSQL.noop),
    ]
