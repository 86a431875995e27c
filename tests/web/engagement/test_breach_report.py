"""The report begins with what went well, and says that we go on working with the child."""

import re

import pytest

from tests.forms import day_parts, form_with
from tests.web.diary.booking import TODAY
from tests.web.engagement.breaching import (
    REFERRAL,
    YRO,
    decide,
    everything_tried,
    home,
    put,
)
from tests.web.engagement.test_tried import main, record


@pytest.fixture
def reported(jo, bea, child_under):
    """Return the address of the report of a child whose order goes back."""

    def make(kind=YRO, **said):
        child = child_under(kind)
        everything_tried(jo, child)
        record(jo, child, "achievement", note="He rang by himself.", **day_parts("on", TODAY))
        put(jo, child, **said)
        assert decide(bea, child, "breach").status_code == 302
        return re.search(r"/children/\d+/breach/\d+/report/", home(jo, child))[0]

    return make


def printed(client, address, **typed):
    sent = form_with(client.get(address).text, "names").sent(**typed)
    return client.post(address, sent)


@pytest.mark.provision("CM-457", "CM-458")
def test_what_went_well_stands_first_and_that_we_go_on_last(jo, reported):
    report = main(printed(jo, reported()).text)
    order = [
        *("Of breach-engaged.", "He rang by himself.", "Of breach-progress."),
        *("Of breach-supports.", "Of breach-child-says.", "A bus pass.", "Of breach-reason-why."),
        *("Of breach-alter.", "We are prepared to go on working with Kai"),
    ]
    assert re.search(r"This report is about Kai.*, born \d+ \w+ \d{4}, and the", report)
    places = [report.find(said) for said in order[:5] + order[6:]]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.provision("CM-455", "CM-456", "CM-454")
def test_the_four_matters_what_is_not_the_childs_doing_and_custody_are_in_it(jo, reported):
    report = main(printed(jo, reported()).text)
    matters = ("living", "trusted", "worked", "not-worked", "capacity", "beyond-weighs", "custody")
    for matter in matters:
        assert f"Of breach-{matter}." in report


def test_the_report_of_a_referral_order_is_for_its_panel(jo, reported):
    report = main(printed(jo, reported(REFERRAL)).text)
    assert "Report for the panel" in report
    assert "looks for another way first" in report


@pytest.mark.provision("CM-409")
def test_a_name_that_must_not_be_in_it_is_left_out_and_said(jo, reported, protected_names):
    address = reported(**{"breach-reason-why": "He went to Daniel Okafor again, at the shop."})
    protected_names(_child(address), ["Daniel Okafor"])
    shown = main(printed(jo, address, names="Okafor, Daniel").text)
    said, report = shown.split("<h1>")
    assert "Okafor" in said
    assert "Okafor" not in report
    assert "Daniel" not in report
    assert "He went to (a name left out) again, at the shop." in report
    protected_names(_child(address), ["Somebody Else"])
    control = main(printed(jo, address).text)
    assert "Daniel Okafor" in control


@pytest.mark.provision("CM-409")
def test_a_report_is_printed_once_its_worker_looked_for_whom_nobody_can_name(
    jo, reported, protected_names
):
    address = reported()
    protected_names(_child(address), [], unnamed=1)
    asked = printed(jo, address)
    assert asked.status_code == 422
    assert "they could not be looked for" in asked.text
    assert "data-print" not in asked.text
    assert printed(jo, address, sure="on").status_code == 200


def _child(address):
    return int(address.split("/")[2])


def test_what_may_be_a_name_or_a_word_stays_once_somebody_looked(jo, reported, protected_names):
    address = reported(**{"breach-reason-why": "Grace was given twice."})
    protected_names(_child(address), ["Grace Hill"])
    assert "(a name left out)" in main(printed(jo, address).text)
    looked = main(printed(jo, address, looked="on").text)
    assert "Grace was given twice." in looked
