from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("children", "0014_too_close")]
    operations = [
        # Until a session has used the extension, its owner may name none of its settings.
        migrations.RunSQL("SELECT similarity('', '')", migrations.RunSQL.noop),
        migrations.RunSQL(
            Path(__file__).with_name("named_in.sql").read_text(),
            "DROP FUNCTION children_named_in",
        ),
    ]
