from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_kept_words_are_their_writers"),
        ("chronology", "0006_fewer_indexes"),
        ("drafts", "0002_walls"),
    ]
    operations = [
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),
    ]
