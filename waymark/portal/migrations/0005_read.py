from django.db import migrations, models
from django.db.models import Q

UNREAD = Q(handed_in_at__isnull=False, read_at__isnull=True) & ~Q(paper="")


class Migration(migrations.Migration):
    dependencies = [("portal", "0004_link_state")]
    operations = [
        migrations.AddField("sheet", "paper", models.TextField(blank=True, default="")),
        migrations.AddField("sheet", "read_at", models.DateTimeField(null=True)),
        migrations.AddIndex(
            "sheet", models.Index(fields=["child"], name="sheet_unread", condition=UNREAD)
        ),
    ]
