-- Whether what a browser held was handed in a moment ago: whoever taps twice is told so twice.
-- Such a key opens nothing any more (`sheet_held`).
CREATE FUNCTION sheet_was_handed_in(wanted text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM portal_sheet
        WHERE key = wanted AND key <> '' AND key_until > now() AND handed_in_at IS NOT NULL
    )
$$;
REVOKE EXECUTE ON FUNCTION sheet_was_handed_in FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sheet_was_handed_in TO waymark_application;
