-- The last word of each name, as texts are compared (`rules.names.fold`): without accents, capitals and
-- apostrophes, each letter that looks like another as that one.
CREATE FUNCTION victims_last_names(name text, others text[]) RETURNS text[]
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  SET search_path = pg_catalog
AS $$
  SELECT coalesce(array_agg(DISTINCT last), '{}')
  FROM unnest(array_prepend(name, others)) AS called,
    LATERAL translate(
      lower(normalize(called, NFKD)),
      'øłđðħıаеорсухіјӏѕԁһ''’‘ʼ′`´', 'olddhiaeopcyxijlsdh'
    ) AS alike,
    LATERAL replace(replace(replace(replace(alike, 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th')
      AS written,
    LATERAL regexp_replace(written, '[\u0300-\u036f]', '', 'g') AS plain,
    LATERAL substring(plain FROM '([[:alpha:]]+)[^[:alpha:]]*$') AS last
  WHERE last IS NOT NULL
$$;
GRANT EXECUTE ON FUNCTION victims_last_names TO waymark_application;
