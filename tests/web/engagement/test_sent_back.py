"""What was sent back and mended shows whoever decides what is otherwise now; a day is said once."""

import pytest

from tests.forms import form_with
from tests.web.diary.booking import TODAY
from tests.web.engagement import breaching, breaking
from tests.web.engagement.test_tried import main
from waymark.pages.words import day

KINDS = (
    (breaching, "breach-life", "breach-living", "Kai’s life"),
    (breaking, "break-weighed", "break-behind", "What is weighed"),
)
each = pytest.mark.parametrize(("does", "section", "question", "title"), KINDS)
MENDED = "With his nan, since Friday."


@pytest.fixture
def kai(tried):
    return tried


@each
def test_of_what_was_answered_on_one_day_that_day_is_said_once(
    jo, sal, kai, does, section, question, title
):
    does.put(jo, kai)
    shown = main(does.deciding(sal, kai).text)
    assert f"Answered {day(TODAY, TODAY)}." in shown
    assert "answers__when" not in shown


@each
def test_what_changed_since_it_was_sent_back_is_marked(
    jo, sal, kai, does, section, question, title
):
    does.put(jo, kai)
    does.decide(sal, kai, "send-back", note="Where does he live?")
    paper = does.begin(jo, kai)
    address = f"{paper}{section}/"
    sent = form_with(jo.get(address).text, question).sent(**{question: MENDED})
    assert jo.post(address, sent).status_code == 302
    put_again(jo, paper, does)
    shown = main(does.deciding(sal, kai).text)
    for words in ("Where does he live?", MENDED, f'<a href="#{section}">{title}</a>'):
        assert words in shown
    assert shown.count("Changed</span>") == 1
    assert "in an earlier one" not in shown


@each
def test_that_nothing_was_changed_since_is_said(jo, sal, kai, does, section, question, title):
    does.put(jo, kai)
    does.decide(sal, kai, "send-back", note="Where does he live?")
    put_again(jo, does.begin(jo, kai), does)
    assert "No answer was changed since." in main(does.deciding(sal, kai).text)


@each
def test_of_what_was_never_sent_back_nothing_is_said(jo, sal, kai, does, section, question, title):
    does.put(jo, kai)
    assert "Since it was sent back" not in does.deciding(sal, kai).text


def put_again(jo, paper, does):
    where = "breach" if does is breaching else "breaks"
    assert jo.post(paper.replace("papers", where) + "put/").status_code == 302
