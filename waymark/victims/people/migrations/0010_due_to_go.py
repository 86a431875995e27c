from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("victims", "0009_held")]

    operations = [
        migrations.AddField(
            model_name="victim",
            name="is_due_to_go",
            field=models.BooleanField(db_default=False, default=False),
        ),
        # Whoever was reckoned today was not asked for it.
        migrations.RunSQL("UPDATE victims_victim SET reckoned_on = NULL", migrations.RunSQL.noop),
    ]
