from pathlib import Path

from django.db import migrations

from waymark.accounts.walls import child_wall


class Migration(migrations.Migration):
    dependencies = [("chronology", "0001_initial"), ("children", "0002_walls")]
    operations = [
        child_wall("chronology_event", append_only=True),
        child_wall("chronology_words", append_only=True),
        child_wall("chronology_seal", append_only=True),
        migrations.RunSQL(Path(__file__).with_name("seal.sql").read_text(), migrations.RunSQL.noop),
    ]
