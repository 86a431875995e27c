from django.db import migrations

from waymark.accounts.walls import child_wall


class Migration(migrations.Migration):
    dependencies = [("reminders", "0001_initial"), ("children", "0002_walls")]
    operations = [child_wall("reminders_wish"), child_wall("reminders_reminder")]
