-- A call is kept while it is counted, and at least a day, so that none is taken twice.
-- Nobody deletes one by hand: Waymark itself forgets those that are old, of all services.
CREATE FUNCTION victims_forget_calls(counted_days integer) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DELETE FROM victims_call
    WHERE waymark_user() = 0 AND at < now() - make_interval(days => greatest(counted_days, 1))
$$;
REVOKE EXECUTE ON FUNCTION victims_forget_calls FROM PUBLIC;
GRANT EXECUTE ON FUNCTION victims_forget_calls TO waymark_application;
