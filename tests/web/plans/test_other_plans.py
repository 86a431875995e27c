"""Another agency's plan is opened from the child's own, where it is attached to the assessment."""

import html

import pytest

from tests.children import make_child
from tests.forms import form_with
from tests.web.papers.test_attaching import attach
from tests.web.plans.conftest import MADE
from tests.web.plans.writing import address, agree, begin, form_of, versions
from waymark.papers.models import Source

NEW = "draft/other_plans/new/"
CARE_PLAN = {"agency": "childrens-services", "name": "Care plan", "fits": "Both look at college"}
ON = {"on_day": str(MADE.day), "on_month": str(MADE.month), "on_year": str(MADE.year)}


@pytest.fixture
def held(jo, paper):
    """The care plan, which children's services gave, attached to the assessment."""
    given = {"agency": "childrens-services", **ON, "was_read": "on"}
    assert (
        attach(jo, paper, b"She lives with Nan.", name="care-plan.txt", **given).status_code == 302
    )
    return Source.objects.get(paper=paper)


def link(jo, child, source):
    page = address(child, NEW)
    return jo.post(page, form_of(jo, page, "fits").sent(**CARE_PLAN, source=source))


def opens(source):
    return f'href="/children/{source.child_id}/files/{source.file_id}/"'


def other_plan(child, worker):
    return versions(child, worker)[-1].document["plan"]["other_plans"][0]


@pytest.mark.provision("EP-330.1")
def test_another_agencys_plan_is_opened_from_the_draft_the_plan_and_before_countersigning(
    jo, ash, child, held, worker
):
    assert link(jo, child, held.document["id"]).status_code == 302
    assert other_plan(child, worker)["source"] == held.document["id"]
    assert opens(held) in jo.get(address(child, "draft/")).text
    agree(jo, child)
    for client, page in ((jo, ""), (ash, "countersign/")):
        shown = html.unescape(client.get(address(child, page)).text)
        assert "<b>Care plan, Children's services</b>" in shown
        assert opens(held) in shown


def test_what_is_attached_is_chosen_by_its_agency_its_day_and_what_it_is_called(jo, child, held):
    page = jo.get(address(child, NEW)).text
    assert form_with(page, "source").fields["source"].choices == ["", held.document["id"]]
    assert "services, " in html.unescape(page)
    assert "care-plan.txt" in page


def test_only_what_is_attached_to_this_child_can_be_chosen(jo, child, held, worker):
    assert link(jo, child, held.document["id"]).status_code == 302
    other = make_child(worker.service, worker=worker)
    begin(jo, other)
    assert "source" not in form_of(jo, address(other, NEW), "fits").fields
    page = address(child, NEW)
    sent = {**form_of(jo, page, "fits").sent(**CARE_PLAN), "source": "another-s0"}
    assert jo.post(page, sent).status_code == 422


def test_what_is_put_right_of_a_source_leaves_its_plan_linked(jo, child, paper, held, worker):
    link(jo, child, held.document["id"])
    page = f"/children/{child}/papers/{paper.pk}/sources/{held.pk}/put-right/"
    assert jo.post(page, form_of(jo, page, "who").sent(who="Social worker")).status_code == 302
    assert opens(held) in jo.get(address(child, "draft/")).text
    item = address(child, f"draft/other_plans/{other_plan(child, worker)['id']}/")
    now = Source.objects.get(paper=paper, document__taken_off_on__isnull=True)
    assert form_of(jo, item, "fits").fields["source"].values == [now.document["id"]]


def test_a_file_that_is_taken_off_is_opened_no_more_from_the_plan(jo, child, paper, held, worker):
    link(jo, child, held.document["id"])
    page = f"/children/{child}/papers/{paper.pk}/sources/{held.pk}/take-off/"
    jo.post(page, form_of(jo, page, "because").sent(because="It was another child’s"))
    draft = jo.get(address(child, "draft/")).text
    assert opens(held) not in draft
    assert "Its file is not held here." in draft
    item = address(child, f"draft/other_plans/{other_plan(child, worker)['id']}/")
    assert jo.post(item, form_of(jo, item, "fits").sent(fits="Both look at it")).status_code == 302
    assert other_plan(child, worker)["source"] == held.document["id"], "it is kept as it was"


def test_a_plan_that_is_attached_nowhere_says_where_it_is_attached(jo, ash, child, paper, worker):
    add_at = f'href="/children/{child}/papers/{paper.pk}/sources/add/"'
    assert add_at in jo.get(address(child, NEW)).text
    page = address(child, NEW)
    jo.post(page, form_of(jo, page, "fits").sent(**CARE_PLAN))
    assert add_at in jo.get(address(child, "draft/")).text
    agree(jo, child)
    assert add_at in jo.get(address(child)).text
    assert add_at not in ash.get(address(child, "countersign/")).text


def test_what_was_linked_since_is_told_where_two_versions_are_compared(
    jo, ash, child, held, worker
):
    page = address(child, NEW)
    jo.post(page, form_of(jo, page, "fits").sent(**CARE_PLAN))
    agree(jo, child)
    begin(jo, child)
    item = address(child, f"draft/other_plans/{other_plan(child, worker)['id']}/")
    jo.post(item, form_of(jo, item, "fits").sent(source=held.document["id"]))
    agree(jo, child)
    told = html.unescape(jo.get(address(child, "compare/") + "?from=1&to=2").text)
    assert "Which file is it?" in told
    assert "care-plan.txt" in told
    assert held.document["id"] not in told.replace(opens(held), "")
