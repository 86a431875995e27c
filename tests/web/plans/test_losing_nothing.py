"""What somebody types on a plan that another changes meanwhile is not lost."""

import re

import pytest

from tests.forms import form_with
from tests.web.plans.pressing import press
from tests.web.plans.writing import add_goal, address, begin, form_of, throw_away, versions

CONTROL = {"what": "Al walks home with her", "keeps": "child"}
ITEMS = {
    "controls": (CONTROL, "what"),
    "contingencies": ({"if_up": "Ring Al"}, "if_up"),
    "family": ({"need": "A lift on Mondays"}, "need"),
    "other_plans": ({"name": "School plan"}, "name"),
}


def put(client, child, group, name, /, **typed):
    page = address(child, f"draft/{group}/{name}/")
    return client.post(page, form_of(client, page, "began_from").sent(**typed))


def the_only(child, worker, group):
    (made,) = versions(child, worker)[-1].document["plan"][group]
    return made


@pytest.mark.parametrize("group", ITEMS)
def test_whoever_saves_second_sees_both_texts(jo, ash, child, worker, group):
    typed, field = ITEMS[group]
    begin(jo, child)
    assert put(jo, child, group, "new", **typed).status_code == 302
    page = address(child, f"draft/{group}/{the_only(child, worker, group)['id']}/")
    mine, hers = (form_of(client, page, "began_from") for client in (jo, ash))
    assert jo.post(page, mine.sent(**{field: "What Jo wrote"})).status_code == 302
    stale = ash.post(page, hers.sent(**{field: "What Ash wrote"}))
    assert stale.status_code == 409
    assert "Jo changed this while you were writing" in stale.text
    assert re.search(r"It was saved \w+ \d+ \w+ at \d\d:\d\d\.", stale.text)
    assert "What Jo wrote" in stale.text
    assert "What Ash wrote" in stale.text
    assert the_only(child, worker, group)[field] == "What Jo wrote"


@pytest.mark.parametrize("group", ["goals", *ITEMS])
def test_what_is_typed_on_something_that_is_taken_off_can_be_saved_all_the_same(
    jo, ash, child, worker, group
):
    begin(jo, child)
    if group == "goals":
        add_goal(jo, child)
        field = "words"
    else:
        typed, field = ITEMS[group]
        put(jo, child, group, "new", **typed)
    name = the_only(child, worker, group)["id"]
    page = address(child, f"draft/{group}/{name}/")
    hers = form_of(ash, page, "began_from")
    draft = address(child, "draft/")
    assert press(jo, draft, f"{page}take-off/").status_code == 302
    stale = ash.post(page, hers.sent(**{field: "What Ash wrote"}))
    assert stale.status_code == 409
    assert "Somebody changed this while you were writing" in stale.text, "she who wrote it did not"
    form = form_with(stale.text, "began_from")
    assert form.fields[field].values == ["What Ash wrote"]
    assert ash.post(page, form.sent()).status_code == 302
    kept = the_only(child, worker, group)
    assert kept[field] == "What Ash wrote"
    assert kept["id"]


def test_what_is_typed_on_a_draft_that_is_gone_is_answered_with_what_to_do(jo, ash, child, worker):
    begin(jo, child)
    add_goal(jo, child)
    page = address(child, f"draft/goals/{the_only(child, worker, 'goals')['id']}/")
    hers = form_of(ash, page, "began_from")
    number = versions(child, worker)[-1].number
    assert throw_away(jo, child, number).status_code == 302
    answer = ash.post(page, hers.sent(words="What Ash wrote"))
    assert answer.status_code == 422
    assert "what you typed stands there" in answer.text


