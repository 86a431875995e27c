"""Whatever a child pastes into an answer is kept as it is, or given back with what to do."""

from django.test import Client

from tests.forms import form_with
from tests.people import signed_in_client
from tests.web.plans.test_hostile_texts import TEXTS, as_sent, lines, send

KEPT = 302


def words_page(phone):
    """The address of the first question that is answered in words, and the form on it."""
    for number in range(1, 40):
        address = f"/for-you/page/{number}/"
        answer = phone.get(address)
        if answer.status_code == 200 and "<textarea" in answer.text:
            return address
    raise AssertionError("no question is answered in words")


def answered(answer):
    """Return what stands in the place for words."""
    form = form_with(answer.text, "answer")
    return lines(form.fields["answer"].values[0])


def test_what_a_child_answers_is_kept_as_it_is_or_given_back(scene):
    phone = scene.phone()
    page = words_page(phone)
    for which, text in TEXTS.items():
        answer = send(phone, page, [("answer", text), ("do", "next")])
        typed = lines(as_sent(text).replace("\0", "")).strip()
        if answer.status_code != KEPT:
            assert answer.status_code == 422, which
            assert 'role="alert"' in answer.text, which
            assert answered(answer) == typed, which
            continue
        shown = phone.get(page)
        assert 'dir="auto"' in shown.text
        assert answered(shown) == typed, which
        check = phone.get("/for-you/check/").text
        assert "<script>alert" not in check
        assert "<bdi data-says>" in check
    assert phone.post("/for-you/check/").status_code == KEPT
    worker = signed_in_client(scene.jo)
    assert worker.get(scene.said).status_code == 200
    assert worker.get(f"/children/{scene.child}/").status_code == 200


def test_what_is_more_than_fits_is_answered_with_what_to_do(scene):
    phone = scene.phone()
    answer = send(phone, words_page(phone), [("answer", "🎣" * 1_000_000)])
    assert answer.status_code == 413
    assert "Soph" not in answer.text


def test_what_is_typed_for_the_words_of_a_link_is_no_key_and_breaks_nothing(scene):
    for which, text in TEXTS.items():
        stranger = Client()
        answer = send(stranger, scene.link(), [("words", text)])
        assert answer.status_code == 422, which
        assert "Those are not the words" in answer.text, which
        assert stranger.get("/for-you/").status_code == 404, which


def test_what_is_typed_of_what_was_done_about_harm_is_kept_or_given_back(scene):
    phone, jo = scene.phone(), signed_in_client(scene.jo)
    page = f"/children/{scene.child}/record/concern-looked-at/"
    for number, (which, text) in enumerate(TEXTS.items()):
        told = f"My uncle hits me {number}"
        phone.post("/for-you/page/1/", {"answer": told, "do": "next"})
        stands = form_with(jo.get(page).text, "note").sent(note=text)
        answer = send(jo, page, [(name, value) for name, (value, *_) in stands.items()])
        if answer.status_code == KEPT:
            assert jo.get(answer["Location"]).status_code == 200, which
            continue
        assert answer.status_code == 422, which
        back = form_with(answer.text, "note").fields["note"].values[0]
        assert lines(back) == lines(as_sent(text).replace("\0", "")), which
        assert f"“{told}”" in answer.text, which
