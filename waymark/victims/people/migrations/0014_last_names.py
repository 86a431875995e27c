from pathlib import Path

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

LAST_NAMES = models.Func("name", "other_names", function="victims_last_names")


class Migration(migrations.Migration):
    dependencies = [("victims", "0013_put_aside")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("last_names.sql").read_text(),
            "DROP FUNCTION victims_last_names",
        ),
        migrations.AddField(
            model_name="victim",
            name="last_names",
            field=models.GeneratedField(
                db_persist=True,
                expression=LAST_NAMES,
                output_field=django.contrib.postgres.fields.ArrayField(models.TextField()),
            ),
        ),
        migrations.AddIndex(
            model_name="victim",
            index=django.contrib.postgres.indexes.GinIndex("last_names", name="victim_last_names"),
        ),
    ]
