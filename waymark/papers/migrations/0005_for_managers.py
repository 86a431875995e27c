from pathlib import Path

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("papers", "0004_taken_off")]
    operations = [
        migrations.AddField("section", "for_managers", models.BooleanField(default=False)),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),
    ]
