from pathlib import Path

from django.db import migrations

from waymark.accounts.walls import child_wall


class Migration(migrations.Migration):
    dependencies = [("papers", "0001_initial"), ("children", "0002_walls")]
    operations = [
        child_wall("papers_paper"),
        child_wall("papers_section"),
        child_wall("papers_source"),
        child_wall("papers_file"),
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE ON papers_file FROM waymark_application",
            migrations.RunSQL.noop,
        ),
        *(
            migrations.RunSQL(Path(__file__).with_name(each).read_text(), migrations.RunSQL.noop)
            for each in ("paper_stays.sql", "closed.sql")
        ),
    ]
