"""What was tried is read before anything is enforced, and begins with what went well."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.children import make_child
from tests.forms import day_parts, form_with
from tests.walls.made import asked_by
from tests.web.diary.booking import TODAY, book
from waymark.duties.models import OwnNumber
from waymark.guidance import letters
from waymark.pages.words import day
from waymark.rules.enforcing import WAYS
from waymark.rules.readability import reading

ENFORCES = re.compile(r"\b(court|breach|warning|warnings)\b", re.IGNORECASE)
WHY = re.compile(r'<details class="why.*?</details>', re.DOTALL)


def record(client, child, kind, asked="", **typed):
    address = f"/children/{child}/record/{kind}/{asked}"
    page = client.get(address)
    form = form_with(page.text, next(iter(typed)))
    return client.post(address, form.sent(**typed))


def miss(client, child, on):
    address = f"/children/{child}/contact/"
    form = form_with(client.get(address).text, "outcome")
    told = {"outcome": "missed", "reasons": "forgot", **day_parts("on", on), "at": "00:00"}
    assert client.post(address, form.sent(**told)).status_code == 302
    shown = client.get(f"/children/{child}/tried/").text
    return re.search(r"absence-followed-up/\?contact=([\w-]+)", shown)[1]


def ask(client, child, contact, on, acceptable="no"):
    heard = {
        "child_said": "I had no fare.",
        "tried": "A bus pass.",
        "support": "We ring the evening before.",
        "because": "The pass was there.",
        "reason": "money",
        "acceptable": acceptable,
        **day_parts("on", on),
    }
    answer = record(client, child, "absence-followed-up", f"?contact={contact}", **heard)
    assert answer.status_code == 302, answer.text


def warn(client, child, contact, on):
    told = {"note": "Read it aloud together.", **day_parts("on", on)}
    return record(client, child, "warning", f"?order=o1&contact={contact}", **told)


def page(client, child):
    return client.get(f"/children/{child}/tried/").text


def main(text):
    return text[text.index("<main") :]


@pytest.mark.provision("CM-447", "CM-448", "CM-449", "EP-115")
def test_a_missed_contact_is_understood_before_a_warning_is_offered(jo, child_under):
    kai = child_under("youth-rehabilitation-order")
    contact = miss(jo, kai, TODAY)
    assert "Give a warning" not in page(jo, kai)
    refused = warn(jo, kai, contact, TODAY)
    assert refused.status_code == 422
    assert "Ask the child and the family first" in refused.text
    ask(jo, kai, contact, TODAY)
    shown = page(jo, kai)
    for said in ("I had no fare.", "A bus pass.", "We ring the evening before.", "The pass was"):
        assert said in shown
    assert "Give a warning" in shown
    assert warn(jo, kai, contact, TODAY).status_code == 302
    assert "1 warning counts" in page(jo, kai)


@pytest.mark.provision("CM-449")
def test_no_warning_is_offered_where_the_reason_was_acceptable(jo, child_under):
    kai = child_under("youth-rehabilitation-order")
    ask(jo, kai, miss(jo, kai, TODAY), TODAY, acceptable="yes")
    assert "Give a warning" not in page(jo, kai)


@pytest.mark.parametrize("kind", ["prevention", "community-resolution", "youth-caution"])
def test_the_page_of_voluntary_work_speaks_of_nothing_that_is_enforced(jo, child_under, kind):
    kai = child_under(kind)
    ask(jo, kai, miss(jo, kai, TODAY), TODAY)
    assert ENFORCES.findall(main(page(jo, kai))) == []


@pytest.mark.parametrize("kind", ["prevention", "community-resolution", "youth-caution"])
def test_nothing_that_is_enforced_is_offered_of_voluntary_work(jo, child_under, kind):
    kai = child_under(kind)
    miss(jo, kai, TODAY)
    asked = page(jo, kai).partition("absence-followed-up/")[2].partition('"')[0]
    for there in ("", f"absence-followed-up/{asked}", "achievement/", "progress-told/"):
        shown = main(jo.get(f"/children/{kai}/record/{there}").text)
        # A source of advice is called as the guidance calls it.
        assert ENFORCES.findall(WHY.sub("", shown)) == []


@pytest.mark.provision("CM-454")
def test_what_a_manager_judges_is_offered_to_her_alone_and_put_right_by_her(jo, bea, child_under):
    kai = child_under("youth-rehabilitation-order")
    there = f"/children/{kai}/record/"
    assert "judged-for-court" not in jo.get(there).text
    assert "judged-for-court" in bea.get(there).text
    assert jo.get(f"{there}judged-for-court/").status_code == 403
    told = {"decision": "exceptional", "because": "His mum died.", **day_parts("on", TODAY)}
    made = record(bea, kai, "judged-for-court", "?order=o1", **told).headers["Location"]
    for does in ("correct/", "withdraw/"):
        assert does not in jo.get(made).text
        assert does in bea.get(made).text
        assert jo.get(f"{made}{does}").status_code == 403


def test_what_got_in_the_way_is_not_asked_twice_and_is_judged_last(jo, child_under):
    kai = child_under("referral-order")
    contact = miss(jo, kai, TODAY)
    form = jo.get(f"/children/{kai}/record/absence-followed-up/?contact={contact}").text
    assert form_with(form, "reason").sent()["reason"] == ["forgot"]
    asked = ("child_said", "family_said", "reason", "tried", "support", "acceptable", "because")
    assert sorted(asked, key=lambda name: form.index(f'name="{name}"')) == list(asked)


@pytest.mark.provision("CM-430")
def test_what_went_well_stands_first(jo, child_under):
    kai = child_under("referral-order")
    record(jo, kai, "achievement", note="He rang by himself.", **day_parts("on", TODAY))
    shown = main(page(jo, kai))
    assert "He rang by himself." in shown
    assert shown.index("What went well") < shown.index("Where it stands")


def test_a_third_failure_is_told_of_before_it_happens_and_then_judged(jo, bea, child_under):
    kai = child_under("youth-rehabilitation-order")
    assert "After a second warning within 12 months" in page(jo, kai)
    for days in (40, 20):
        on = TODAY - timedelta(days=days)
        contact = miss(jo, kai, on)
        ask(jo, kai, contact, on)
        assert warn(jo, kai, contact, on).status_code == 302
    assert "Talk with a manager now" in page(jo, kai)
    assert "A manager judges this now" not in page(jo, kai)
    contact = miss(jo, kai, TODAY)
    ask(jo, kai, contact, TODAY)
    assert "A manager judges this now" in page(jo, kai)
    told = {"decision": "exceptional", "because": "His mum died.", **day_parts("on", TODAY)}
    asked = f"?order=o1&contact={contact}"
    assert jo.get(f"/children/{kai}/record/judged-for-court/{asked}").status_code == 403
    assert record(bea, kai, "judged-for-court", asked, **told).status_code == 302
    assert "A manager judges this now" not in page(jo, kai)


def test_the_letter_says_that_we_go_on_and_holds_no_words_of_the_record(jo, child_under):
    kai = child_under("referral-order")
    contact = miss(jo, kai, TODAY)
    ask(jo, kai, contact, TODAY)
    warn(jo, kai, contact, TODAY)
    (there,) = re.findall(r"/children/\d+/warnings/\d+/letter/", page(jo, kai))
    letter = main(jo.get(there).text)
    assert "We want to go on working with you" in letter
    assert "your first one" in letter
    assert "court" not in letter  # only the panel takes a referral order back
    for kept in ("I had no fare.", "A bus pass.", "We ring", "Read it aloud together."):
        assert kept not in letter
    assert "Rhybudd yw" in jo.get(f"{there}?language=cy").text


@pytest.mark.provision("CM-450", "EP-115")
@pytest.mark.parametrize("kind", sorted(kind for kind, way in WAYS.items() if way.warns))
def test_each_letter_is_plain_and_says_that_we_want_to_go_on(kind):
    letter = letters.warning(kind, "en", name="Kai", missed_on=TODAY, count=2)
    text = " ".join([*letter.before, *letter.after])
    assert "go on working with you" in text
    assert reading(text).age <= 9
    assert not reading(text).has_a_long_sentence


MUM = {"id": "mum", "name": "Ann", "relationship": "mother"}
UNCLE = {"id": "uncle", "name": "Bob", "relationship": "aunt-or-uncle"}


@pytest.mark.provision("EP-068")
def test_the_page_says_whether_who_looks_after_the_child_was_met_with_and_what_the_child_needs(
    jo, worker
):
    met = {"kind": "contact", "outcome": "attended", "present": ["mum", "uncle"]}
    days = [TODAY - timedelta(days=days) for days in (9, 2)]
    kai = make_child(
        worker.service,
        worker=worker,
        child={
            "given_name": "Kai",
            "people": [MUM, {**MUM, "id": "dad", "name": "Cy", "relationship": "father"}, UNCLE],
            "disabilities": ["none-known"],
            "communication_needs": ["expressing"],
        },
        events=[
            *({**met, "id": f"m{on}", "on": f"{on}"} for on in days),
            {**met, "id": "no", "on": f"{TODAY}", "outcome": "missed"},
        ],
    )
    _, _, shown = page(jo, kai).partition("Who looks after Kai")
    card, _, _ = shown.partition("</section>")
    assert re.search(r"Ann\b.*</b> was there 2 times", card)
    assert re.search(r"Cy\b.*</b> was not there yet", card)
    assert "Bob" not in card
    assert "What Kai needs: Finding words" in card
    assert "None known" not in card


@pytest.mark.provision("CM-424")
def test_what_could_help_a_child_to_come_is_listed_and_what_is_there_is_told(jo, child_under):
    kai = child_under("referral-order")
    before = helping(jo, kai)
    assert len(before) == 9
    assert not any(before.values())
    weekly = day_parts("until", TODAY + timedelta(days=30))
    assert book(jo, kai, **weekly).status_code == 302
    record(jo, kai, "achievement", note="He rang by himself.", **day_parts("on", TODAY))
    there = {words for words, is_there in helping(jo, kai).items() if is_there}
    assert there == {"The same time each week", "Praise, for a small step too"}


def test_voluntary_work_knows_no_engagement_panel(jo, child_under):
    assert "An engagement panel" not in helping(jo, child_under("prevention"))


def helping(client, child):
    """What could help, each with whether it is there."""
    _, _, shown = page(client, child).partition("What could help Kai come")
    card, _, _ = shown.partition("</section>")
    found = re.findall(r"<li><span><a href=\"[^\"]+\">(.*?)</a>(.*?)</span></li>", card)
    return {words: "there" in beside for words, beside in found}


def see(client, child, kind, on=TODAY, asked="", **told):
    answer = record(client, child, kind, asked, **told, **day_parts("on", on))
    assert answer.status_code == 302, answer.text
    return answer


@pytest.mark.provision("CM-450")
@pytest.mark.parametrize("kind", ["prevention", "referral-order", "youth-rehabilitation-order"])
def test_the_page_says_before_all_else_that_we_want_to_go_on(jo, child_under, kind):
    shown = main(page(jo, child_under(kind)))
    assert shown.index("we want to go on working with Kai") < shown.index("What went well")


@pytest.mark.provision("CM-432")
def test_who_is_near_the_child_is_told_how_it_goes_and_it_shows_when(jo, child_with_a_mum):
    kai = child_with_a_mum
    assert "Nobody near Kai was told yet" in page(jo, kai)
    earlier = TODAY - timedelta(days=9)
    see(jo, kai, "achievement", earlier, note="He rang by himself.", told="p1")
    assert f"Heard how it goes: Mum (mother) {day(earlier, TODAY)}." in page(jo, kai)
    answer = see(jo, kai, "progress-told", asked="?then=tried", note="Three in a row.", told="p1")
    assert answer.headers["Location"] == f"/children/{kai}/tried/"
    assert f"Heard how it goes: Mum (mother) {day(TODAY, TODAY)}." in page(jo, kai)


@pytest.mark.provision("CM-432")
def test_a_letter_praises_in_plain_words_and_keeps_what_is_protected(jo, child_with_a_mum):
    kai = child_with_a_mum
    see(jo, kai, "achievement", note="He came early, by himself, from 9 Fen Row.")
    (there,) = re.findall(rf"/children/{kai}/praise/\d+/", page(jo, kai))
    letter = main(jo.get(there).text)
    assert "Good news of Kai" in letter
    assert "He came early, by himself" in letter
    assert "Fen Row" not in letter
    assert "Newyddion da am Kai" in jo.get(f"{there}?language=cy").text
    for language in ("en", "cy"):
        said = letters.praise(language, name="Kai", on=TODAY)
        assert ENFORCES.findall(" ".join([*said.before, *said.after])) == []
    plain = letters.praise("en", name="Kai", on=TODAY)
    assert reading(" ".join([*plain.before, *plain.after])).age <= 9


@pytest.mark.provision("CM-431")
def test_who_comes_late_is_asked_early_what_would_make_it_easier(jo, child_under):
    kai = child_under("referral-order")
    assert "Talk about it early" not in page(jo, kai)
    see_late(jo, kai)
    shown = main(page(jo, kai))
    assert "Talk about it early" in shown
    assert "attended late. Agreed: Half past, after the bus." in shown


def see_late(client, child):
    address = f"/children/{child}/contact/"
    form = form_with(client.get(address).text, "outcome")
    told = {
        "outcome": "attended-late",
        "note": "We drew.",
        "next_time": "Half past, after the bus.",
    }
    sent = form.sent(**told, **day_parts("on", TODAY), at="00:00")
    assert client.post(address, sent).status_code == 302


@pytest.mark.provision("CM-433", "CM-451")
def test_whoever_holds_a_panel_reads_what_was_tried_and_what_it_agreed_stands_there(
    jo, bea, child_with_a_mum
):
    kai = child_with_a_mum
    for days in (40, 20):
        on = TODAY - timedelta(days=days)
        contact = miss(jo, kai, on)
        ask(jo, kai, contact, on)
        assert warn(jo, kai, contact, on).status_code == 302
    assert "Hold a panel" in page(bea, kai)
    asked = "?order=o1&then=tried"
    form = main(bea.get(f"/children/{kai}/record/engagement-panel-held/{asked}").text)
    for said in ("No money", "A bus pass.", "I had no fare.", "We ring the evening before."):
        assert said in form
    told = {"child_said": "Ring me first.", "agreed": "Mum brings me.", "invited": "p1"}
    see(bea, kai, "engagement-panel-held", asked=asked, **told)
    shown = main(page(jo, kai))
    assert "Agreed: Mum brings me." in shown
    assert "Invited, and not there: Mum (mother)" in shown


def test_what_a_manager_judged_stands_with_the_failure_and_no_warning_is_offered_before(
    jo, bea, child_under
):
    kai = child_under("youth-rehabilitation-order")
    for days in (40, 20):
        on = TODAY - timedelta(days=days)
        contact = miss(jo, kai, on)
        ask(jo, kai, contact, on)
        assert warn(jo, kai, contact, on).status_code == 302
    contact = miss(jo, kai, TODAY)
    ask(jo, kai, contact, TODAY)
    assert "Give a warning" not in page(jo, kai)
    does = "/record/judged-for-court/?order=o1&amp;contact="
    assert does in bea.get(f"/children/{kai}/").text
    assert "udge whether it goes back to court" in jo.get(f"/children/{kai}/").text
    assert does not in jo.get(f"/children/{kai}/").text
    told = {"decision": "exceptional", "because": "His mum died."}
    see(bea, kai, "judged-for-court", asked=f"?order=o1&contact={contact}", **told)
    shown = page(jo, kai)
    assert does not in bea.get(f"/children/{kai}/").text
    assert "it does not go back to court. His mum died." in shown
    assert "Give a warning" in shown


@pytest.mark.parametrize("kind", ["warning", "absence-followed-up", "achievement"])
def test_whoever_came_from_the_page_comes_back_to_it(jo, child_under, kind):
    kai = child_under("youth-rehabilitation-order")
    contact = miss(jo, kai, TODAY)
    if kind == "warning":
        ask(jo, kai, contact, TODAY)
    (there,) = re.findall(rf"/record/{kind}/[^\"]+", page(jo, kai))
    assert there.endswith("then=tried")


def test_for_how_long_a_warning_counts_is_the_services_number_where_it_chose_one(
    jo, bea, senior, child_under
):
    kai = child_under("youth-rehabilitation-order")
    on = TODAY - timedelta(days=40)
    contact = miss(jo, kai, on)
    ask(jo, kai, contact, on)
    assert warn(jo, kai, contact, on).status_code == 302
    assert "1 warning counts" in page(jo, kai)
    with asked_by(senior, at=timezone.now()):
        OwnNumber.objects.create(
            service=senior.service,
            name="warned-period",
            begins=TODAY - timedelta(days=300),
            value=1,
            reason="We agreed on it.",
            by=senior,
            at=timezone.now(),
        )
    assert "No warning counts today" in page(jo, kai)
