from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

PAPER_STAYS = Path(__file__).parents[2] / "papers/migrations/paper_stays.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_victim_workers"),
        ("children", "0013_kept_from"),
        ("chronology", "0006_fewer_indexes"),
        ("diary", "0008_how_it_feels"),
        ("drafts", "0004_draft_address"),
        ("orders", "0002_walls"),
        ("papers", "0006_held_files"),
        ("plans", "0002_walls"),
        ("portal", "0006_told_of_restricted"),
    ]
    operations = [
        migrations.AddField("seal", "passage", models.TextField(blank=True, default="")),
        migrations.AddField(
            "seal",
            "files",
            django.contrib.postgres.fields.ArrayField(models.BigIntegerField(), default=list),
        ),
        migrations.AlterField(
            "seal",
            "words",
            models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="seal",
                to="chronology.words",
            ),
        ),
        migrations.AddConstraint(
            "seal",
            models.CheckConstraint(
                condition=models.Q(words__isnull=False, passage="")
                | models.Q(words__isnull=True, agreed_by__isnull=False, passage="")
                | (models.Q(words__isnull=True, agreed_by__isnull=True) & ~models.Q(passage="")),
                name="seal_keeps_no_passage_once_agreed",
            ),
        ),
        migrations.AddConstraint(
            "seal",
            models.UniqueConstraint(
                fields=["child", "passage"],
                condition=~models.Q(passage=""),
                name="seal_asked_once_a_passage",
            ),
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),
        migrations.RunSQL(PAPER_STAYS.read_text(), migrations.RunSQL.noop),
    ]
