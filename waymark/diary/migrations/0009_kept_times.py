from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("children", "0013_kept_from"),
        ("diary", "0008_how_it_feels"),
    ]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("kept_times.sql").read_text(), "DROP FUNCTION kept_times"
        ),
    ]
