-- What says nothing is no draft: nothing is filled in beyond the parts of a day.
DELETE FROM drafts_draft WHERE NOT EXISTS (
    SELECT FROM jsonb_each(fields) AS field, jsonb_array_elements_text(field.value) AS typed
    WHERE btrim(typed) <> '' AND field.key !~ '_(day|month|year)$'
);
