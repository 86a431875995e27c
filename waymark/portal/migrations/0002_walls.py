from pathlib import Path

from django.db import migrations

from waymark.accounts.walls import MAY_SEE, child_wall

# Beside those who may see the child, the sheet itself. It has no service while it asks, so it sees
# no other row of any table.
OR_ITSELF = (
    "ALTER POLICY children_one_may_see ON portal_sheet USING"
    f" (({MAY_SEE.format(child='child_id')}) OR id = (SELECT waymark_sheet()))"
)


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0001_initial"),
        ("children", "0002_walls"),
        ("audit", "0003_who_when_and_whose"),
    ]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("walls.sql").read_text(), migrations.RunSQL.noop
        ),
        child_wall("portal_sheet"),
        migrations.RunSQL(OR_ITSELF, migrations.RunSQL.noop),
    ]
