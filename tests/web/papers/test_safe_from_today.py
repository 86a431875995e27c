"""What keeps people safe from today stands where the child is assessed, while it holds."""

from datetime import timedelta

from django.utils import timezone

from tests.forms import day_parts

TODAY = timezone.localdate()
PLAN = {"keeps": "both", "what": "His nan has the knives.", "who": "Nan"}


def address(child, then=""):
    return f"/children/{child.pk}/record/safety-plan-made/{then}"


def agreed(jo, child, **days):
    days = {"on": TODAY, **days}
    told = {**PLAN, **{k: v for name, day in days.items() for k, v in day_parts(name, day).items()}}
    return jo.post(address(child, "?then=assessment"), told)


def test_it_stands_on_the_page_of_the_assessment_from_which_it_was_written(jo, child):
    page = jo.get(f"/children/{child.pk}/assessment/").text
    assert f'href="{address(child)}?then=assessment"' in page
    answer = agreed(jo, child, until=TODAY + timedelta(days=7))
    assert answer["Location"] == f"/children/{child.pk}/assessment/"
    page = jo.get(answer["Location"]).text
    assert f"Saved in {child.first_name}’s record." in page
    assert f"{child.first_name} and others" in page
    assert "His nan has the knives." in page
    assert "needs no finished assessment" not in page


def test_what_was_until_a_day_that_is_past_is_to_be_looked_at_again(jo, child):
    agreed(jo, child, on=TODAY - timedelta(days=9), until=TODAY - timedelta(days=2))
    page = jo.get(f"/children/{child.pk}/assessment/").text
    assert "His nan has the knives." not in page
    assert "Look at it again." in page


def test_a_day_until_when_before_its_own_is_refused(jo, child):
    refused = agreed(jo, child, until=TODAY - timedelta(days=1))
    assert refused.status_code == 422
    assert "Choose a day on or after the day of the plan" in refused.text
    assert agreed(jo, child, until=TODAY).status_code == 302


def test_from_elsewhere_it_leads_to_what_was_recorded(jo, child):
    told = {**PLAN, **day_parts("on", TODAY)}
    assert "/events/" in jo.post(address(child, "?then=//evil.example/"), told)["Location"]
