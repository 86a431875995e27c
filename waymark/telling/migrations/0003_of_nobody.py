from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("letters", "0004_of_nobody"),
        ("papers", "0005_for_managers"),
        ("telling", "0002_walls"),
    ]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("of_nobody.sql").read_text(),
            "DROP FUNCTION put_letter_aside; DROP FUNCTION letters_of_nobody;",
        ),
    ]
