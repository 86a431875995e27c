"""You said, we did: recorded, shown to the worker, and given to the child."""

import pytest
from django.utils import timezone

from tests.people import make_person, make_team, signed_in_client
from tests.web.contacts.recording import day_parts
from tests.web.portal.conftest import Scene


@pytest.mark.provision("CM-132")
def test_what_came_of_it_stands_with_what_was_said_and_on_a_sheet_for_the_child(scene: Scene):
    jo = signed_in_client(scene.jo)
    day = day_parts("on", timezone.localdate())
    form = f"/children/{scene.child}/record/child-heard/"
    refused = jo.post(form, {**day, "said": "Not so early"})
    assert refused.status_code == 422
    assert "what could not change and why" in refused.text
    assert "Not so early" in refused.text
    assert jo.post(form, {**day, "said": "Not so early", "changed": "We meet at four."}).url
    no = {"said": "No tag", "could_not_because": "The court ordered it."}
    assert jo.post(form, {**day, **no}).status_code == 302
    for page in (jo.get(scene.said).text, jo.get(f"{scene.said}print/").text):
        for words in ("Not so early", "We meet at four.", "No tag", "The court ordered it."):
            assert words in page


def test_a_child_of_another_worker_is_asked_for_a_reason_first(scene: Scene, manager):
    other = make_person(team=make_team(scene.service))
    assert signed_in_client(other).get(scene.said).status_code == 403
    assert signed_in_client(manager).get(scene.said).status_code == 200
