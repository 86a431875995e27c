-- As before; and which times stand with a worker whom somebody said to be away who may not see the
-- child: to whoever works with the child or manages that worker, and may see the child. Whoever said
-- so is told nothing, not even how many there are.
CREATE OR REPLACE FUNCTION kept_times(moment timestamptz) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH guarded AS (
        SELECT id AS child_id, restricted FROM children_child
        WHERE id IN (
                SELECT id FROM children_child WHERE restricted
                UNION SELECT child_id FROM children_keptfrom
            )
            AND id <> ALL ((SELECT hidden_children())::bigint[])
            AND (
                service_id = (SELECT waymark_service())
                OR id = ANY ((SELECT hosted_children())::bigint[])
            )
    ), booked AS (
        SELECT guarded.*, staff.worker_id, appointment.id AS appointment_id, meeting.begins
        FROM guarded
            JOIN diary_appointment AS appointment
                ON appointment.child_id = guarded.child_id AND appointment.state = 'booked'
            JOIN diary_meeting AS meeting
                ON meeting.id = appointment.meeting_id AND meeting.begins > moment
            JOIN diary_staff AS staff ON staff.meeting_id = meeting.id
    ), needs AS (
        SELECT booked.* FROM booked JOIN children_keptfrom AS kept
            ON kept.child_id = booked.child_id AND kept.user_id = booked.worker_id
        UNION
        SELECT booked.* FROM booked JOIN diary_away AS away
            ON away.worker_id = booked.worker_id
            AND away.day = (booked.begins AT TIME ZONE 'Europe/London')::date
        WHERE EXISTS (
                SELECT FROM children_keptfrom AS kept
                WHERE kept.child_id = booked.child_id AND kept.user_id = away.made_by_id
            )
            OR booked.restricted AND NOT EXISTS (
                SELECT FROM children_named AS named
                WHERE named.child_id = booked.child_id AND named.user_id = away.made_by_id
            )
    )
    SELECT coalesce(jsonb_agg(
        jsonb_build_array(child_id, worker_id, appointment_id) ORDER BY begins, appointment_id
    ), '[]')
    FROM needs
        JOIN accounts_user AS worker ON worker.id = needs.worker_id
        JOIN accounts_user AS asker ON asker.id = waymark_user() AND asker.is_active
    WHERE EXISTS (
            SELECT FROM children_allocation AS allocation
            WHERE allocation.child_id = needs.child_id AND allocation.user_id = asker.id
                AND allocation.period @> (moment AT TIME ZONE 'Europe/London')::date
        )
        OR worker.service_id = asker.service_id AND (
            asker.role = 'senior-manager'
            OR asker.role = 'operations-manager' AND worker.team_id = asker.team_id
        )
$$;

DROP FUNCTION meetings_of;
