from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("portal", "0006_told_of_restricted")]
    operations = [
        migrations.AddField("sheet", "held_back_at", models.DateTimeField(null=True)),
        migrations.AddIndex(
            "sheet",
            models.Index(
                fields=["child"], name="sheet_held_back", condition=Q(held_back_at__isnull=False)
            ),
        ),
    ]
