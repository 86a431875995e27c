from django.db import migrations

from waymark.accounts.walls import child_wall


class Migration(migrations.Migration):
    dependencies = [("duties", "0001_initial"), ("children", "0002_walls")]
    operations = [child_wall("duties_duty"), child_wall("duties_standing")]
