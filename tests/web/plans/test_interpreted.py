"""A copy in another language: an interpreter writes each part of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.forms import forms_of
from tests.people import signed_in_client
from tests.web.accounts.signing import sign_in
from tests.web.plans.copying import CANARY, copy_for, give, keep_for_later, with_plan
from tests.web.plans.writing import form_of
from waymark.accounts import asking
from waymark.drafts.models import Draft


@pytest.fixture
def sophie(worker):
    return with_plan(worker)


def said(form, name):
    return "".join(form.fields[name].values).strip()


def test_what_an_interpreter_wrote_is_kept_while_it_is_typed_and_the_names_are_not(
    jo, sophie, worker
):
    written = {"language": "another", "other": "pol", "part-opening": "Plan", "part-g1": "Cel"}
    keep_for_later(jo, sophie, **written, names=CANARY, chosen="purple drawing dog")
    form = form_of(jo, give(sophie), "names")
    assert said(form, "part-g1") == "Cel"
    assert said(form, "names") == said(form, "chosen") == ""
    asking.as_user(worker)
    assert not {"names", "chosen"} & set(Draft.objects.get().fields)
    sent = form_of(jo, give(sophie), "names")
    rest = {name: "Słowo" for name in sent.fields if name.startswith("part-")}
    assert jo.post(give(sophie), sent.sent(**rest, names=CANARY)).status_code == 302
    asking.as_user(worker)
    assert not Draft.objects.exists()


def test_what_an_interpreter_wrote_stands_again_after_a_time_out(sophie, worker):
    late = signed_in_client(worker, at=timezone.now() - timedelta(hours=13))
    written = {"language": "another", "other": "pol", "part-g1": "Cel", "names": CANARY}
    late.post(give(sophie), written)
    sign_in(late, worker)
    form = form_of(late, give(sophie), "names")
    assert said(form, "part-g1") == "Cel"
    assert said(form, "names") == ""


@pytest.mark.provision("CM-332")
def test_an_interpreter_reads_each_part_beside_where_it_is_written(jo, sophie):
    page = copy_for(jo, sophie, language="another", other="ara").text
    assert "In English it says: “I want to be a mechanic”" in page
    assert "Type what the interpreter wrote: My plan" in page


@pytest.mark.provision("CM-332")
def test_where_an_interpreter_is_needed_the_parts_stand_there_at_once(jo, worker):
    polish = {"needed": True, "language": "pol"}
    child = with_plan(worker, about={"interpreter": polish})
    form = form_of(jo, give(child), "names")
    assert form.sent()["language"] == ["another"]
    assert form.sent()["other"] == ["pol"]
    parts = [name for name in form.fields if name.startswith("part-")]
    assert "part-g1" in parts
    english = form.sent(format="print", names=CANARY, language="en", **{"part-g1": "Cel"})
    refused = jo.post(give(child), english)
    assert refused.status_code == 422
    assert "An interpreter’s words are typed below" in refused.text
    assert "Cel</textarea>" in refused.text, "nothing is lost"
    assert jo.post(give(child), {**english, "part-g1": ""}).status_code == 302
    texts = {name: f"Nagłówek\nSłowa {name}" for name in parts}
    made = jo.post(give(child), form.sent(format="print", names=CANARY, **texts))
    assert 'lang="pl"' in jo.get(made["Location"]).text


@pytest.mark.parametrize(
    "told", [None, {"needed": False, "language": "pol"}, {"needed": True, "language": "bfi"}]
)
def test_where_nobody_writes_for_the_child_no_interpreter_is_asked(jo, worker, told):
    page = jo.get(give(with_plan(worker, about={"interpreter": told}))).text
    assert 'name="part-' not in page


def test_an_interpreter_writes_the_copy_in_another_language(jo, sophie, worker):
    page = give(sophie)
    first = form_of(jo, page, "names").sent(
        format="print", names=CANARY, language="another", other="pol"
    )
    asked = jo.post(page, first)
    assert asked.status_code == 422
    (form,) = (each for each in forms_of(asked.text) if "names" in each.fields)
    parts = [name for name in form.fields if name.startswith("part-")]
    texts = {name: f"Nagłówek\nSłowa {number}" for number, name in enumerate(parts)}
    made = jo.post(page, form.sent(names=CANARY, **texts))
    assert made.status_code == 302
    shown = jo.get(made["Location"]).text
    assert 'lang="pl"' in shown
    assert "Słowa 1" in shown
    assert jo.get(made["Location"] + "print/").status_code == 200
    sent = jo.post(page, form.sent(names=CANARY, format="link", chosen="blue otter", **texts))
    assert sent.status_code == 200
    assert "(Polish)" in jo.get(f"/children/{sophie}/said/").text
    for words in ("Plan\nQuillfeather", "Plan dla Quillfeather\nSłowa"):
        named = jo.post(page, form.sent(names=CANARY, **{**texts, parts[0]: words}))
        assert named.status_code == 422, "its heading is read too"
        assert f'href="#id_{parts[0]}"' in named.text, "the fault is said beside its part"
        assert "otherwise in the interpreter’s words" in named.text
        assert "otherwise in the plan" not in named.text


def test_all_of_a_welsh_copy_may_be_an_interpreters(jo, sophie):
    page = copy_for(jo, sophie, language="another", other="cym")
    assert page.status_code == 422
    assert "Type what the interpreter wrote" in page.text
