from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("drafts", "0004_draft_address"), ("chronology", "0009_one_way_to_seal")]
    operations = [
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),
    ]
