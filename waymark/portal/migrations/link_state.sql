-- Whether a link opens anything: whoever holds one that was taken back, handed in or is over asks for no
-- words in vain. Of a link that never was it says the same as of one that is over.
CREATE FUNCTION sheet_link_state(wanted text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(
        (
            SELECT CASE WHEN cardinality(tries) >= 5 THEN 'locked' ELSE 'open' END
            FROM portal_sheet
            WHERE link = wanted AND link <> '' AND revoked_at IS NULL AND handed_in_at IS NULL
                AND until > now()
        ),
        'over'
    )
$$;
REVOKE EXECUTE ON FUNCTION sheet_link_state FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sheet_link_state TO waymark_application;
