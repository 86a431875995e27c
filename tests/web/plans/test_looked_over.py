"""What a manager countersigned or returned, and what came of it, stands on her page of quality."""

import html
import re

import pytest

from tests.people import make_person, signed_in_client
from tests.web.plans.writing import add_goal, address, agree, begin, form_of
from waymark.accounts.models import Role


def look_over(client, child, decision, note):
    page = address(child, "countersign/")
    sent = form_of(client, page, "note").sent(note=note, decision=decision)
    assert client.post(page, sent).status_code == 302


def sees(client):
    main = client.get("/quality/").text.partition("<main")[2]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def test_a_returned_plan_stands_with_what_was_found_until_it_is_mended(ash, jo, agreed):
    assert "1 plan waits to be countersigned by you" in sees(ash)
    look_over(ash, agreed, "return", "Take the name out")
    page = sees(ash)
    assert "Plans returned, not mended (1) Sophie Returned, to be mended" in page
    assert "“ Take the name out ”" in page
    begin(jo, agreed)
    add_goal(jo, agreed)
    agree(jo, agreed)
    assert "Returned, to be mended" not in sees(ash)


@pytest.mark.provision("EP-159")
def test_what_came_of_what_a_manager_looked_over_is_hers_to_see(ash, jo, agreed, team):
    look_over(ash, agreed, "return", "Take the name out")
    assert "Sophie Version 1 returned" in sees(ash)
    assert "Not mended yet" in sees(ash)
    begin(jo, agreed)
    add_goal(jo, agreed)
    agree(jo, agreed)
    assert "Mended since" in sees(ash)
    look_over(ash, agreed, "countersign", "Clear and hers")
    assert "Sophie Version 2 countersigned" in sees(ash)
    assert "Not given yet" in sees(ash)
    other = make_person(Role.OPERATIONS_MANAGER, team=team)
    assert "Plans that you looked over" not in sees(signed_in_client(other))
