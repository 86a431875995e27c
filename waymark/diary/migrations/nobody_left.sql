-- As before; and which times stand with a worker whom somebody said to be away who may not see the
-- child: to whoever works with the child or manages that worker, and may see the child; of a restricted
-- child to every manager who is named there, since there may be no other. Whoever said
-- so is told nothing, not even how many there are. Whom the asker may not see is asked for last, and
-- not at all where no time needs anybody: each first page asks this.
CREATE OR REPLACE FUNCTION kept_times(moment timestamptz) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH needs AS (
        SELECT kept.child_id, kept.user_id AS worker_id, appointment.id AS appointment_id,
            meeting.begins
        FROM children_keptfrom AS kept
            JOIN diary_appointment AS appointment
                ON appointment.child_id = kept.child_id AND appointment.state = 'booked'
            JOIN diary_meeting AS meeting
                ON meeting.id = appointment.meeting_id AND meeting.begins > moment
            JOIN diary_staff AS staff
                ON staff.meeting_id = meeting.id AND staff.worker_id = kept.user_id
        UNION
        SELECT child.id, away.worker_id, appointment.id, meeting.begins
        FROM diary_away AS away
            JOIN diary_booking AS booking
                ON booking.resource = 'worker:' || away.worker_id
                AND booking.period && day_in_london(away.day)
            JOIN diary_meeting AS meeting
                ON meeting.id = booking.meeting_id AND meeting.begins > moment
                AND (meeting.begins AT TIME ZONE 'Europe/London')::date = away.day
            JOIN diary_appointment AS appointment
                ON appointment.meeting_id = meeting.id AND appointment.state = 'booked'
            JOIN children_child AS child ON child.id = appointment.child_id
        WHERE away.service_id = (SELECT waymark_service())
            AND away.day >= (moment AT TIME ZONE 'Europe/London')::date
            AND (
                child.restricted AND NOT EXISTS (
                    SELECT FROM children_named AS named
                    WHERE named.child_id = child.id AND named.user_id = away.made_by_id
                )
                OR EXISTS (
                    SELECT FROM children_keptfrom AS kept
                    WHERE kept.child_id = child.id AND kept.user_id = away.made_by_id
                )
            )
    )
    SELECT coalesce(jsonb_agg(
        jsonb_build_array(child.id, worker.id, appointment_id) ORDER BY begins, appointment_id
    ), '[]')
    FROM needs
        JOIN children_child AS child ON child.id = needs.child_id
        JOIN accounts_user AS worker ON worker.id = needs.worker_id
        JOIN accounts_user AS asker ON asker.id = waymark_user() AND asker.is_active
    WHERE child.id <> ALL ((SELECT hidden_children())::bigint[])
        AND (
            child.service_id = (SELECT waymark_service())
            OR child.id = ANY ((SELECT hosted_children())::bigint[])
        )
        AND (
            EXISTS (
                SELECT FROM children_allocation AS allocation
                WHERE allocation.child_id = child.id AND allocation.user_id = asker.id
                    AND allocation.period @> (moment AT TIME ZONE 'Europe/London')::date
            )
            OR worker.service_id = asker.service_id AND (
                asker.role = 'senior-manager'
                OR asker.role = 'operations-manager'
                    AND (worker.team_id = asker.team_id OR child.restricted)
            )
        )
$$;

DROP FUNCTION meetings_of;
