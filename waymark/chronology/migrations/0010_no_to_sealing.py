from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_training"),
        ("children", "0014_too_close"),
        ("chronology", "0009_one_way_to_seal"),
        ("drafts", "0005_sealed_in_drafts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="seal",
            name="seal_keeps_no_passage_once_agreed",
        ),
        migrations.AddField(
            model_name="seal",
            name="refusal",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="seal",
            name="refused_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="seal",
            name="refused_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="seal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("passage", ""), ("words__isnull", False)),
                    models.Q(
                        ("agreed_by__isnull", False), ("passage", ""), ("words__isnull", True)
                    ),
                    models.Q(
                        ("passage", ""), ("refused_by__isnull", False), ("words__isnull", True)
                    ),
                    models.Q(
                        ("agreed_by__isnull", True),
                        ("refused_by__isnull", True),
                        ("words__isnull", True),
                        models.Q(("passage", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="seal_keeps_no_passage_once_answered",
            ),
        ),
        migrations.AddConstraint(
            model_name="seal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("refusal", ""), ("refused_at__isnull", True), ("refused_by__isnull", True)
                    ),
                    models.Q(
                        ("agreed_by__isnull", True),
                        ("refused_at__isnull", False),
                        ("refused_by__isnull", False),
                        models.Q(("refused_by", models.F("asked_by")), _negated=True),
                        models.Q(("refusal", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="seal_is_refused_whole",
            ),
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),
    ]
