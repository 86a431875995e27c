"""That somebody harmed is prepared, and what came of it for them, is told by the victims' side."""

from dataclasses import replace

import pytest
from django.utils import timezone

from tests.web.restorative.repairing import (
    LOOKED_AT,
    consents,
    is_prepared,
    is_ready,
    judged,
    newest,
    page,
    planned,
    record,
    safe,
    told,
)
from waymark.chronology.door import today
from waymark.rules.letters import VictimHeard

HELD = {"note": "They talked.", "raised": "Both said all they wanted to."}
PLANNED = "restorative-activity-planned"


@pytest.mark.provision("CM-353", "NP-308")
def test_casework_reads_that_they_are_prepared_and_never_says_so_itself(jo, worker, theo):
    about = planned(jo, theo, "meeting")
    asked = f"/children/{theo}/record/restorative-risk-assessed/?then=restorative{about}"
    for shown in (jo.get(asked).text, jo.get(page(theo)).text):
        assert "the victim worker has not said yet that they are prepared" in shown
    assert "The person harmed is prepared, as" not in jo.get(asked).text
    itself = {**LOOKED_AT, "settled": [*LOOKED_AT["settled"], "victim"]}
    assert record(jo, theo, "restorative-risk-assessed", about, **itself).status_code == 422
    told(worker, is_prepared(theo, newest(theo, PLANNED), "not-yet"))
    assert "not prepared yet, as the victim worker said" in jo.get(asked).text
    told(worker, is_prepared(theo, newest(theo, PLANNED)))
    assert "prepared, as the victim worker said" in jo.get(asked).text
    answered = record(jo, theo, "restorative-risk-assessed", about, **LOOKED_AT)
    assert answered.status_code == 302
    mistake = is_prepared(theo, newest(theo, PLANNED))
    told(worker, replace(mistake, taken_back=True))
    assert "not prepared yet, as the victim worker said" in jo.get(page(theo)).text


@pytest.mark.provision("CM-383")
def test_a_written_consent_that_does_not_cover_what_is_planned_is_said_from_the_first(
    jo, worker, theo
):
    asked = f"/children/{theo}/record/restorative-risk-assessed/?then=restorative"
    about = planned(jo, theo, "meeting")
    told(worker, is_ready(theo), consents(theo, to=["shuttle"]))
    for shown in (jo.get(asked + about).text, jo.get(page(theo)).text):
        assert "their written consent to this is not here yet" in shown
    told(worker, consents(theo, to=["meeting"]))
    for shown in (jo.get(asked + about).text, jo.get(page(theo)).text):
        assert "their written consent to this is not here yet" not in shown


@pytest.mark.parametrize(("helped", "says"), [(None, ""), ("partly", "it helped them in part")])
def test_what_came_of_it_for_them_is_told_as_far_as_they_let_it(jo, worker, theo, helped, says):
    judged(jo, theo)
    about = planned(jo, theo, "meeting")
    activity = newest(theo, PLANNED)
    safe(jo, theo, activity)
    told(worker, is_ready(theo), consents(theo, to=["meeting"]))
    record(jo, theo, "restorative-activity-held", about, **HELD)
    on = today(timezone.now())
    told(worker, VictimHeard(child=theo, on=on, victim="v1", activity=activity, helped=helped))
    shown = jo.get(page(theo)).text
    assert "asked by the victim worker" in shown
    assert ("it helped them" in shown) == bool(says)
    assert says in shown
