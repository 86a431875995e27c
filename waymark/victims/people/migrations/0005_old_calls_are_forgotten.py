from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("victims", "0004_names_asked_about")]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("calls.sql").read_text(),
            "DROP FUNCTION victims_forget_calls",
        ),
    ]
