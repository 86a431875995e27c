"""What stands in the way is said at once, each beside the answer that mends it."""

import re

from tests.web.restorative.repairing import HELD, LOOKED_AT, a_child, planned, record

RISKS, DONE = "restorative-risk-assessed", "restorative-activity-held"


def summary(answer):
    """Return what the list above a form that came back says, each with the field it leads to."""
    assert answer.status_code == 422
    listed = answer.text.partition("govuk-error-summary__list")[2].partition("</ul>")[0]
    return dict(re.findall(r'<li>(?:<a href="#id_(\w+)">)?(.*?)(?:</a>)?</li>', listed))


def test_what_is_missing_and_what_is_not_so_yet_are_said_in_one_go(jo, theo):
    about = planned(jo, theo, "community", "")
    short = {**LOOKED_AT, "impact": "", "could_harm": "", "settled": [], "facilitator": ""}
    said = record(jo, theo, RISKS, about, **short)
    told = summary(said)
    assert {"impact", "could_harm", "facilitator"} <= told.keys()
    assert "settled_0" in told
    assert "" not in told
    assert "Say who leads it." in told["facilitator"]
    for words in ("The child is not prepared yet", "Take the parents or carers along"):
        assert words in said.text


def test_that_it_was_done_says_all_that_it_waits_for_with_what_is_missing(jo, theo):
    about = planned(jo, theo, "meeting")
    said = record(jo, theo, DONE, about, **{**HELD, "note": ""})
    assert summary(said)
    for words in ("note", "Look at the risks", "Ask the victim worker", "no written consent"):
        assert words in said.text


def test_what_is_wrong_itself_is_not_said_to_be_missing_too(jo, theo):
    about = planned(jo, theo, "community", "")
    wrong = {**LOOKED_AT, "impact": "", "trained_on_day": "45"}
    assert "when whoever leads it was trained" not in record(jo, theo, RISKS, about, **wrong).text


def test_a_form_that_is_whole_is_refused_by_the_record_alone_and_once(jo, worker):
    child = a_child(worker)
    about = planned(jo, child, "community", "")
    said = record(jo, child, DONE, about, **HELD)
    assert said.text.count("Look at the risks of this very piece of work first") == 2


def test_hours_that_no_day_has_are_to_be_mended_and_not_asked_about_too(jo, theo):
    about = planned(jo, theo, "community", "", hours="12")
    said = record(jo, theo, DONE, about, **HELD, hours="40")
    assert {"hours"} == summary(said).keys() & {"hours", "sure"}