def test_what_was_kept_for_a_draft_that_is_gone_is_shown_until_its_writer_clears_it(
    jo, ash, child, worker
):
    begin(jo, child)
    add_goal(jo, child)
    page = address(child, f"draft/goals/{the_only(child, worker, 'goals')['id']}/")
    by = {"s0_by_day": "7", "s0_by_month": "7", "s0_by_year": "2026"}
    kept_for_later(ash, page, words="What Ash wrote", s0_what="Ring the garage", **by)
    number = versions(child, worker)[-1].number
    assert throw_away(jo, child, number).status_code == 302
    assert f'href="{page}"' in ash.get("/").text
    shown = ash.get(page)
    assert shown.status_code == 404
    assert "was agreed or thrown away meanwhile" in shown.text
    said = dict(re.findall(r"<dt>(.*?)</dt><dd[^>]*>(.*?)</dd>", shown.text))
    assert said["What does Sophie want?"] == "What Ash wrote"
    assert said["What is done?"] == "Ring the garage"
    assert said["By when?"] == "7 7 2026"
    assert "Steps" not in said
    press(ash, page, "/drafts/throw-away/")
    assert f'href="{page}"' not in ash.get("/").text
    assert "What Ash wrote" not in ash.get(page).text


def test_an_address_that_never_was_is_no_item(jo, child):
    begin(jo, child)
    assert jo.get(address(child, "draft/controls/k9/")).status_code == 404
    assert jo.post(address(child, "draft/controls/k9/"), CONTROL).status_code == 404


EVERY_GROUP = {"goals": ({}, "words"), **ITEMS}
CLOSED = "Protected: ask to see and change it"


def kept_for_later(client, page, /, **typed):
    """Type on a form, press Keep for later, and open it again."""
    text = client.get(page).text
    ticket = text.partition('data-draft="')[2].partition('"')[0]
    sent = form_of(client, page, "began_from").sent(**typed)
    assert client.post("/drafts/save/", {**sent, "draft": ticket}).status_code == 302
    return client.get(page)


@pytest.mark.parametrize("group", EVERY_GROUP)
def test_what_was_kept_for_later_opens_as_it_was_typed_with_nothing_closed(
    jo, child, worker, group
):
    typed, field = EVERY_GROUP[group]
    begin(jo, child)
    add_goal(jo, child) if group == "goals" else put(jo, child, group, "new", **typed)
    before = the_only(child, worker, group)
    page = address(child, f"draft/{group}/{before['id']}/")
    again = kept_for_later(jo, page)
    assert CLOSED not in again.text
    form = form_with(again.text, "began_from")
    assert jo.post(page, form.sent(**{field: "Typed later"})).status_code == 302
    assert the_only(child, worker, group) == {**before, field: "Typed later"}


def test_a_goal_kept_for_later_keeps_its_words_and_steps_whatever_is_added_and_moved(
    jo, child, worker
):
    begin(jo, child)
    nan = {"s0_what": "Choir on Thursdays with Nan", "s0_who": "", "s0_times_a_week": ""}
    add_goal(jo, child, words="Sing", success="", **nan)
    before = the_only(child, worker, "goals")
    page = address(child, f"draft/goals/{before['id']}/")
    form = kept_for_later(jo, page, success="She sings at Easter")
    for wish in ("step", "up:1"):
        held = form_with(form.text, "began_from")
        form = jo.post(page, held.sent(another=wish))
        assert CLOSED not in form.text
    held = form_with(form.text, "began_from")
    assert jo.post(page, held.sent(s0_what="Ask the choir")).status_code == 302
    after = the_only(child, worker, "goals")
    assert (after["words"], after["success"]) == ("Sing", "She sings at Easter")
    assert [step["what"] for step in after["steps"]] == ["Ask the choir", nan["s0_what"]]
    assert after["steps"][1] == before["steps"][0]
    assert "None" not in jo.get(address(child, "draft/")).text


def test_a_goal_without_words_is_refused_when_it_comes_from_what_was_kept(jo, child, worker):
    begin(jo, child)
    add_goal(jo, child)
    page = address(child, f"draft/goals/{the_only(child, worker, 'goals')['id']}/")
    again = kept_for_later(jo, page, words="")
    form = form_with(again.text, "began_from")
    answer = jo.post(page, form.sent())
    assert answer.status_code == 422
    assert "Say what Sophie wants" in answer.text
