"""What is attached is read for names before it is kept, and handed out only to be saved."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import drawn
from tests.children import make_child
from tests.web.drafts.typing import AUTOSAVE, ticket
from tests.web.papers.test_assessing import begin
from waymark.drafts.models import Draft
from waymark.papers.models import File, Source


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


JAYDEN = {"given_name": "Jayden", "family_name": "Marsh"}
NAMES_JAYDEN = b"Then Jayden Marsh came."


def kept_of(child):
    return File.objects.get(child=child)


def handed_out(jo, child):
    address = f"/children/{child.pk}/files/{kept_of(child).pk}/"
    return jo.get(address)["Content-Disposition"]


@pytest.mark.provision("CM-409")
def test_what_names_another_child_is_kept_for_this_record_alone_and_says_so_wherever_it_goes(
    jo, child, worker
):
    """Papers of the police of an offence of two name both."""
    make_child(worker.service, worker=worker, child=JAYDEN)
    paper = begin(jo, child)
    assert attach(jo, paper, NAMES_JAYDEN, told="At the shop.").status_code == 302
    assert kept_of(child).for_record_alone
    shown = jo.get(f"/children/{child.pk}/papers/{paper.pk}/").text
    assert "The file names another child." in shown
    assert f"Not for {child.first_name} or the family" in shown
    assert 'filename="NOT FOR THE FAMILY - letter.txt"' in handed_out(jo, child)


def test_what_names_no_other_child_is_handed_out_as_it_is_called(jo, child, worker):
    """The control: of a child alone a first name is not, nor whoever is no child here."""
    make_child(worker.service, worker=worker, child=JAYDEN)
    paper = begin(jo, child)
    assert attach(jo, paper, b"Then Jayden and Kaylen Mersh came.").status_code == 302
    assert not kept_of(child).for_record_alone
    assert "or the family" not in jo.get(f"/children/{child.pk}/papers/{paper.pk}/").text
    assert 'filename="letter.txt"' in handed_out(jo, child)


@pytest.mark.provision("CM-409")
def test_what_names_somebody_harmed_and_another_child_waits_to_be_cut(
    jo, child, worker, protected_names
):
    make_child(worker.service, worker=worker, child=JAYDEN)
    protected_names(child.pk, ["Daniel Okafor"])
    both = b"Jayden Marsh and Daniel Okafor came."
    assert attach(jo, begin(jo, child), both).status_code == 302
    assert not File.objects.filter(child=child).exists()


@pytest.mark.provision("CM-409")
def test_a_file_whose_own_name_names_somebody_is_kept_under_another(jo, child, protected_names):
    protected_names(child.pk, ["Daniel Okafor"])
    paper = begin(jo, child)
    assert attach(jo, paper, b"Late.", name="Daniel_Okafor-plan2.txt").status_code == 302
    assert (kept_of(child).name, bytes(kept_of(child).content)) == ("file.txt", b"Late.")
    (source,) = Source.objects.filter(child=child)
    assert source.document["file"] == "file.txt"
    assert "kept as “file.txt”" in jo.get(f"/children/{child.pk}/papers/{paper.pk}/").text


def test_a_file_whose_own_name_names_another_child_is_for_this_record_alone(jo, child, worker):
    make_child(worker.service, worker=worker, child=JAYDEN)
    attach(jo, begin(jo, child), b"Late.", name="Jayden_Marsh.txt")
    assert (kept_of(child).name, kept_of(child).for_record_alone) == ("Jayden_Marsh.txt", True)


@pytest.mark.provision("CM-409")
def test_what_is_typed_beside_a_file_is_read_while_it_is_typed_and_once_it_is_saved(
    jo, child, protected_names
):
    protected_names(child.pk, ["Daniel Okafor"])
    paper = begin(jo, child)
    of = f"/children/{child.pk}/papers/{paper.pk}/sources/add/"
    for field in ("who", "told"):
        typed = {field: "Daniel Okafor rang.", "draft": ticket(jo, of)}
        said = jo.post("/drafts/save/", typed, headers=AUTOSAVE).json()
        assert "A protected name may be in what you typed" in said["named"]
    assert "A protected name may be in what you typed" in jo.get(of).text, "given back"
    assert attach(jo, paper, b"Late.", told="Daniel Okafor rang.", once="k").status_code == 302
    assert not Draft.objects.exists(), "what was saved is no draft"
    assert "It may hold a protected name" in jo.get(of).text


def test_a_file_that_nothing_looks_through_is_not_kept(jo, child, victims_side):
    paper = begin(jo, child)
    nothing = drawn.scanned(drawn.blank())
    assert attach(jo, paper, nothing).status_code == 422
    assert attach(jo, paper, nothing, was_read="on").status_code == 302
    victims_side.is_away = True
    away = attach(jo, paper, b"He was late.", was_read="on")
    assert away.status_code == 422
    assert "Choose the file again in a minute" in away.text
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
