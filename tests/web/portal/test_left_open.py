"""Who leaves a sheet, or leaves it open, loses nothing and shows nothing to whoever comes next."""

import time

from waymark.portal.models import Sheet


def half_an_hour_later(monkeypatch):
    later = time.time() + 31 * 60
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)


def test_a_sheet_that_is_left_open_shows_nothing_to_whoever_comes_half_an_hour_later(
    scene, monkeypatch
):
    phone = scene.phone()
    phone.post("/for-you/page/1/", {"answer": "Fishing with nan", "do": "next"})
    assert "Fishing" in phone.get("/for-you/page/1/").text
    half_an_hour_later(monkeypatch)
    shown = phone.get("/for-you/page/1/")
    assert shown.status_code == 404
    assert "Fishing" not in shown.text
    assert "what you said is kept" in shown.text
    assert phone.cookies["sheet"].value == ""


def test_what_was_typed_on_a_page_that_was_left_open_is_kept_and_nothing_more_is_shown(
    scene, monkeypatch
):
    phone = scene.phone()
    half_an_hour_later(monkeypatch)
    assert phone.post("/for-you/page/1/", {"answer": "Fishing", "do": "next"}).status_code == 404
    scene.as_waymark()
    assert "Fishing" in str(Sheet.objects.get().answers)
    assert phone.get("/for-you/").status_code == 404


def test_each_page_that_is_opened_keeps_the_sheet_open(scene, monkeypatch):
    phone = scene.phone()
    start = time.time()
    for minutes in (20, 40, 60):
        at = start + minutes * 60
        monkeypatch.setattr("django.core.signing.time.time", lambda at=at: at)
        assert phone.get("/for-you/page/1/").status_code == 200


def test_what_is_being_typed_when_somebody_leaves_is_kept(scene):
    phone = scene.phone()
    left = phone.post("/for-you/page/1/", {"answer": "Dogs, and", "do": "leave"})
    assert left["Location"] == "https://www.bbc.co.uk/weather"
    assert phone.get("/for-you/").status_code == 404
    scene.as_waymark()
    assert Sheet.objects.get().answers["my-good"] == {"value": "Dogs, and"}


def test_leaving_a_question_that_is_not_answered_leaves(scene):
    phone = scene.phone()
    left = phone.post("/for-you/page/1/", {"answer": "", "do": "leave"})
    assert left["Location"] == "https://www.bbc.co.uk/weather"
