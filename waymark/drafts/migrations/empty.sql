-- What is wholly blank is no draft: no word, no day, no choice.
DELETE FROM drafts_draft WHERE NOT EXISTS (
    SELECT FROM jsonb_each(fields) AS field, jsonb_array_elements_text(field.value) AS typed
    WHERE btrim(typed) <> ''
);
