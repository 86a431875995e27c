"""A child says how the service is: the sheet says truly who reads it."""

import pytest

from tests.people import signed_in_client
from tests.web.portal.conftest import Scene


@pytest.mark.parametrize(
    ("language", "who"),
    [("en", "the managers here can read it too"), ("cy", "gall y rheolwyr yma ei darllen hefyd")],
)
def test_the_sheet_about_us_says_that_managers_read_it_and_they_do(
    scene: Scene, manager, language: str, who: str
):
    phone = scene.phone(what="feedback:child", language=language)
    assert who in phone.get("/for-you/").text
    phone.post("/for-you/page/1/", {"answer": "bad", "do": "next"})
    phone.post("/for-you/page/4/", {"answer": "They do not listen", "do": "next"})
    assert phone.post("/for-you/check/").status_code == 302
    page = signed_in_client(manager).get("/quality/").text
    assert "1 sheet of the whole service" in page
    assert "Not good <b>1</b>" in page
    assert "They do not listen" in page


def test_a_sheet_about_the_child_names_no_manager(scene: Scene):
    assert "managers" not in scene.phone().get("/for-you/").text
