-- Which times to come still have a worker from whom the child's record is kept by now, the soonest
-- first, as [child, worker, appointment]: to whoever works with the child, and to who manages that
-- worker, so that somebody else comes. The worker is told nothing.
CREATE FUNCTION kept_times(moment timestamptz) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(jsonb_agg(
        jsonb_build_array(kept.child_id, kept.user_id, appointment.id)
        ORDER BY meeting.begins, appointment.id
    ), '[]')
    FROM children_keptfrom AS kept
        JOIN diary_appointment AS appointment
            ON appointment.child_id = kept.child_id AND appointment.state = 'booked'
        JOIN diary_meeting AS meeting
            ON meeting.id = appointment.meeting_id AND meeting.begins > moment
        JOIN diary_staff AS staff
            ON staff.meeting_id = meeting.id AND staff.worker_id = kept.user_id
        JOIN accounts_user AS worker ON worker.id = kept.user_id
        JOIN accounts_user AS asker ON asker.id = waymark_user() AND asker.is_active
    WHERE kept.child_id <> ALL (hidden_children())
        AND (kept.service_id = waymark_service() OR kept.child_id = ANY (hosted_children()))
        AND (
            EXISTS (
                SELECT FROM children_allocation AS allocation
                WHERE allocation.child_id = kept.child_id AND allocation.user_id = asker.id
                    AND allocation.period @> (moment AT TIME ZONE 'Europe/London')::date
            )
            OR worker.service_id = asker.service_id AND (
                asker.role = 'senior-manager'
                OR asker.role = 'operations-manager' AND worker.team_id = asker.team_id
            )
        )
$$;
REVOKE EXECUTE ON FUNCTION kept_times FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kept_times TO waymark_application;
