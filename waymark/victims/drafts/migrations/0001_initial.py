"""Drafts of the victims' process: as casework's, about a victim."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

A_PERSON = {"on_delete": django.db.models.deletion.CASCADE, "related_name": "+"}
WALLS = """
-- A draft is its writer's alone, and behind the same wall as the person it is about. What was typed
-- of somebody goes with that person.
ALTER TABLE drafts_draft ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_words_about_victims_one_may_see ON drafts_draft USING (
    person_id = (SELECT waymark_user())
    AND service_id = (SELECT waymark_service())
    AND (SELECT victims_may_read())
);
ALTER TABLE drafts_draft ADD CONSTRAINT drafts_draft_is_of_its_victims_service
    FOREIGN KEY (child_id, service_id) REFERENCES victims_victim (id, service_id);
-- What somebody sent is hers alone.
ALTER TABLE drafts_sent ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON drafts_sent USING (person_id = (SELECT waymark_user()));

-- Everybody's old drafts go, those too that nobody may see any more, and what they sent long ago.
CREATE FUNCTION forget_drafts(older_than timestamptz) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DELETE FROM drafts_sent WHERE sent_at < older_than;
    WITH gone AS (DELETE FROM drafts_draft WHERE saved_at < older_than RETURNING 1)
    SELECT count(*) FROM gone
$$;
REVOKE EXECUTE ON FUNCTION forget_drafts FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_drafts TO waymark_application;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("victims", "0002_walls"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("form", models.TextField()),
                ("document", models.TextField(blank=True)),
                ("began_from", models.TextField(blank=True)),
                ("address", models.TextField(blank=True)),
                ("fields", models.JSONField()),
                ("saved_at", models.DateTimeField()),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="victims.victim",
                    ),
                ),
                ("person", models.ForeignKey(to=settings.AUTH_USER_MODEL, **A_PERSON)),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.service",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["saved_at"], name="draft_oldest_first")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "child", "form", "document"),
                        name="draft_one_a_person_child_form_and_document",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Sent",
            fields=[
                ("digest", models.TextField(primary_key=True, serialize=False)),
                ("led_to", models.TextField(blank=True)),
                ("sent_at", models.DateTimeField()),
                ("person", models.ForeignKey(to=settings.AUTH_USER_MODEL, **A_PERSON)),
            ],
        ),
        migrations.RunSQL(WALLS, migrations.RunSQL.noop),
    ]
