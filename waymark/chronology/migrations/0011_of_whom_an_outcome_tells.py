from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("chronology", "0010_no_to_sealing")]
    operations = [
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),
    ]
