from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("children", "0007_seen_in_emergency")]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("finding.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
