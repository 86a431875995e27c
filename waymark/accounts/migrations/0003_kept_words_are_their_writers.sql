-- Words kept over a time-out are read by their writer alone. They come in while nobody is signed
-- in, so through a function, which shows nothing.
ALTER TABLE accounts_keptwords ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_words ON accounts_keptwords USING (person_id = (SELECT waymark_user()));
REVOKE INSERT, UPDATE ON accounts_keptwords FROM waymark_application;

CREATE FUNCTION keep_words(whose bigint, address text, typed jsonb, moment timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    INSERT INTO accounts_keptwords (person_id, path, fields, kept_at)
        VALUES (whose, address, typed, moment)
        ON CONFLICT (person_id, path) DO UPDATE SET fields = typed, kept_at = moment
$$;

-- Everybody's old words go.
CREATE FUNCTION forget_words(older_than timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DELETE FROM accounts_keptwords WHERE kept_at <= older_than
$$;
REVOKE EXECUTE ON FUNCTION keep_words, forget_words FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keep_words, forget_words TO waymark_application;

-- Who was invited, and whose factor was reset and why, is not forgotten.
REVOKE DELETE ON accounts_onetimelink FROM waymark_application;
