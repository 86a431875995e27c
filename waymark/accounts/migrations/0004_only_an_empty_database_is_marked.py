from django.db import migrations

# The codes of a demonstration's people are shown to whoever asks: no service's database is ever one.
ONLY_WHERE_THERE_IS_NO_SERVICE = """
CREATE FUNCTION mark_only_what_is_empty() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM accounts_service) THEN
        RAISE 'only a database without a service becomes a demonstration';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER mark_only_what_is_empty BEFORE INSERT OR UPDATE ON accounts_demonstrationmark
FOR EACH ROW EXECUTE FUNCTION mark_only_what_is_empty();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_kept_words_are_their_writers")]
    operations = [migrations.RunSQL(ONLY_WHERE_THERE_IS_NO_SERVICE, migrations.RunSQL.noop)]
