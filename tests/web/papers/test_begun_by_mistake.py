"""What was begun, or written down, by mistake is thrown away or put right, and not in silence."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.forms import day_parts, form_with, forms_of
from tests.people import make_person, signed_in_client
from tests.web.papers.test_assessing import TODAY, begin, save
from waymark.accounts import asking
from waymark.accounts.models import Role
from waymark.audit.models import AuditRow
from waymark.chronology.models import Event
from waymark.papers import queries
from waymark.papers.models import File, Paper, Source


def page_of(paper, what=""):
    return f"/children/{paper.child_id}/papers/{paper.pk}/{what}"


def throw_away(client, paper, reason="wrong-kind"):
    return client.post(page_of(paper, "throw-away/"), {"reason": reason})


def test_a_paper_of_the_wrong_stage_is_thrown_away_and_the_right_one_begun(jo, child, worker):
    wrong = begin(jo, child, stage="end")
    save(jo, wrong, "story", **{"story-own": "I like fishing."})
    jo.post(page_of(wrong, "sources/add/"), {"who": "Form tutor"})
    page = jo.get(page_of(wrong, "throw-away/")).text
    assert "Assessment – at the end, full" in page
    assert "1 answer" in page
    assert "1 source" in page
    assert throw_away(jo, wrong).status_code == 302
    assert not Paper.objects.filter(child=child).exists()
    asking.as_told(0, child.service_id)
    row = AuditRow.objects.filter(service=child.service_id).order_by("number").last()
    assert f'"thrown_away":"{wrong.reference}"' in row.content
    assert '"because":"wrong-kind"' in row.content
    assert "fishing" not in row.content
    asking.as_user(worker)
    assert begin(jo, child, stage="review").stage == "review"


def test_it_is_asked_why(jo, child):
    paper = begin(jo, child)
    assert throw_away(jo, paper, reason="").status_code == 422
    assert Paper.objects.filter(pk=paper.pk).exists()


def test_what_is_finished_is_not_thrown_away(jo, child):
    paper = begin(jo, child)
    Paper.objects.filter(pk=paper.pk).update(completed_on=TODAY)
    assert jo.get(page_of(paper, "throw-away/")).status_code == 404
    assert throw_away(jo, paper).status_code == 404


def test_what_was_thrown_away_takes_no_more_answers_and_gives_back_what_was_typed(jo, child):
    paper = begin(jo, child)
    address = page_of(paper, "story/")
    form = form_with(jo.get(address).text, "began_from")
    throw_away(jo, paper)
    late = jo.post(address, form.sent(**{"story-own": "I like <b>fishing</b>."}))
    assert late.status_code == 404
    assert "I like &lt;b&gt;fishing&lt;/b&gt;." in late.text
    never = jo.post(f"/children/{child.pk}/papers/{paper.pk + 1}/story/", {"story-own": "Hm."})
    assert never.status_code == 404
    assert "What you typed" not in never.text


def test_what_another_typed_on_a_paper_thrown_away_is_hers_until_she_clears_it(jo, child, worker):
    """Her list leads to her words, and says who threw the paper away, and when."""
    ash = signed_in_client(make_person(Role.SENIOR_MANAGER, service=worker.service))
    paper = begin(jo, child)
    address = page_of(paper, "story/")
    ticket = re.search(r'data-draft="([^"]+)"', ash.get(address).text)[1]
    typed = {"story-own": "Boats.", "draft": ticket}
    assert ash.post("/drafts/save/", typed).status_code == 302
    throw_away(jo, paper)
    assert f'href="{address}"' in ash.get("/").text
    kept = ash.get(address)
    assert kept.status_code == 404
    assert "Boats." in kept.text
    assert re.search(rf"{worker.name} threw the paper away \w+ \d+ \w+ at \d\d:\d\d", kept.text)
    clear = next(each for each in forms_of(kept.text) if each.action == "/drafts/throw-away/")
    assert ash.post(clear.action, clear.sent())["Location"] == "/"
    assert f'href="{address}"' not in ash.get("/").text
    assert "Boats." not in ash.get(address).text


@pytest.mark.parametrize(("begins", "form"), [("review", "review"), ("ending", "closing")])
def test_a_review_and_an_ending_begun_by_mistake_are_thrown_away_from_their_pages(
    jo, child, begins, form
):
    address = f"/children/{child.pk}/{begins}/"
    jo.post(address, {"order": "o1"})
    paper = Paper.objects.get(child=child, form=form)
    page = address if form == "review" else page_of(paper)
    assert page_of(paper, "throw-away/") in jo.get(page).text
    assert throw_away(jo, paper).headers["Location"] == address
    assert not Paper.objects.filter(child=child).exists()


def test_undoing_what_began_a_review_offers_to_throw_the_review_away(jo, child, worker):
    agreed = {"id": "pa", "kind": "plan-agreed", "on": TODAY.isoformat(), "orders": ["o1"]}
    child.events.create(
        service_id=child.service_id,
        reference="pa",
        position=98,
        kind="plan-agreed",
        on=TODAY,
        recorded_on=TODAY,
        document=agreed,
    )
    typed = {"note": "A knife.", "plan_fits": "now", **day_parts("on", TODAY)}
    assert jo.post(f"/children/{child.pk}/record/weapon-found/", typed).status_code == 302
    found = Event.objects.get(child=child, kind="weapon-found")
    review = Paper.objects.get(child=child, form="review")
    assert review.document["because_of"] == found.reference
    undone = jo.post(f"/children/{child.pk}/events/{found.pk}/undo/")
    assert undone.headers["Location"] == page_of(review, "throw-away/")
    assert "It had begun a review" in jo.get(undone.headers["Location"]).text
    assert throw_away(jo, review, reason="not-needed").status_code == 302
    assert not Paper.objects.filter(child=child).exists()


def test_withdrawing_what_began_a_review_offers_it_too(jo, child):
    placed = {"on": TODAY.isoformat(), "from": TODAY.isoformat(), "kind": "placement-made"}
    fits_not = {"id": "x", **placed}
    child.events.create(
        service_id=child.service_id,
        reference="x",
        position=97,
        kind="placement-made",
        on=TODAY,
        recorded_on=TODAY,
        document=fits_not,
    )
    review = begin_review(jo, child, because_of="x")
    event = Event.objects.get(child=child, reference="x")
    address = f"/children/{child.pk}/events/{event.pk}/withdraw/"
    withdrawn = jo.post(address, {"reason": "It was another child.", "began_from": "x"})
    assert withdrawn.headers["Location"] == page_of(review, "throw-away/")


def begin_review(client, child, because_of):
    client.post(f"/children/{child.pk}/review/")
    paper = Paper.objects.get(child=child, form="review")
    paper.document = {**paper.document, "because_of": because_of}
    paper.save()
    return paper


@pytest.fixture
def tutor(jo, child):
    """A paper rests on what a form tutor wrote."""
    paper = begin(jo, child)
    letter = SimpleUploadedFile("letter.txt", b"He was late.")
    told = {"who": "Form tutor", "told": "He is late.", "attachment": letter, "was_read": "on"}
    assert jo.post(page_of(paper, "sources/add/"), told).status_code == 302
    return Source.objects.get(paper=paper)


def test_a_source_is_put_right_and_what_it_said_is_kept(jo, tutor):
    address = page_of(tutor.paper, f"sources/{tutor.pk}/put-right/")
    form = form_with(jo.get(address).text, "began_from")
    assert jo.post(address, form.sent(told="He is early.")).status_code == 302
    stale = jo.post(address, form.sent(told="He is never there."))
    assert stale.status_code == 409
    assert "He is early." in stale.text
    assert "He is never there." in stale.text
    read = queries.read(tutor.paper, sources=True)
    (stands,), (before,) = read.sources, read.taken_off
    assert stands.document["told"] == "He is early."
    assert stands.document["instead_of"] == before.document["id"]
    assert (before.document["told"], stands.file) == ("He is late.", before.file)
    assert "He is late." in jo.get(page_of(tutor.paper)).text


def test_a_source_that_is_taken_off_stays_as_history_and_its_file_opens_no_more(jo, tutor):
    file = File.objects.get(child=tutor.child)
    address = f"/children/{tutor.child_id}/files/{file.pk}/"
    assert jo.get(address).status_code == 200
    off = page_of(tutor.paper, f"sources/{tutor.pk}/take-off/")
    assert jo.post(off, {"because": ""}).status_code == 422
    assert jo.post(off, {"because": "It was another child’s."}).status_code == 302
    page = jo.get(page_of(tutor.paper)).text
    assert "It was another child’s." in page
    assert 'What it rests on <span class="card__count">(0)' in page
    assert address not in page
    assert jo.get(address).status_code == 404
    assert File.objects.filter(pk=file.pk).exists()
    assert jo.get(off).status_code == 404


def test_what_a_finished_paper_rests_on_is_not_reworded_but_what_was_wrong_is_taken_off(jo, tutor):
    Paper.objects.filter(pk=tutor.paper_id).update(completed_on=TODAY)
    right, off = (
        page_of(tutor.paper, f"sources/{tutor.pk}/{what}/") for what in ("put-right", "take-off")
    )
    assert jo.get(right).status_code == 404
    page = jo.get(page_of(tutor.paper)).text
    assert right not in page
    assert off in page
    assert jo.post(off, {"because": "It was another child’s."}).status_code == 302
    page = jo.get(page_of(tutor.paper)).text
    assert "It was another child’s." in page
    assert "He is late." in page
    assert jo.get(f"/children/{tutor.child_id}/files/{tutor.file_id}/").status_code == 404
