-- A worker's feed is hers alone.
ALTER TABLE diary_feed ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON diary_feed USING (person_id = (SELECT waymark_user()));

-- When the worker is busy whose feed has this digest, her ways there and back among it, to whoever
-- asks: times, and nothing of what they are for. No row where there is no such feed or its worker's
-- account is switched off; one without a meeting where there is nothing.
CREATE FUNCTION feed_of(wanted text)
RETURNS TABLE (of_service bigint, whose bigint, meeting bigint, busy tstzrange)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT worker.service_id, worker.id, booking.meeting_id, booking.period
    FROM diary_feed AS feed
        JOIN accounts_user AS worker ON worker.id = feed.person_id
            AND worker.is_active AND worker.role <> 'administrator'
        LEFT JOIN diary_booking AS booking ON booking.resource = 'worker:' || worker.id
            AND booking.meeting_id IS NOT NULL
            AND booking.period && tstzrange(now() - interval '2 weeks', now() + interval '26 weeks')
    WHERE feed.digest = wanted
    ORDER BY booking.period, booking.meeting_id
$$;
REVOKE EXECUTE ON FUNCTION feed_of FROM PUBLIC;
GRANT EXECUTE ON FUNCTION feed_of TO waymark_application;
