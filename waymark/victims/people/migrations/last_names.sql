-- The last word of each name, as texts are compared: without accents, capitals and apostrophes.
CREATE FUNCTION victims_last_names(name text, others text[]) RETURNS text[]
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  SET search_path = pg_catalog
AS $$
  SELECT coalesce(array_agg(DISTINCT last), '{}')
  FROM unnest(array_prepend(name, others)) AS called,
    LATERAL regexp_replace(
      translate(lower(normalize(called, NFKD)), 'øłđðħı''’‘ʼ′`´', 'olddhi'),
      '[\u0300-\u036f]', '', 'g'
    ) AS plain,
    LATERAL substring(plain FROM '([[:alpha:]]+)[^[:alpha:]]*$') AS last
  WHERE last IS NOT NULL
$$;
GRANT EXECUTE ON FUNCTION victims_last_names TO waymark_application;
