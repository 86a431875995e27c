SELECT * FROM children_child WHERE id = %(child)s FOR NO KEY UPDATE;
SELECT * FROM papers_paper WHERE child_id = %(child)s;
UPDATE papers_section AS section SET answers = section.answers, saved_at = now(), by_id = %(user)s
FROM papers_paper AS paper
WHERE paper.id = section.paper_id AND paper.child_id = %(child)s AND paper.completed_on IS NULL
    AND section.name = 'home'
