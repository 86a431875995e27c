"""Assessing a child: the assessment, the child's own and the parents' answers, the judgements."""
