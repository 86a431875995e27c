from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("children", "0014_too_close")]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("named_in.sql").read_text(),
            "DROP FUNCTION children_named_in",
        ),
    ]
