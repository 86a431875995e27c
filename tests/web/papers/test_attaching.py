"""What is attached is read for names before it is kept, and handed out only to be saved."""

import html

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import drawn
from tests.children import make_child
from tests.web.papers.test_assessing import begin
from waymark.papers.models import File


def attach(client, paper, content, name="letter.txt", **more):
    letter = SimpleUploadedFile(name, content)
    address = f"/children/{paper.child_id}/papers/{paper.pk}/sources/add/"
    return client.post(address, {"who": "Form tutor", "attachment": letter, **more})


def test_what_is_attached_is_read_for_names_before_it_is_kept(jo, child, protected_names):
    protected_names(child.pk, ["Daniel Okafor"])
    paper = begin(jo, child)
    assert attach(jo, paper, b"Dainel's mum came too.").status_code == 302
    assert not File.objects.filter(child=child).exists()
    assert attach(jo, paper, b"He was late.").status_code == 302
    kept = File.objects.get(child=child)
    assert bytes(kept.content) == b"He was late."


def test_what_names_another_child_is_refused_and_says_where(jo, child, worker):
    of = {"given_name": "Jayden", "family_name": "Marsh"}
    make_child(worker.service, worker=worker, child=of)
    answer = attach(jo, begin(jo, child), b"Then Jayden Marsh came.")
    assert answer.status_code == 422
    assert "This file names somebody who must not be in this record" in answer.text
    assert "“Jayden Marsh” in “Then Jayden Marsh came.”" in html.unescape(answer.text)
    assert not File.objects.filter(child=child).exists()


def test_the_name_of_a_file_is_read_too(jo, child, protected_names):
    protected_names(child.pk, ["Daniel Okafor"])
    named = attach(jo, begin(jo, child), b"Late.", name="Daniel_Okafor-plan2.txt")
    assert "What the file itself is called names somebody" in named.text
    assert not File.objects.filter(child=child).exists()


def test_a_file_that_nothing_looks_through_is_not_kept(jo, child, victims_side):
    paper = begin(jo, child)
    nothing = drawn.scanned(drawn.blank())
    assert attach(jo, paper, nothing).status_code == 422
    assert attach(jo, paper, nothing, was_read="on").status_code == 302
    victims_side.is_away = True
    assert attach(jo, paper, b"He was late.", was_read="on").status_code == 422
    assert File.objects.filter(child=child).count() == 1


def test_whoever_attaches_a_file_reads_it_for_those_whom_nobody_can_name(
    jo, child, protected_names
):
    protected_names(child.pk, [], unnamed=1)
    paper = begin(jo, child)
    assert "they could not be looked for" in attach(jo, paper, b"He was late.").text
    assert attach(jo, paper, b"He was late.", was_read="on").status_code == 302


@pytest.fixture(scope="module")
def a_scan():
    return drawn.scanned(drawn.page("Daniel Okafor came too, with his mother."))


BY_HAND = drawn.scanned(drawn.written_by_hand(drawn.blank(), lines=4))


def test_a_name_in_a_scan_is_found_and_the_scan_is_not_kept(jo, child, protected_names, a_scan):
    protected_names(child.pk, ["Daniel Okafor"])
    paper = begin(jo, child)
    for more in ({}, {"was_read": "on"}):
        assert attach(jo, paper, a_scan, name="scan.png", **more).status_code == 302
    assert not File.objects.filter(child=child).exists()
    protected_names(child.pk, ["Jayden Marsh"])
    assert attach(jo, paper, a_scan).status_code == 302
    assert bytes(File.objects.get(child=child).content) == a_scan


def test_a_name_that_is_typed_on_a_page_written_by_hand_is_found(jo, child, protected_names):
    protected_names(child.pk, ["Daniel Okafor"])
    paper = begin(jo, child)
    page = drawn.page("Daniel Okafor came too, with his mother.", height=60)
    half = drawn.scanned(drawn.written_by_hand(page, lines=3, top=150))
    assert attach(jo, paper, half, was_read="on").status_code == 302
    assert not File.objects.filter(child=child).exists()


def test_what_no_program_can_read_is_refused_with_what_to_do_until_somebody_read_it(jo, child):
    paper = begin(jo, child)
    answer = attach(jo, paper, BY_HAND, told="He came.")
    assert answer.status_code == 422
    for does in ("it is not kept", "sharp photo", "type above what it says", "victim worker"):
        assert does in answer.text
    assert "He came." in answer.text, "what was typed"
    assert not File.objects.filter(child=child).exists()
    assert attach(jo, paper, BY_HAND, was_read="on").status_code == 302


def test_where_tesseract_is_missing_no_scan_is_kept_whoever_read_it(jo, child, monkeypatch, a_scan):
    paper = begin(jo, child)
    monkeypatch.setenv("PATH", "/nowhere")
    answer = attach(jo, paper, a_scan, was_read="on")
    assert answer.status_code == 422
    assert "cannot be read for names at the moment" in answer.text
    assert "Tesseract is missing" in answer.text
    assert not File.objects.filter(child=child).exists()
    assert attach(jo, paper, b"He was late.").status_code == 302


def test_a_file_is_handed_out_to_be_saved_and_only_with_its_child(jo, child, worker):
    paper = begin(jo, child)
    attach(jo, paper, b"<script>alert(1)</script>", name="a.html", was_read="on")
    kept = File.objects.get(child=child)
    answer = jo.get(f"/children/{child.pk}/files/{kept.pk}/")
    assert answer["Content-Type"] == "text/plain"
    assert answer["Content-Disposition"] == 'attachment; filename="a.txt"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    other = make_child(worker.service, worker=worker)
    assert jo.get(f"/children/{other}/files/{kept.pk}/").status_code == 404
