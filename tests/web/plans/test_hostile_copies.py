"""Whatever stands in a plan, its copy is made, on paper, as sound and on a phone, or it is said why
not and what to do."""

import io
import re
import time

import pytest
from django.test import Client
from pypdf import PdfReader

from tests.web.plans.copying import copies, copy_for, with_plan
from tests.web.plans.test_hostile_texts import TEXTS

TOO_LONG = 30  # seconds, after which the server ends a request
MP3 = b"\xff"  # with which each part of one begins
LONGEST = 60_000  # letters that are printed
HELD = {
    name: text.replace("\0", "")[: LONGEST + 1_000]
    for name, text in TEXTS.items()
    if name != "half a letter"
}
WORDS = "a heron on the weir"


@pytest.mark.parametrize("which", HELD)
def test_a_copy_is_printed_and_heard_or_it_is_said_why_not(jo, worker, which):
    child = with_plan(worker, words=f"I said: {HELD[which]}", success="Fine")
    made = copy_for(jo, child)
    assert made.status_code == 302
    for form in ("print/", "sound/"):
        began = time.monotonic()
        answer = jo.get(made["Location"] + form)
        assert time.monotonic() - began < TOO_LONG, form
        if len(HELD[which]) > LONGEST:
            assert answer.status_code == 422
            assert "Make the plan shorter" in answer.text
        else:
            assert answer.status_code == 200, answer.text
            assert answer.content.startswith((b"%PDF", MP3))


@pytest.mark.parametrize("which", HELD)
def test_on_a_phone_it_stands_as_it_was_said(jo, worker, which):
    child = with_plan(worker, words=HELD[which])
    page = copy_for(jo, child, format="link", chosen=WORDS).text
    phone = Client()
    link = re.search(r"/for-you/open/[^\"<]+/", page)[0]
    assert phone.post(link, {"words": WORDS}).status_code == 302
    shown = phone.get("/for-you/")
    assert shown.status_code == 200
    assert "<script>alert" not in shown.text
    (sheet,) = copies(worker)
    assert HELD[which].strip() in sheet.content["blocks"][0]["quote"]


def test_a_picture_that_no_font_has_is_said_in_words_on_paper(jo, worker):
    child = with_plan(worker, words="I want to go fishing \U0001f9ff")
    printed = jo.get(copy_for(jo, child)["Location"] + "print/")
    words = PdfReader(io.BytesIO(printed.content)).pages[0].extract_text()
    assert "(nazar amulet)" in words or "\U0001f9ff" in words  # where the machine has a font


@pytest.mark.parametrize("words", ["", "a\0b", "\u202e" * 50, "x" * 1_000_000, "🎣" * 300])
def test_words_that_open_nothing_say_so(jo, worker, words):
    child = with_plan(worker)
    page = copy_for(jo, child, format="link", chosen=WORDS).text
    link = re.search(r"/for-you/open/[^\"<]+/", page)[0]
    answer = Client().post(link, {"words": words})
    assert answer.status_code == 422
    assert "not the words" in answer.text
