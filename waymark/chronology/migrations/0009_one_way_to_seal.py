from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("chronology", "0008_names_go_by_themselves")]
    operations = [
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),
    ]
