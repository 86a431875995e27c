from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("papers", "0007_for_record_alone"),
        ("chronology", "0009_one_way_to_seal"),
    ]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("file_waits.sql").read_text(), "DROP FUNCTION file_waits"
        ),
    ]
