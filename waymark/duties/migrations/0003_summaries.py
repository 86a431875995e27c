from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("duties", "0002_walls")]
    operations = [
        migrations.AddField("duty", "done_written_on", models.DateField(null=True)),
        migrations.AddField("standing", "last_kept_on", models.DateField(null=True)),
        migrations.AddField("standing", "closed_on", models.DateField(null=True)),
        migrations.AddField("standing", "orders", models.JSONField(default=list)),
        migrations.AddField("standing", "marks", models.JSONField(default=list)),
        # What is not kept yet is worked out when the child is next met.
        migrations.RunSQL("UPDATE duties_standing SET stamp = ''", migrations.RunSQL.noop),
    ]
