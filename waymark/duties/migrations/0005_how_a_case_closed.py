from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("duties", "0004_last_seen")]
    operations = [
        migrations.AddField("standing", "closed_as", models.TextField(blank=True, default="")),
        migrations.AlterField("standing", "closed_as", models.TextField(blank=True)),
        # What is not kept yet is worked out when the child is next met.
        migrations.RunSQL("UPDATE duties_standing SET stamp = ''", migrations.RunSQL.noop),
    ]
