"""What an assessment says of danger is offered as an alert, filled in; it is never added alone."""

import html
import re

import pytest

from tests.forms import form_with
from tests.web.papers.test_assessing import answer_what_is_needed, begin, judge_all, save
from waymark.children.models import Episode
from waymark.guidance import code_list, forms

CUT = "He cut his arm in September. CAMHS see him weekly."


def offered(client, answer):
    """Return the addresses behind the offers on the page that follows, by the words of each."""
    page = client.get(answer["Location"]).text
    found = re.findall(r'<a href="([^"]*/add/alerts/[^"]*)">Add the alert “([^”]+)”', page)
    return {words: html.unescape(address) for address, words in found}


def alert_of(client, address):
    return form_with(client.get(address).text, "began_from")


@pytest.mark.parametrize(
    ("section", "said", "alert"),
    [
        ("health", {"health-self-harm": "yes", "health-self-harm-now": CUT}, "Self-harm"),
        ("safety", {"safety-from": "self"}, "Self-harm"),
        ("safety", {"safety-missing": "He had a kitchen knife with him."}, "May carry weapons"),
        ("harm", {"harm-before": "Hit a teacher, and threatened staff."}, "Risk to staff"),
        ("safety", {"safety-exploited": "yes"}, "Criminal exploitation"),
        ("safety", {"safety-exploited": "yes"}, "Sexual exploitation"),
        ("safety", {"safety-missing": "She ran away twice in May."}, "Goes missing"),
        ("safety", {"safety-missing": "Missing twice in October."}, "Goes missing"),
    ],
)
def test_the_page_after_a_section_that_speaks_of_danger_offers_the_alert(
    jo, child, section, said, alert
):
    answer = save(jo, begin(jo, child), section, **said)
    assert alert in offered(jo, answer)
    assert not Episode.objects.filter(child=child, kind="alerts").exists()


def test_an_offered_alert_is_filled_in_with_what_it_is_and_why(jo, child):
    paper = begin(jo, child)
    answer = save(jo, paper, "health", **{"health-self-harm": "yes", "health-self-harm-now": CUT})
    address = offered(jo, answer)["Self-harm"]
    form = alert_of(jo, address)
    assert form.sent()["kind"] == ["self-harm"]
    assert form.sent()["note"] == [CUT]
    assert jo.post(address, form.sent()).status_code == 302
    assert "Self-harm" in jo.get(f"/children/{child.pk}/").text
    again = save(jo, paper, "health", **{"health-self-harm-now": f"{CUT} He is better."})
    assert offered(jo, again) == {}  # whoever meets him knows


def test_a_section_that_speaks_of_no_danger_offers_nothing(jo, child):
    paper = begin(jo, child)
    assert offered(jo, save(jo, paper, "health", **{"health-self-harm": "no"})) == {}
    assert offered(jo, save(jo, paper, "home", **{"home-who": "His nan cut the cake."})) == {}


def test_a_judgement_that_speaks_of_danger_offers_the_alert_with_its_words(jo, child):
    told = {"level": "high", "because": "What he told us.", "not_yet_because": "We talk Friday."}
    address = f"/children/{child.pk}/judge/safety_and_wellbeing/"
    answer = jo.post(address, {**told, "what": "Cuts himself again."})
    assert alert_of(jo, offered(jo, answer)["Self-harm"]).sent()["note"] == ["Cuts himself again."]


def test_a_link_that_names_nothing_that_was_said_fills_in_no_reason(jo, child):
    form = alert_of(jo, f"/children/{child.pk}/add/alerts/?kind=self-harm&from=health-self-harm")
    assert form.sent()["note"] == [""]


def test_every_alert_that_a_form_asks_for_is_on_the_list_of_alerts():
    listed = {code.code for code in code_list("alerts").codes}
    assert {each.kind for form in forms.forms() for each in form.alerts} <= listed


def test_an_alert_asked_for_by_no_question_is_a_fault_of_the_form():
    made = forms.form("assessment")
    wrong = forms.AlertWhen("self-harm", answers={"never-asked": ("yes",)})
    broken = forms.Form("ours", 1, "Ours", made.sections, alerts=(wrong,))
    assert list(forms.faults(broken)) == ["an alert is asked for by no question never-asked"]


def test_an_alert_that_was_offered_and_not_added_is_offered_again_before_it_is_finished(jo, child):
    paper = begin(jo, child)
    save(jo, paper, "safety", **{"safety-missing": "She ran away twice in May."})
    answer_what_is_needed(jo, paper)
    judge_all(jo, child)
    finish = f"/children/{child.pk}/papers/{paper.pk}/complete/assessment/"
    offer = r'no alert says so.*?<a href="([^"]*)">Add the alert “Goes missing”'
    (address,) = re.findall(offer, jo.get(finish).text, re.DOTALL)
    address = html.unescape(address)
    assert jo.post(address, alert_of(jo, address).sent()).status_code == 302
    assert "Add the alert “Goes missing”" not in jo.get(finish).text
