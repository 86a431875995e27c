-- Of whom each outcome tells that was written down before this was read off its words.
UPDATE chronology_event AS event
SET document = jsonb_set(event.document, '{heard}', told.heard)
FROM (
    SELECT said.event_id, jsonb_agg(said.side ORDER BY said.side) AS heard
    FROM (
        SELECT DISTINCT event_id, split_part(field, '_', 1) AS side
        FROM chronology_words
        WHERE field IN ('child_said', 'child_not_asked', 'victim_said', 'victim_not_asked')
    ) AS said
    GROUP BY said.event_id
) AS told
WHERE told.event_id = event.id
AND event.kind = 'restorative-outcome'
AND coalesce(event.document -> 'heard', '[]') = '[]';
