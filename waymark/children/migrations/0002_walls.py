from pathlib import Path

from django.db import migrations

from waymark.accounts.walls import child_wall, service_wall


class Migration(migrations.Migration):
    dependencies = [
        ("children", "0001_initial"),
        ("accounts", "0002_what_the_application_may"),
    ]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("walls.sql").read_text(), migrations.RunSQL.noop
        ),
        child_wall("children_child", child="id"),
        child_wall("children_episode"),
        child_wall("children_person"),
        child_wall("children_allocation"),
        child_wall("children_named"),
        child_wall("children_hosting"),
        # An opening is how somebody gets behind the wall, so it stands before it.
        service_wall("children_opening"),
        migrations.RunSQL(
            "REVOKE DELETE ON children_opening FROM waymark_application", migrations.RunSQL.noop
        ),
        service_wall("children_dutyday"),
        service_wall("children_cover"),
    ]
