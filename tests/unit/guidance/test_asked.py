"""The forms ask what the provisions that they cite want to be asked (asked.csv says of each where,
and with which words)."""

from tests.unit.guidance.asked import each_row_of
from waymark.guidance.forms import form


@each_row_of("asked.csv")
def test_it_is_asked_on_the_right_paper(row):
    sections = form(row.form).asked(row.kind, row.stage)
    (section,) = (each for each in sections if each.id == row.section)
    question = section.question(row.question)

    assert question is not None, f"{row.form} does not ask {row.question}"
    assert row.provision in question.provisions
    words = [question.asks, question.help, *(label for _, label in question.choices)]
    assert row.words.casefold() in " ".join(words).casefold()
