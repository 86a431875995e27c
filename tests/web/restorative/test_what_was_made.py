"""What a child makes for somebody harmed stays here with its words until it is wished for."""

import re

import pytest
from django.utils import timezone

from tests.children import make_child
from tests.web.papers.test_attaching import attach
from tests.web.restorative.repairing import (
    begin,
    consents,
    is_ready,
    judged,
    newest,
    page,
    planned,
    record,
    safe,
    told,
    wishes,
)
from waymark.accounts import asking
from waymark.children.models import Child
from waymark.chronology.door import today
from waymark.chronology.models import Event
from waymark.restorative.pictures import to_choose
from waymark.rules.letters import WorkGiven

POEM = "The street was dark.\nI am sorry."


@pytest.mark.provision("CM-349")
def test_a_letter_is_one_thing_from_its_plan_to_the_victim_worker(jo, worker, theo):
    judged(jo, theo)
    about = planned(jo, theo)
    activity = newest(theo, "restorative-activity-planned")
    safe(jo, theo, activity)
    shown = jo.get(page(theo)).text
    assert f"/record/work-made/?then=restorative&amp;activity={activity}&amp;person=1" in shown
    assert "/record/restorative-activity-held/" not in shown
    assert activity not in jo.get(f"/children/{theo}/record/restorative-activity-held/").text
    typed = {"made": "letter", "child_said": "I am sorry."}
    assert record(jo, theo, "work-made", f"{about}&person=1", **typed).status_code == 302
    assert jo.get(page(theo)).text.count("I am sorry.") == 1
    told(worker, wishes(theo), is_ready(theo), consents(theo))
    work = f"&work={newest(theo, 'work-made')}"
    assert record(jo, theo, "work-handed-over", work).status_code == 302
    shown = jo.get(page(theo)).text
    assert "With the victim worker" in shown
    assert "What came of it" in shown


@pytest.mark.provision("CM-348", "CM-354", "CM-383")
def test_a_poem_waits_here_with_its_words_until_it_is_wished_for(jo, worker, theo):
    typed = {"made": "poem", "victim": "v1", "child_said": POEM}
    assert record(jo, theo, "work-made", **typed).status_code == 302
    shown = jo.get(page(theo)).text
    assert "A poem" in shown
    assert "The street was dark." in shown
    assert "Not answered yet" in shown
    assert "Look at its risks" in shown
    told(worker, is_ready(theo, "no"))
    shown = jo.get(page(theo)).text
    assert "Not wished for" in shown
    assert "Look at its risks" not in shown
    assert "Not answered yet" not in shown
    about = f"&work={newest(theo, 'work-made')}"
    refused = record(jo, theo, "work-handed-over", about)
    assert refused.status_code == 422
    assert "would like this now" in refused.text
    wished = {"child": theo, "on": today(timezone.now()), "victim": "v1"}
    wished["work"] = newest(theo, "work-made")
    told(worker, wishes(theo), is_ready(theo), consents(theo))
    assert "Print it" not in jo.get(page(theo)).text
    safe(jo, theo, newest(theo, "work-made"))
    there = f"/children/{theo}/work/{Event.objects.get(child=theo, kind='work-made').pk}/"
    not_yet = jo.get(there)
    assert not_yet.status_code == 422
    assert "dark" not in not_yet.text
    shown = jo.get(page(theo)).text
    assert there not in shown
    assert "/record/child-readiness-judged/" in shown
    judged(jo, theo)
    assert there in jo.get(page(theo)).text
    assert POEM in jo.get(there).text
    assert record(jo, theo, "work-handed-over", about).status_code == 302
    assert "With the victim worker" in jo.get(page(theo)).text
    told(worker, WorkGiven(**wished, how="glad"))
    shown = jo.get(page(theo)).text
    assert "They were glad of it" in shown
    talk = re.search(r'class="([^"]*)" type="submit">Talk it through with', shown)
    assert "button--quiet" in talk[1], "nothing is left that comes next"


@pytest.mark.provision("CM-409", "CM-383")
def test_a_picture_of_what_was_made_is_read_as_every_file_is_and_goes_as_its_words_do(
    jo, worker, theo, protected_names
):
    protected_names(theo, ["Daniel Okafor"])
    paper = begin(jo, theo, "1")
    attach(jo, paper, b"For Dainel.", name="first.txt")
    attach(jo, paper, b"The street was dark.", name="poem.txt")
    asking.as_user(worker)
    by_name = {called: name for name, called in to_choose(Child.objects.get(pk=theo))}
    typed = {"made": "poem", "child_said": POEM}
    for file in ("first.txt", "poem.txt"):
        told_of = {**typed, "picture": by_name[file]}
        assert record(jo, theo, "work-made", "&person=1", **told_of).status_code == 302
    shown = jo.get(page(theo)).text
    assert "first.txt waits to be cut by the victim worker." in shown
    (there,) = set(re.findall(rf"/children/{theo}/files/\d+/", shown))
    made = newest(theo, "work-made")
    sheet = f"/children/{theo}/work/{Event.objects.get(child=theo, reference=made).pk}/"
    assert there not in jo.get(sheet).text
    told(worker, wishes(theo), is_ready(theo), consents(theo))
    judged(jo, theo)
    safe(jo, theo, made)
    assert there in jo.get(sheet).text


@pytest.mark.provision("CM-409")
def test_a_picture_that_names_another_child_does_not_go_with_what_was_made(jo, worker, theo):
    jayden = {"given_name": "Jayden", "family_name": "Marsh"}
    make_child(worker.service, worker=worker, child=jayden)
    asking.as_nobody()
    paper = begin(jo, theo, "1")
    for name, text in (("both.txt", b"Jayden Marsh and I."), ("mine.txt", b"I am sorry.")):
        assert attach(jo, paper, text, name=name).status_code == 302
    asking.as_user(worker)
    by_name = {called: name for name, called in to_choose(Child.objects.get(pk=theo))}
    told(worker, is_ready(theo), consents(theo))
    sheets = {}
    for file in ("both.txt", "mine.txt"):
        typed = {"made": "poem", "child_said": POEM, "picture": by_name[file]}
        assert record(jo, theo, "work-made", "&person=1", **typed).status_code == 302
        made = newest(theo, "work-made")
        told(worker, wishes(theo))
        judged(jo, theo)
        safe(jo, theo, made)
        number = Event.objects.get(child=theo, reference=made).pk
        sheets[file] = jo.get(f"/children/{theo}/work/{number}/").text
    assert "/files/" not in sheets["both.txt"]
    assert "stays here: another child is named in it" in sheets["both.txt"]
    assert "/files/" in sheets["mine.txt"]
