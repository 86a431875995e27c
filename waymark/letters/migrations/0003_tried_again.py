from pathlib import Path

import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("letters", "0002_walls")]
    operations = [
        migrations.AddField(
            model_name="incoming",
            name="again_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="incoming",
            name="came_at",
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
        ),
        migrations.AddField(
            model_name="incoming",
            name="tries",
            field=models.PositiveSmallIntegerField(db_default=0),
        ),
        migrations.RunSQL(
            Path(__file__).with_name("tried_again.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
