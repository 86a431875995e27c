from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("victims", "0012_training_is_of_accounts")]

    operations = [
        migrations.AddField(
            model_name="call", name="put_aside_at", field=models.DateTimeField(null=True)
        ),
        migrations.RunSQL(
            "GRANT UPDATE (put_aside_at) ON victims_call TO waymark_application",
            migrations.RunSQL.noop,
        ),
    ]
